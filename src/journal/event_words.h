#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <variant>

#include "hall/event.h"

// The words that the journal uses: what is written here is read for ever.
namespace gerai::journal {

/// A kind of event, and the newest version of its body.
struct EventType {
    std::string_view name;
    int version;
};

/// In the order of `hall::What`.
inline constexpr std::array<EventType, std::variant_size_v<hall::What>> event_types{
    {{"issued", 1},      {"called", 1},     {"recalled", 1},
     {"started", 1},     {"finished", 1},   {"no_show", 1},
     {"rejoined", 1},    {"held", 1},       {"resumed", 1},
     {"transferred", 1}, {"cancelled", 1},  {"priority_changed", 1},
     {"rated", 1},       {"undone", 1},     {"counter", 1},
     {"session", 1},     {"configured", 2},  // 2: with the logo.
     {"day_closed", 1},  {"day", 3},  // 2: with notices and boards that go on. 3: with `forming`.
     {"heard", 1},       {"notice", 1},     {"notice_withdrawn", 1},
     {"help", 1},        {"help_given", 1}, {"board", 1},
     {"formed", 1}}};

/// The words of an enum in the order of its values, which count from 0.
template <class Enum>
inline constexpr std::array<std::string_view, 0> words_of{};

template <>
inline constexpr std::array<std::string_view, 7> words_of<hall::StepState>{
    "waiting", "called", "serving", "done", "on_hold", "no_show", "cancelled"};
template <>
inline constexpr std::array<std::string_view, 6> words_of<hall::Outcome>{
    "none", "completed", "not_completed", "transferred", "undone", "day_ended"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<hall::CounterState>{"closed", "open",
                                                                              "paused", "closing"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<hall::Channel>{"kiosk", "door", "paper",
                                                                         "web", "phone"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<hall::Orientation>{"landscape",
                                                                             "portrait"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<hall::Language>{"id", "en"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<hall::CallRule>{"oldest", "priority",
                                                                          "rescue", "by_number"};
template <>
inline constexpr std::array<std::string_view, 6> words_of<hall::PassReason>{
    "none", "lower_score", "busy_elsewhere", "waits_for", "primary", "by_number"};
template <>
inline constexpr std::array<std::string_view, 8> words_of<hall::Act>{
    "none", "call", "start", "finish", "no_show", "hold", "transfer", "send_on"};

template <class Enum>
std::string_view word_of(Enum value) {
    return words_of<Enum>.at(static_cast<std::size_t>(value));
}

template <class Enum>
std::optional<Enum> from_word(std::string_view word) {
    const auto at = std::ranges::find(words_of<Enum>, word);
    if (at == words_of<Enum>.end()) return std::nullopt;
    return static_cast<Enum>(at - words_of<Enum>.begin());
}

}  // namespace gerai::journal
