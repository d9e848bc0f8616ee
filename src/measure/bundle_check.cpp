#include <algorithm>
#include <bitset>
#include <numeric>
#include <set>

#include "measure/bundle.h"

namespace gerai::measure {

namespace {

constexpr int minutes_of_day = 24 * 60;
constexpr int minutes_of_cell = 30;
constexpr std::size_t half_hours_of_day = minutes_of_day / minutes_of_cell;
constexpr std::size_t half_hours_of_week = 7 * half_hours_of_day;
constexpr std::int64_t count_max = 1'000'000'000;
constexpr std::int64_t seconds_max = 1'000'000'000'000;

/// Collects what is wrong, place by place.
class Checker {
public:
    explicit Checker(const Bundle& bundle) : bundle_(bundle) {}

    std::vector<BundleFault> faults() {
        check_mall();
        check_period();
        check_services();
        check_others();
        check_parts("/content/classes", bundle_.classes, steps_);
        check_parts("/content/channels", bundle_.channels, std::nullopt);
        check_visits();
        check_routes();
        check_ratings();
        check_open_counters();
        check_skills();
        check_practices();
        return std::move(faults_);
    }

private:
    void expect(bool is_so, const std::string& at, std::string expected) {
        if (is_so || faults_.size() == bundle_faults_max) return;
        faults_.push_back({.pointer = at, .expected = std::move(expected)});
    }

    void expect_count(std::int64_t count, const std::string& at) {
        expect(count >= 0 && count <= count_max, at, "expected a number from 0 to 1000000000");
    }

    void expect_enough(std::int64_t count, const std::string& at) {
        expect(count >= fewest_steps && count <= count_max, at,
               "expected 10 or more: what is fewer is joined with others");
    }

    void check_span(int from, int to, const std::string& at) {
        expect(from >= 0 && from < to && to <= minutes_of_day, at,
               "expected a stretch of one day, in minutes");
    }

    void check_mall() {
        const BundleMall& mall = bundle_.mall;
        const std::string at = "/content/mall";
        expect(!mall.id.empty(), at + "/id", "expected the id of a mall");
        expect(mall.file_hash.size() == 64 &&
                   mall.file_hash.find_first_not_of("0123456789abcdef") == std::string::npos,
               at + "/file_hash", "expected 64 hexadecimal digits");
        expect(TimeZone::named(mall.time_zone).has_value(), at + "/time_zone",
               "expected a time zone such as Asia/Makassar");
        expect(mall.promised_share > 0 && mall.promised_share <= 1, at + "/promised_share",
               "expected a share above 0, at most 1");
        expect(mall.promised_wait_seconds > 0 && mall.promised_wait_seconds <= 86'400,
               at + "/promised_wait_seconds", "expected seconds of one day");
        expect(mall.hours.size() == 7, at + "/hours", "expected seven weekdays");
        for (std::size_t day = 0; day < mall.hours.size(); ++day) {
            int last = 0;
            for (const BundleSpan& span : mall.hours[day]) {
                const std::string here = at + "/hours/" + std::to_string(day);
                check_span(span.from, span.to, here);
                expect(span.from >= last, here, "expected hours in order");
                last = span.to;
            }
        }
    }

    void check_period() {
        const BundlePeriod& period = bundle_.period;
        const std::string at = "/content/period";
        if (!period.from.ok() || !period.to.ok() || period.to < period.from) {
            expect(false, at, "expected a period whose end is not before its beginning");
            return;
        }
        const auto days =
            (std::chrono::sys_days{period.to} - std::chrono::sys_days{period.from}).count() + 1;
        expect(period.dates >= 1 && period.dates <= days, at + "/dates",
               "expected at most as many dates as the period has, and one at least");
    }

    void check_cell(const BundleCell& cell, const std::string& at) {
        expect_enough(cell.called, at + "/called");
        expect_count(cell.steps, at + "/steps");
        check_span(cell.from, cell.to, at);
        expect(has_half_hours(cell), at, "expected whole half-hours");
        expect(has_weekdays(cell), at + "/weekdays", "expected weekdays from 0 to 6, in order");
        expect(cell.counted >= 0 && cell.counted <= cell.steps, at + "/counted",
               "expected no more than there are steps");
        expect(cell.called <= cell.steps, at + "/called", "expected no more than there are steps");
        expect(cell.within >= 0 && cell.within <= std::min(cell.counted, cell.called),
               at + "/within", "expected no more than were counted and called");
        expect(cell.no_shows >= 0 && cell.left >= 0 && cell.no_shows <= cell.steps &&
                   cell.left <= cell.steps - cell.no_shows,
               at + "/left", "expected no more no-shows and leavers than there are steps");
        expect(cell.wait_seconds >= 0 && cell.wait_seconds <= seconds_max, at + "/wait_seconds",
               "expected the waits of those who were called");
        steps_ += cell.steps;
    }

    static bool has_half_hours(const BundleCell& cell) {
        return cell.from % minutes_of_cell == 0 && cell.to % minutes_of_cell == 0;
    }

    static bool has_weekdays(const BundleCell& cell) {
        return std::ranges::is_sorted(cell.weekdays) && !cell.weekdays.empty() &&
               std::ranges::adjacent_find(cell.weekdays) == cell.weekdays.end() &&
               cell.weekdays.front() >= 0 && cell.weekdays.back() <= 6;
    }

    using Week = std::bitset<half_hours_of_week>;

    /// The half-hours of a cell; none where it is wrong itself.
    static Week week_of(const BundleCell& cell) {
        Week week;
        const bool is_of_day = cell.from >= 0 && cell.to <= minutes_of_day;
        if (!is_of_day || !has_half_hours(cell) || !has_weekdays(cell)) return week;
        for (const int day : cell.weekdays) {
            for (int at = cell.from; at < cell.to; at += minutes_of_cell) {
                week.set(static_cast<std::size_t>(day) * half_hours_of_day +
                         static_cast<std::size_t>(at / minutes_of_cell));
            }
        }
        return week;
    }

    void check_cells(const std::vector<BundleCell>& cells, const std::string& at) {
        expect(!cells.empty(), at, "expected a cell at least");
        expect(cells.size() <= half_hours_of_week, at,
               "expected no more cells than a week has half-hours, 336");
        Week taken;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string here = at + '/' + std::to_string(i);
            check_cell(cells[i], here);
            const Week week = week_of(cells[i]);
            expect((taken & week).none(), here,
                   "expected a cell that has nothing in common with another");
            taken |= week;
        }
    }

    void check_times(const BundleTimes& times, const std::string& at) {
        expect_enough(times.count, at + "/count");
        expect(times.sum_seconds >= 0 && times.sum_seconds <= seconds_max, at + "/sum_seconds",
               "expected a sum of times");
        BundleQuantile last{.percent = 0, .seconds = 0};
        for (const BundleQuantile& one : times.quantiles) {
            expect(one.percent > last.percent && one.percent < 100 && one.seconds >= last.seconds,
                   at + "/quantiles", "expected quantiles in order");
            last = one;
        }
    }

    void check_service(const BundleService& service, const std::string& at) {
        expect(!service.id.empty() && ids_.insert(service.id).second, at + "/id",
               "expected the id of a service, once");
        check_cells(service.cells, at + "/cells");
        std::int64_t called = 0;
        std::int64_t waits = 0;
        for (const BundleCell& cell : service.cells) {
            called += cell.called;
            waits += cell.wait_seconds;
        }
        if (service.wait) {
            check_times(*service.wait, at + "/wait");
            expect(service.wait->count == called, at + "/wait/count",
                   "expected as many as the cells have called");
            expect(service.wait->sum_seconds == waits, at + "/wait/sum_seconds",
                   "expected the waits of the cells");
        }
        if (!service.service) return;
        check_times(*service.service, at + "/service");
        expect(service.service->count <= called, at + "/service/count",
               "expected no more than were called");
    }

    void check_services() {
        for (std::size_t i = 0; i < bundle_.services.size(); ++i) {
            check_service(bundle_.services[i], "/content/services/" + std::to_string(i));
        }
    }

    void check_others() {
        for (std::size_t i = 0; i < bundle_.others.size(); ++i) {
            const BundleOthers& one = bundle_.others[i];
            const std::string at = "/content/others/" + std::to_string(i);
            check_cells(one.cells, at + "/cells");
            expect(!one.services.empty(), at + "/services", "expected a service at least");
            for (const std::string& id : one.services) {
                expect(ids_.insert(id).second, at + "/services", "expected each service once");
            }
        }
        expect(steps_ >= fewest_steps, "/content/services", "expected 10 steps or more");
    }

    /// `all` is what they add up to, where that is known.
    void check_parts(const std::string& at, const std::vector<BundlePart>& parts,
                     std::optional<std::int64_t> all) {
        std::int64_t sum = 0;
        std::set<std::string> names;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::string here = at + '/' + std::to_string(i);
            expect_enough(parts[i].count, here + "/count");
            sum += parts[i].count;
            expect(!parts[i].names.empty(), here + "/names", "expected a name at least");
            for (const std::string& name : parts[i].names) {
                expect(names.insert(name).second, here + "/names", "expected each name once");
            }
        }
        if (all) expect(sum == *all, at, "expected as many as the cells have steps");
    }

    void check_visits() {
        std::int64_t visits = 0;
        for (const BundlePart& part : bundle_.channels) visits += part.count;
        expect(visits <= steps_, "/content/channels", "expected no more visits than steps");
    }

    void check_routes() {
        std::int64_t sum = 0;
        std::set<std::pair<std::string, std::string>> ways;
        for (std::size_t i = 0; i < bundle_.routes.size(); ++i) {
            const BundleRoute& route = bundle_.routes[i];
            const std::string at = "/content/routes/" + std::to_string(i);
            expect_enough(route.count, at + "/count");
            expect(route.from.has_value() == route.to.has_value(), at,
                   "expected both ends of a way, or neither");
            expect(ways.insert({route.from.value_or(""), route.to.value_or("")}).second, at,
                   "expected each way once");
            sum += route.count;
        }
        expect(sum <= steps_, "/content/routes", "expected no more ways than steps");
    }

    void check_ratings() {
        int last = 0;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < bundle_.ratings.size(); ++i) {
            const BundleRatings& one = bundle_.ratings[i];
            const std::string at = "/content/ratings/" + std::to_string(i);
            expect_enough(one.count, at + "/count");
            for (const int score : one.scores) {
                expect(score > last && score <= 4, at + "/scores",
                       "expected scores from 1 to 4, in order");
                last = score;
            }
            if (one.scores.empty()) {
                expect(false, at + "/scores", "expected a score at least");
                continue;
            }
            expect(one.sum >= one.count * one.scores.front() &&
                       one.sum <= one.count * one.scores.back(),
                   at + "/sum", "expected a sum of such scores");
            sum += one.count;
        }
        expect(sum <= steps_, "/content/ratings", "expected no more ratings than steps");
    }

    void check_open_counters() {
        std::set<std::pair<int, int>> cells;
        for (std::size_t i = 0; i < bundle_.open_counters.size(); ++i) {
            const BundleOpenCounters& one = bundle_.open_counters[i];
            const std::string at = "/content/open_counters/" + std::to_string(i);
            expect(one.weekday >= 0 && one.weekday <= 6 && one.from >= 0 &&
                       one.from < minutes_of_day && one.from % minutes_of_cell == 0 &&
                       cells.insert({one.weekday, one.from}).second,
                   at, "expected each half-hour of a weekday once");
            expect(one.dates >= 1 && one.dates <= bundle_.period.dates, at + "/dates",
                   "expected no more dates than the period has, and one at least");
            expect_count(one.counter_minutes, at + "/counter_minutes");
        }
    }

    void check_skills() {
        std::set<std::pair<std::string, std::int64_t>> kinds;
        for (std::size_t i = 0; i < bundle_.skills.size(); ++i) {
            const BundleSkills& one = bundle_.skills[i];
            const std::string at = "/content/skills/" + std::to_string(i);
            expect(one.counters >= 1 && one.counters <= count_max && one.services >= 1 &&
                       one.services <= one.of_services && one.of_services <= count_max,
                   at, "expected counters, and no more services than their agency has");
            expect(kinds.insert({one.agency, one.services}).second, at,
                   "expected each number of services of an agency once");
        }
    }

    void check_practices() {
        const BundlePractices& one = bundle_.practices;
        const std::string at = "/content/practices";
        expect_count(one.closing_tolerance_seconds, at + "/closing_tolerance_seconds");
        expect_count(one.life_events, at + "/life_events");
        expect_count(one.max_rejoins, at + "/max_rejoins");
        expect_count(one.rejoin_behind, at + "/rejoin_behind");
        expect_count(one.shared_booths, at + "/shared_booths");
        if (one.rescue_after_seconds) {
            expect_count(*one.rescue_after_seconds, at + "/rescue_after_seconds");
        }
        for (const auto& rate : one.rates) {
            expect(rate.rate >= 1 && rate.rate <= 1'000, at + "/rates",
                   "expected rates from 1 to 1000");
        }
    }

    const Bundle& bundle_;
    std::vector<BundleFault> faults_;
    std::set<std::string> ids_;
    std::int64_t steps_ = 0;
};

}  // namespace

std::vector<BundleFault> faults_of(const Bundle& bundle) { return Checker{bundle}.faults(); }

}  // namespace gerai::measure
