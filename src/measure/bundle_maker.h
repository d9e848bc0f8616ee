#pragma once

#include <map>
#include <set>

#include "mall/mall.h"
#include "measure/bundle_cells.h"
#include "measure/day_log.h"

namespace gerai::measure {

/// Ratings of a date by score, from 1 to 4.
using RatingCounts = std::array<std::int64_t, 4>;

/// The ratings that hold.
RatingCounts ratings_of(const hall::Day& day);

/// Folds dates of a mall into its bundle. The order in which they come does not matter; each comes
/// once.
class BundleMaker {
public:
    /// Of the mall as its file says, and the SHA-256 of that file.
    BundleMaker(mall::Mall mall, std::string file_hash, BundleSource source);

    void add(const DayLog& log, const RatingCounts& ratings = {});

    /// Nothing when fewer than `fewest_steps` were called in all.
    [[nodiscard]] std::optional<Bundle> bundle() const;

private:
    struct OfService {
        std::string agency{};
        CellGrid grid{};
        std::vector<std::int64_t> waits{};  // In seconds, as the next.
        std::vector<std::int64_t> services{};
    };
    struct OpenTime {
        Duration open{};
        std::int64_t dates{};
    };
    using Group = std::vector<std::string>;  // Ids of services.

    void add_record(const DayLog& log, const StepRecord& record);
    void add_visits(const DayLog& log);
    void add_open_counters(const DayLog& log);
    [[nodiscard]] std::size_t half_hour_of(const DayLog& log, Instant at) const;

    [[nodiscard]] std::map<std::string, Group> few_by_agency() const;
    [[nodiscard]] BundleService service_of(const std::string& id) const;
    [[nodiscard]] BundleOthers others_of(std::optional<std::string> agency, Group group) const;
    [[nodiscard]] std::int64_t called_of(const Group& group) const;
    [[nodiscard]] bool tells_visits_and_ways() const;
    [[nodiscard]] std::vector<BundleOpenCounters> open_counters() const;

    mall::Mall mall_;
    TimeZone zone_;
    std::string file_hash_;
    BundleSource source_;

    std::set<Date> dates_;
    std::map<std::string, OfService> services_;
    std::map<std::string, std::int64_t> classes_;
    std::map<std::string, std::int64_t> channels_;
    std::map<std::pair<std::string, std::string>, std::int64_t> routes_;
    std::vector<OpenTime> open_;  // By weekday and half-hour.
    RatingCounts ratings_{};
};

}  // namespace gerai::measure
