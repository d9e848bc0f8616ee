#include "core/spelled.h"

#include <array>
#include <cassert>

namespace gerai {

namespace {

constexpr std::int64_t largest = 999'999'999'999'999;

struct Unit {
    std::int64_t value;
    std::string_view word;
};

std::string joined(std::string first, const std::string& rest) {
    if (rest.empty()) return first;
    return first.append(" ").append(rest);
}

/// What is left of a number after its first words; nothing is said for nothing.
using Speller = std::string (*)(std::int64_t);
std::string rest_of(std::int64_t rest, Speller spell) {
    return rest == 0 ? std::string{} : spell(rest);
}

constexpr std::array<std::string_view, 26> indonesian_letters{
    "a",  "be", "ce", "de", "e",  "ef", "ge", "ha", "i",  "je", "ka",  "el", "em",
    "en", "o",  "pe", "ki", "er", "es", "te", "u",  "fe", "we", "eks", "ye", "zet"};

constexpr std::array<std::string_view, 10> indonesian_digits{
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"};

constexpr std::array<std::string_view, 20> english_small{
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};

constexpr std::array<std::string_view, 10> english_tens{
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

std::string indonesian(std::int64_t number) {
    constexpr std::array units{Unit{1'000'000'000'000, "triliun"},
                               Unit{1'000'000'000, "miliar"},
                               Unit{1'000'000, "juta"},
                               Unit{1'000, "ribu"},
                               Unit{100, "ratus"},
                               Unit{10, "puluh"}};
    if (number < 10) return std::string{indonesian_digits.at(static_cast<std::size_t>(number))};
    if (number == 10) return "sepuluh";
    if (number == 11) return "sebelas";
    if (number < 20) return indonesian(number - 10) + " belas";
    for (const Unit& unit : units) {
        if (number < unit.value) continue;
        const std::int64_t many = number / unit.value;
        const bool is_one = many == 1 && unit.value <= 1'000;
        std::string first = is_one ? "se" + std::string{unit.word}
                                   : joined(indonesian(many), std::string{unit.word});
        return joined(std::move(first), rest_of(number % unit.value, indonesian));
    }
    return {};
}

std::string english(std::int64_t number) {
    constexpr std::array units{Unit{1'000'000'000'000, "trillion"}, Unit{1'000'000'000, "billion"},
                               Unit{1'000'000, "million"}, Unit{1'000, "thousand"},
                               Unit{100, "hundred"}};
    if (number < 20) return std::string{english_small.at(static_cast<std::size_t>(number))};
    if (number < 100) {
        return joined(std::string{english_tens.at(static_cast<std::size_t>(number / 10))},
                      rest_of(number % 10, english));
    }
    for (const Unit& unit : units) {
        if (number < unit.value) continue;
        return joined(joined(english(number / unit.value), std::string{unit.word}),
                      rest_of(number % unit.value, english));
    }
    return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The place of a letter in the alphabet, in either case; nothing else has one.
std::size_t place_of(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a');
    if (c >= 'A' && c <= 'Z') return static_cast<std::size_t>(c - 'A');
    return indonesian_letters.size();
}

}  // namespace

std::string spelled_in_indonesian(std::int64_t number) {
    assert(number >= 0 && number <= largest);
    return indonesian(number);
}

std::string spelled_in_english(std::int64_t number) {
    assert(number >= 0 && number <= largest);
    return english(number);
}

std::string said_in_indonesian(std::string_view number) {
    std::string said;
    const auto say = [&said](std::string_view word) {
        if (!said.empty()) said += ' ';
        said += word;
    };
    for (const char c : number) {
        if (is_digit(c)) say(indonesian_digits.at(static_cast<std::size_t>(c - '0')));
        if (const auto at = place_of(c); at < indonesian_letters.size()) {
            say(indonesian_letters.at(at));
        }
    }
    return said;
}

std::string said_in_english(std::string_view number) {
    std::string said;
    for (const char c : number) {
        if (!is_digit(c) && place_of(c) == indonesian_letters.size()) continue;
        if (!said.empty()) said += ' ';
        if (is_digit(c)) {
            said += english_small.at(static_cast<std::size_t>(c - '0'));
        } else {
            said += c;
        }
    }
    return said;
}

}  // namespace gerai
