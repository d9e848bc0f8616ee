#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "plan/staffing/service_score.h"

namespace gerai::plan {

/// What comes to a hall, seen in the same hall with so many counters that all are never busy at
/// once: its offered load (MOL), with all stages and returns, and what no counter can mend.
struct EndlessHall {
    struct OfPool {
        std::vector<double> peak_load;  ///< By half-hour: the greatest mean number of counters that
                                        ///< have a visitor or get ready for the next.
        Duration held{};                ///< How long a call holds a counter, on average.
    };

    std::vector<OfPool> pools;
    Score score;  ///< Without pooled cells.
    std::uint32_t days = 0;

    /// By pool and half-hour.
    [[nodiscard]] std::vector<std::vector<double>> steps_a_day() const;
};

/// Plays the days with twice the counters, and again with twice as many, until they are enough;
/// nothing when it was stopped. The hall has half-hours.
std::optional<EndlessHall> endless_hall(const Model& model, const std::vector<Pool>& pools,
                                        const ScoreBoard& board, const Replications& days,
                                        const std::stop_token& stop);

}  // namespace gerai::plan
