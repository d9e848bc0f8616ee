#pragma once

#include <string>
#include <vector>

#include "measure/bundle.h"

namespace gerai::measure {

/// A cell of a service on Mondays: all were called, after ten minutes where nothing else is said.
struct MadeCell {
    std::string service;
    int from{};
    int to{};
    std::int64_t steps{};
    std::int64_t in_time{};
    std::int64_t wait_seconds = 600;
};

/// A bundle of these cells that adds up.
inline Bundle made_bundle(const std::string& mall, const std::vector<MadeCell>& cells) {
    using namespace std::chrono;
    Bundle bundle{.mall = {.file_hash = std::string(64, '0'),
                           .hours = {{{480, 930}}, {}, {}, {}, {}, {}, {}},
                           .id = mall,
                           .name = mall,
                           .promised_share = .9,
                           .promised_wait_seconds = 900,
                           .time_zone = "Asia/Makassar"},
                  .period = {.dates = 30, .from = year{2026} / 1 / 5, .to = year{2026} / 12 / 28}};
    std::int64_t all = 0;
    for (const MadeCell& cell : cells) {
        if (bundle.services.empty() || bundle.services.back().id != cell.service) {
            bundle.services.push_back(
                {.agency = "agency", .id = cell.service, .name = cell.service});
        }
        bundle.services.back().cells.push_back({.called = cell.steps,
                                                .counted = cell.steps,
                                                .from = cell.from,
                                                .steps = cell.steps,
                                                .to = cell.to,
                                                .wait_seconds = cell.steps * cell.wait_seconds,
                                                .weekdays = {0},
                                                .within = cell.in_time});
        all += cell.steps;
    }
    bundle.classes = {{.count = all, .names = {"none"}}};
    bundle.channels = {{.count = all, .names = {"kiosk"}}};
    return bundle;
}

}  // namespace gerai::measure
