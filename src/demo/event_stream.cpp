#include "demo/event_stream.h"

#include <utility>

namespace gerai::demo {

std::vector<StreamEvent> EventParser::feed(std::string_view bytes) {
    std::vector<StreamEvent> events;
    for (const char letter : bytes) {
        const bool second_of_pair = letter == '\n' && after_carriage_return_;
        after_carriage_return_ = letter == '\r';
        if (second_of_pair) continue;
        if (letter == '\n' || letter == '\r') {
            take_line(unfinished_, events);
            unfinished_.clear();
        } else {
            unfinished_ += letter;
        }
    }
    return events;
}

void EventParser::start_again() {
    unfinished_.clear();
    after_carriage_return_ = false;
    id_ = last_id_;
    name_.clear();
    data_.clear();
    has_data_ = false;
}

void EventParser::take_line(std::string_view line, std::vector<StreamEvent>& events) {
    if (line.empty()) {
        last_id_ = id_;
        if (has_data_) {
            events.push_back({.id = last_id_,
                              .name = name_.empty() ? "message" : std::move(name_),
                              .data = std::move(data_)});
        }
        name_.clear();
        data_.clear();
        has_data_ = false;
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == 0) return;
    std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    take_field(line.substr(0, colon), value);
}

void EventParser::take_field(std::string_view field, std::string_view value) {
    if (field == "event") {
        name_ = value;
    } else if (field == "data") {
        if (has_data_) data_ += '\n';
        data_ += value;
        has_data_ = true;
    } else if (field == "id") {
        id_ = value;
    }
}

}  // namespace gerai::demo
