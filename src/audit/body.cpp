#include "audit/body.h"

namespace gerai::audit {

namespace {

Unreadable not_a(std::string_view what, std::string_view name) {
    return Unreadable{'`' + std::string{name} + "` is not a " + std::string{what}};
}

std::int64_t number_in(const boost::json::value& value, std::string_view name) {
    const std::int64_t* const number = value.if_int64();
    if (number == nullptr) throw not_a("whole number", name);
    return *number;
}

std::string text_in(const boost::json::value& value, std::string_view name) {
    const boost::json::string* const text = value.if_string();
    if (text == nullptr) throw not_a("text", name);
    return {text->data(), text->size()};
}

}  // namespace

Body::Body(const boost::json::value& value) : object_(value.if_object()) {
    if (object_ == nullptr) throw Unreadable{"an object is expected"};
}

const boost::json::value& Body::at(std::string_view name) const {
    const boost::json::value* const found = object_->if_contains(name);
    if (found == nullptr) throw Unreadable{'`' + std::string{name} + "` is missing"};
    return *found;
}

const boost::json::array& Body::list(std::string_view name) const {
    const boost::json::array* const list = at(name).if_array();
    if (list == nullptr) throw not_a("list", name);
    return *list;
}

std::int64_t Body::number(std::string_view name) const { return number_in(at(name), name); }

std::size_t Body::index(std::string_view name) const {
    const std::int64_t number = this->number(name);
    if (number < 0) throw not_a("number from 0", name);
    return static_cast<std::size_t>(number);
}

Instant Body::instant(std::string_view name) const { return Instant{Duration{number(name)}}; }

Date Body::date(std::string_view name) const {
    const auto date = parse_date(text(name));
    if (!date) throw not_a("date like 2026-11-25", name);
    return *date;
}

std::string Body::text(std::string_view name) const { return text_in(at(name), name); }

bool Body::truth(std::string_view name) const {
    const bool* const truth = at(name).if_bool();
    if (truth == nullptr) throw not_a("truth value", name);
    return *truth;
}

std::vector<Body> Body::objects(std::string_view name) const {
    std::vector<Body> all;
    for (const boost::json::value& item : list(name)) all.emplace_back(item);
    return all;
}

std::vector<std::int64_t> Body::numbers(std::string_view name) const {
    std::vector<std::int64_t> all;
    for (const boost::json::value& item : list(name)) all.push_back(number_in(item, name));
    return all;
}

std::vector<std::string> Body::texts(std::string_view name) const {
    std::vector<std::string> all;
    for (const boost::json::value& item : list(name)) all.push_back(text_in(item, name));
    return all;
}

}  // namespace gerai::audit
