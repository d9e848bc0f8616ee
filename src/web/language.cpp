#include "web/language.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace gerai::web {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// The first subtag in lower case is `wanted`, as `en` is of `en-GB`.
bool is_primary(std::string_view range, std::string_view wanted) {
    const std::string_view primary = range.substr(0, range.find('-'));
    return std::ranges::equal(primary, wanted, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    });
}

/// `0.8` as 800; what is no weight is 0.
int thousandths(std::string_view weight) {
    if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return 0;
    int value = (weight[0] - '0') * 1000;
    int unit = 100;
    for (std::size_t i = 2; i < weight.size() && i < 5; ++i, unit /= 10) {
        if (weight[i] < '0' || weight[i] > '9') return 0;
        value += (weight[i] - '0') * unit;
    }
    return std::min(value, 1000);
}

int weight_of(std::string_view item) {
    const auto semicolon = item.find(';');
    if (semicolon == std::string_view::npos) return 1000;
    const std::string_view parameter = trimmed(item.substr(semicolon + 1));
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 1000;
    return thousandths(parameter.substr(2));
}

}  // namespace

Language preferred_language(std::string_view accept_language) {
    std::optional<int> indonesian;
    std::optional<int> english;
    int any = 0;
    while (!accept_language.empty()) {
        const auto comma = accept_language.find(',');
        const std::string_view item = trimmed(accept_language.substr(0, comma));
        const std::string_view range = trimmed(item.substr(0, item.find(';')));
        const int weight = weight_of(item);
        if (is_primary(range, "id") || is_primary(range, "in")) {
            indonesian = std::max(indonesian.value_or(0), weight);
        } else if (is_primary(range, "en")) {
            english = std::max(english.value_or(0), weight);
        } else if (range == "*") {
            any = weight;
        }
        if (comma == std::string_view::npos) break;
        accept_language.remove_prefix(comma + 1);
    }
    return english.value_or(any) > indonesian.value_or(any) ? Language::english
                                                            : Language::indonesian;
}

std::string_view tag(Language language) { return language == Language::english ? "en" : "id"; }

}  // namespace gerai::web
