#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/code.h"

/// The topics of the streams: a kind, the mall, and which one.
namespace gerai::api {

/// An empty zone is the whole mall.
inline std::string board_topic(std::string_view mall, std::string_view zone) {
    return "board/" + std::string{mall} + "/" + std::string{zone};
}

inline std::string visit_topic(std::string_view mall, const Code& code) {
    return "visit/" + std::string{mall} + "/" + to_string(code);
}

inline std::string hall_topic(std::string_view mall) { return "hall/" + std::string{mall} + "/"; }

inline std::string counter_topic(std::string_view mall, int number) {
    return "counter/" + std::string{mall} + "/" + std::to_string(number);
}

/// The mall that a topic is about.
inline std::string_view mall_of_topic(std::string_view topic) {
    topic.remove_prefix(topic.find('/') + 1);
    return topic.substr(0, topic.find('/'));
}

/// Whose a stream is, for `StreamHub::close`: a token's number, made of its id. The public's
/// streams are nobody's.
constexpr std::uint64_t stream_owner(std::string_view token_id) {
    std::uint64_t number = 14695981039346656037U;  // FNV-1a.
    for (const char c : token_id) {
        number = (number ^ static_cast<unsigned char>(c)) * 1099511628211U;
    }
    return number;
}

}  // namespace gerai::api
