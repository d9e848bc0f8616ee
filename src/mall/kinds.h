#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/time.h"
#include "mall/mall.h"
#include "mall/table_reader.h"

/// The kinds of values that a mall file holds.
namespace gerai::mall {

constexpr std::size_t name_length_max = 120;
constexpr std::size_t note_length_max = 600;

/// One line of text that is not empty, of at most so many letters, without invisible ones.
Kind<std::string> line_of_text(std::size_t length_max);

/// A name that people read.
Kind<std::string> name();

/// A longer remark, such as a requirement or a source.
Kind<std::string> note();

/// A word whose form is checked with all of the file, so that what refers to it still finds it.
Kind<std::string> word(std::string expected);

/// The id of a thing, where it is given and where another thing names it.
Kind<std::string> id();

Kind<std::int64_t> whole_number(std::string expected, std::int64_t from, std::int64_t to);
Kind<int> whole_number(int from, int to);

/// A number from 0 to 1.
Kind<double> share();

Kind<double> number(std::string expected, double from, double to);

/// Such as `15m`, `45s`, `1h` or `2m30s`, at most a day.
Kind<std::chrono::seconds> duration();
Kind<std::chrono::seconds> duration_above_zero();

Kind<Date> date();

/// Such as `08:00-12:00`.
Kind<ClockRange> clock_range();

/// The seven days as they are written, Monday first.
constexpr auto weekdays =
    std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});

/// `mon` to `sun`, Monday is 0; -1 for what could not be read.
Kind<int> weekday();

/// One word of a list, each with its meaning.
template <class T>
Kind<T> one_of(std::vector<std::pair<std::string_view, T>> words) {
    std::string expected = words.size() > 2 ? "one of " : "";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) expected += words.size() > 2 ? ", " : " or ";
        expected += quoted(words[i].first);
    }
    return {.expected = std::move(expected),
            .read = [words = std::move(words)](const toml::node& node) -> std::optional<T> {
                const auto text = node.value_exact<std::string_view>();
                if (!text) return std::nullopt;
                for (const auto& [word, meaning] : words) {
                    if (*text == word) return meaning;
                }
                return std::nullopt;
            }};
}

}  // namespace gerai::mall
