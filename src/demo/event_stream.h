#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gerai::demo {

/// One frame of a Server-Sent Events stream.
struct StreamEvent {
    std::string id;    ///< The last id that the stream named, this frame's or an earlier one's.
    std::string name;  ///< `message` when the frame names none.
    std::string data;

    friend bool operator==(const StreamEvent&, const StreamEvent&) = default;
};

/// Makes frames of the bytes of a stream, however they are cut. A comment is passed over, and so is
/// a frame without data, as the standard says.
class EventParser {
public:
    /// The frames that these bytes complete.
    std::vector<StreamEvent> feed(std::string_view bytes);

    /// Forgets an unfinished frame; the last id stays.
    void start_again();

    [[nodiscard]] const std::string& last_id() const { return last_id_; }

private:
    void take_line(std::string_view line, std::vector<StreamEvent>& events);
    void take_field(std::string_view field, std::string_view value);

    std::string unfinished_;
    bool after_carriage_return_ = false;
    std::string name_;
    std::string data_;
    bool has_data_ = false;
    std::string id_;  // Counts once its frame is whole.
    std::string last_id_;
};

}  // namespace gerai::demo
