#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>

#include "measure/bundle.h"

/// How sums are joined until none is of too few to be shown.
namespace gerai::measure {

/// Sums over steps.
struct CellSums {
    std::int64_t steps{};
    std::int64_t counted{};
    std::int64_t within{};
    std::int64_t called{};
    std::int64_t wait_seconds{};
    std::int64_t no_shows{};
    std::int64_t left{};

    CellSums& operator+=(const CellSums& other);
    friend bool operator==(const CellSums&, const CellSums&) = default;
};

/// By weekday, Monday first, and half-hour of the local day.
class CellGrid {
public:
    static constexpr std::size_t weekdays = 7;
    static constexpr std::size_t half_hours = 48;

    CellSums& at(std::size_t weekday, std::size_t half_hour) {
        return sums_[weekday * half_hours + half_hour];
    }
    [[nodiscard]] const CellSums& at(std::size_t weekday, std::size_t half_hour) const {
        return sums_[weekday * half_hours + half_hour];
    }
    [[nodiscard]] CellSums sums() const;
    CellGrid& operator+=(const CellGrid& other);

private:
    std::vector<CellSums> sums_ = std::vector<CellSums>(weekdays * half_hours);
};

/// Cells that hold all steps of the grid, of which enough were called: half-hours of a weekday are
/// joined with the next until enough were, and where of a whole weekday too few were, weekdays with
/// the next.
std::vector<BundleCell> joined_cells(const CellGrid& grid);

/// The parts that are large enough, the largest first, and all others as one, which takes the
/// smallest of the large ones with it where it is too few itself. Nothing where all are too few.
std::vector<BundlePart> joined_parts(const std::map<std::string, std::int64_t>& counts);

/// The same of ways from one service to another.
std::vector<BundleRoute> joined_routes(
    const std::map<std::pair<std::string, std::string>, std::int64_t>& counts);

/// Neighbouring scores joined until there are enough of each; `counts` from score 1 on.
std::vector<BundleRatings> joined_ratings(std::span<const std::int64_t> counts);

/// The law of times in seconds, which are sorted for it; nothing where they are too few.
std::optional<BundleTimes> times_of(std::vector<std::int64_t> seconds);

}  // namespace gerai::measure
