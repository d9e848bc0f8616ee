#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "hall/rules.h"
#include "mall/mall_file.h"

namespace gerai::bench {

/// One service at counters that are always open.
inline hall::Rules textbook_rules(int counters) {
    hall::Rules rules;
    rules.has_capacity_stop = false;
    rules.opening = {{Instant::min(), Instant::max()}};
    rules.agencies = {{"agency", "A"}};
    rules.services = {
        {.id = "service", .agency = {0}, .mean = std::chrono::seconds{1}, .original = {0}}};
    for (int i = 0; i < counters; ++i) {
        rules.counters.push_back({.number = i + 1, .booth = "b", .agency = {0}, .gives = {{0}}});
    }
    return rules;
}

inline mall::Mall badung() {
    const std::ifstream file{std::string{GERAI_SOURCE_DIR} + "/malls/badung.toml"};
    std::ostringstream text;
    text << file.rdbuf();
    auto mall = mall::read_mall(text.str(), "badung");
    if (!mall) throw std::runtime_error{"malls/badung.toml has faults"};
    return std::move(*mall);
}

inline constexpr Date a_wednesday = std::chrono::year{2026} / 11 / 25;

inline hall::Rules badung_rules() {
    hall::Rules rules = hall::rules_for(badung(), a_wednesday);
    rules.has_capacity_stop = true;
    return rules;
}

}  // namespace gerai::bench
