#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "measure/bundle.h"

/// Shares of malls that differ in what they are asked for, compared fairly: within cells of one
/// service and the same half-hours, which both have.
namespace gerai::plan {

/// What of a share is counted: so many of so many.
struct Counted {
    std::int64_t part{};
    std::int64_t whole{};

    [[nodiscard]] double share() const {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    }
};

/// A cell that several malls have, and what each counted in it.
struct CommonCell {
    std::string service;
    int from{};  ///< Minutes since local midnight.
    int to{};
    struct OfMall {
        Counted level;  ///< Called within the promise, of those that count.
        std::int64_t called{};
        std::int64_t wait_seconds{};
    };
    std::vector<OfMall> malls;  ///< As many as are compared; empty where one has nothing there.
};

/// The finest cells in which no cell of a mall is divided: weekdays are added up, and half-hours
/// are joined where a mall has them as one. Only services that two of the malls have at least.
std::vector<CommonCell> common_cells(std::span<const measure::Bundle* const> malls);

/// How a mall's share compares with what all of them together would have had on its mix (indirect
/// standardisation): observed over expected, times the share of all.
struct Standardised {
    Counted observed;
    double expected{};  ///< E: of the cells, each with the share of all malls in it.
    double variance{};  ///< Sum of p (1 - p), as if visitors were independent,
    double third{};     ///< and their third central moment, the sum of p (1 - p) (1 - 2 p).
    double all_share{};

    /// SR = O/E p0. It is no share: who keeps far more than was expected may be above 1.
    [[nodiscard]] double ratio() const;
    /// (O - E) / sqrt(sum of p (1 - p)); zero where nothing can vary.
    [[nodiscard]] double z() const;
    /// The standard error of the ratio.
    [[nodiscard]] double error() const;
};

std::vector<Standardised> standardised(std::span<const CommonCell> cells, std::size_t malls);

/// A difference of the first mall less the second over cells that both have, weighed by Mantel and
/// Haenszel: n1 n2 / (n1 + n2).
struct AdjustedDifference {
    double first{};   ///< The first mall's share on the common mix,
    double second{};  ///< and the second's.
    double low{};     ///< Of the difference: 95 in 100, as if visitors were independent.
    double high{};
    double z{};            ///< Cochran's, with the hypergeometric variance of each cell.
    std::int64_t cells{};  ///< In which both have somebody.

    [[nodiscard]] double difference() const { return first - second; }
};

/// Nothing where no cell has both.
std::optional<AdjustedDifference> adjusted_level(std::span<const CommonCell> cells);

/// Mean waits in minutes on the common mix. Bundles have no squares of waits: without an interval.
struct AdjustedWaits {
    double first{};
    double second{};
};
std::optional<AdjustedWaits> adjusted_waits(std::span<const CommonCell> cells);

}  // namespace gerai::plan
