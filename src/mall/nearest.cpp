#include "mall/nearest.h"

#include <algorithm>
#include <vector>

namespace gerai::mall {

namespace {

// Longer words are not typing slips, and their distance would cost their product.
constexpr std::size_t word_length_max = 64;
constexpr std::size_t words_listed_max = 16;

}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other) {
    const std::size_t width = other.size() + 1;
    std::vector<std::size_t> row((one.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
        return row[i * width + j];
    };
    for (std::size_t i = 0; i <= one.size(); ++i) at(i, 0) = i;
    for (std::size_t j = 0; j <= other.size(); ++j) at(0, j) = j;

    for (std::size_t i = 1; i <= one.size(); ++i) {
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const std::size_t replaced = one[i - 1] == other[j - 1] ? 0 : 1;
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + replaced});
            const bool swapped =
                i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if (swapped) at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    }
    return at(one.size(), other.size());
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string> known) {
    if (word.size() > word_length_max) return std::nullopt;
    // A third of the letters may be wrong, and one in a word of two; a single letter means nothing.
    const std::size_t distance_max =
        word.size() < 2 ? 0 : std::max<std::size_t>(1, (word.size() + 1) / 3);
    std::optional<std::string_view> best;
    std::size_t best_distance = distance_max + 1;
    for (const std::string& candidate : known) {
        if (candidate.size() > word.size() + distance_max) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance >= best_distance) continue;
        best = candidate;
        best_distance = distance;
    }
    return best;
}

std::string hint(std::string_view word, std::span<const std::string> known) {
    if (const auto near = nearest(word, known)) {
        return "; did you mean \"" + std::string{*near} + "\"?";
    }
    if (known.empty() || known.size() > words_listed_max) return "";
    std::string list;
    for (const std::string& candidate : known) list += (list.empty() ? "" : ", ") + candidate;
    return "; known here: " + list;
}

}  // namespace gerai::mall
