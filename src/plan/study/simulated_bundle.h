#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "mall/mall.h"
#include "measure/bundle.h"

namespace gerai::plan {

/// Which dates of a mall are played, each once.
struct PlayedPeriod {
    Date from{};           ///< The first, if the mall is open then.
    std::uint32_t days{};  ///< Open ones.
    std::uint64_t seed = 1;
    double volume = 1;
};

/// The next so many dates on which the mall is open, at most those of ten years.
std::vector<Date> open_dates(const mall::Mall& mall, Date from, std::uint32_t days);

/// The bundle of a mall as its file plans it: dates that were played and not lived, which the
/// bundle says of itself. Nothing when too few came, or it was stopped.
std::optional<measure::Bundle> simulated_bundle(const mall::Mall& mall,
                                                const std::string& file_hash,
                                                const PlayedPeriod& period,
                                                const std::stop_token& stop = {});

}  // namespace gerai::plan
