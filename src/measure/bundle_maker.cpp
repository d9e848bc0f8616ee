#include "measure/bundle_maker.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "measure/bundle_mall.h"
#include "measure/figures.h"

namespace gerai::measure {

namespace {

constexpr Duration half_hour = std::chrono::minutes{30};

std::int64_t in_whole_seconds(Duration time) {
    return std::chrono::round<std::chrono::seconds>(time).count();
}

std::size_t weekday_of(Date date) {
    return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
}

std::string_view word_of(hall::Channel channel) {
    switch (channel) {
        case hall::Channel::kiosk: return "kiosk";
        case hall::Channel::door: return "door";
        case hall::Channel::paper: return "paper";
        case hall::Channel::web: return "web";
        case hall::Channel::phone: return "phone";
    }
    assert(false);
}

CellSums sums_of(const StepRecord& record, Duration promised) {
    const auto is = [&](Figure figure) { return is_behind(figure, record, promised) ? 1 : 0; };
    const bool is_called = record.called_at.has_value();
    const bool is_counted = is(Figure::service_level) == 1;
    return {.steps = is(Figure::steps),
            .counted = is_counted ? 1 : 0,
            .within = is_counted && is_called && record.wait <= promised ? 1 : 0,
            .called = is_called ? 1 : 0,
            .wait_seconds = is_called ? in_whole_seconds(record.wait) : 0,
            .no_shows = is(Figure::no_shows),
            .left = is(Figure::cancelled)};
}

}  // namespace

RatingCounts ratings_of(const hall::Day& day) {
    RatingCounts counts{};
    for (std::uint32_t i = 0; i < day.steps().size(); ++i) {
        const hall::Rating* const rating = day.rating_of({i});
        if (rating == nullptr || rating->score < 1) continue;
        const auto place = static_cast<std::size_t>(rating->score - 1);
        if (place < counts.size()) ++counts[place];
    }
    return counts;
}

BundleMaker::BundleMaker(mall::Mall mall, std::string file_hash, BundleSource source)
    : mall_(std::move(mall)),
      zone_(TimeZone::named(mall_.time_zone).value()),
      file_hash_(std::move(file_hash)),
      source_(source),
      open_(CellGrid::weekdays * CellGrid::half_hours) {}

void BundleMaker::add(const DayLog& log, const RatingCounts& ratings) {
    if (log.rules.opening.empty()) return;
    std::int64_t steps = 0;
    for (const StepRecord& record : log.records) {
        if (record.is_undone) continue;
        add_record(log, record);
        ++steps;
    }
    if (steps == 0) return;
    dates_.insert(log.date);
    add_visits(log);
    add_open_counters(log);
    for (std::size_t i = 0; i < ratings.size(); ++i) ratings_[i] += ratings[i];
}

/// Before the first opening counts with it, and after the last closing with the last half-hour.
std::size_t BundleMaker::half_hour_of(const DayLog& log, Instant at) const {
    const Instant last = log.rules.closes_at() - Duration{1};
    const Instant within = std::clamp(at, log.rules.opening.front().from, last);
    const Duration since = within - zone_.at(log.date, std::chrono::minutes{0});
    return std::min(static_cast<std::size_t>(std::max(since, Duration{}) / half_hour),
                    CellGrid::half_hours - 1);
}

void BundleMaker::add_record(const DayLog& log, const StepRecord& record) {
    const hall::Service& service = log.rules.services[record.service.value];
    OfService& one = services_[service.id];
    if (service.agency.exists()) one.agency = log.rules.agencies[service.agency.value].id;
    const std::size_t place = half_hour_of(log, record.first_callable.value_or(record.e));
    one.grid.at(weekday_of(log.date), place) += sums_of(record, mall_.promise.wait);
    if (record.called_at) one.waits.push_back(in_whole_seconds(record.wait));
    if (record.state == hall::StepState::done && record.started_at && record.ended_at) {
        one.services.push_back(in_whole_seconds(*record.ended_at - *record.started_at));
    }
    ++classes_[log.rules.classes[record.priority.value].name];
}

/// Each step begins its visit or goes on with it, so that visits and ways add up to the steps.
void BundleMaker::add_visits(const DayLog& log) {
    std::map<hall::VisitIndex, hall::ServiceIndex> last;
    for (const StepRecord& record : log.records) {
        if (record.is_undone) continue;
        const auto [before, is_first] = last.try_emplace(record.visit, record.service);
        if (is_first) {
            ++channels_[std::string{word_of(record.channel)}];
            continue;
        }
        ++routes_[{log.rules.services[before->second.value].id,
                   log.rules.services[record.service.value].id}];
        before->second = record.service;
    }
}

void BundleMaker::add_open_counters(const DayLog& log) {
    const Instant midnight = zone_.at(log.date, std::chrono::minutes{0});
    const std::size_t row = weekday_of(log.date) * CellGrid::half_hours;
    for (std::size_t i = 0; i < CellGrid::half_hours; ++i) {
        const Instant from = midnight + half_hour * static_cast<std::int64_t>(i);
        const Instant to = from + half_hour;
        OpenTime& cell = open_[row + i];
        const auto overlaps = [&](const Interval& at) { return at.from < to && from < at.to; };
        if (std::ranges::none_of(log.rules.opening, overlaps)) continue;
        ++cell.dates;
        for (const Stretch& stretch : log.stretches) {
            if (stretch.state != hall::CounterState::open || !overlaps(stretch.at)) continue;
            cell.open += std::min(stretch.at.to, to) - std::max(stretch.at.from, from);
        }
    }
}

std::int64_t BundleMaker::called_of(const Group& group) const {
    return std::accumulate(group.begin(), group.end(), std::int64_t{0},
                           [&](std::int64_t sum, const std::string& id) {
                               return sum + services_.at(id).grid.sums().called;
                           });
}

/// Services of which too few were called, by agency. An agency of which they are too few together
/// gives them to the others of the hall (under no name), and if these are too few as well, the
/// service of which the fewest were called goes with them.
std::map<std::string, BundleMaker::Group> BundleMaker::few_by_agency() const {
    std::map<std::string, Group> few;
    for (const auto& [id, one] : services_) {
        if (called_of({id}) < fewest_steps) few[one.agency].push_back(id);
    }
    Group rest;
    std::erase_if(few, [&](const auto& agency) {
        if (called_of(agency.second) >= fewest_steps) return false;
        rest.insert(rest.end(), agency.second.begin(), agency.second.end());
        return true;
    });
    if (rest.empty()) return few;
    if (called_of(rest) < fewest_steps) {
        const std::string* smallest = nullptr;
        for (const auto& [id, one] : services_) {
            if (called_of({id}) < fewest_steps) continue;
            if (smallest == nullptr || called_of({id}) < called_of({*smallest})) smallest = &id;
        }
        if (smallest != nullptr) {
            rest.push_back(*smallest);
        } else {
            for (auto& [agency, group] : few) {
                rest.insert(rest.end(), group.begin(), group.end());
            }
            few.clear();
        }
    }
    few[""] = std::move(rest);
    return few;
}

BundleService BundleMaker::service_of(const std::string& id) const {
    const OfService& one = services_.at(id);
    const mall::Service* const known = mall_.find_service(id);
    return {.agency = one.agency,
            .cells = joined_cells(one.grid),
            .id = id,
            .name = known == nullptr ? id : known->name,
            .service = times_of(one.services),
            .wait = times_of(one.waits)};
}

BundleOthers BundleMaker::others_of(std::optional<std::string> agency, Group group) const {
    CellGrid sum;
    for (const std::string& id : group) sum += services_.at(id).grid;
    std::ranges::sort(group);
    return {.agency = std::move(agency), .cells = joined_cells(sum), .services = std::move(group)};
}

std::vector<BundleOpenCounters> BundleMaker::open_counters() const {
    // One or two counters are one or two clerks, and when they came to work is not for others.
    constexpr std::size_t enough = 3;
    std::vector<BundleOpenCounters> cells;
    if (mall_.counters.size() < enough) return cells;
    for (std::size_t i = 0; i < open_.size(); ++i) {
        if (open_[i].dates == 0) continue;
        cells.push_back(
            {.counter_minutes = std::chrono::round<std::chrono::minutes>(open_[i].open).count(),
             .dates = open_[i].dates,
             .from = static_cast<int>(i % CellGrid::half_hours) * 30,
             .weekday = static_cast<int>(i / CellGrid::half_hours)});
    }
    return cells;
}

/// Of visits and ways neither is told where the other is of too few: it would be what is missing to
/// the steps.
bool BundleMaker::tells_visits_and_ways() const {
    const auto is_told = [](const auto& counts) {
        std::int64_t sum = 0;
        for (const auto& [name, count] : counts) sum += count;
        return sum == 0 || sum >= fewest_steps;
    };
    return is_told(channels_) && is_told(routes_);
}

std::optional<Bundle> BundleMaker::bundle() const {
    std::int64_t called = 0;
    for (const auto& [id, one] : services_) called += called_of({id});
    if (called < fewest_steps) return std::nullopt;
    const bool tells_visits = tells_visits_and_ways();
    Bundle bundle{.channels = tells_visits ? joined_parts(channels_) : std::vector<BundlePart>{},
                  .classes = joined_parts(classes_),
                  .mall = bundle_mall(mall_, file_hash_),
                  .open_counters = open_counters(),
                  .others = {},
                  .period = {.dates = static_cast<std::int64_t>(dates_.size()),
                             .from = *dates_.begin(),
                             .to = *dates_.rbegin()},
                  .practices = practices_of(mall_),
                  .ratings = joined_ratings(ratings_),
                  .routes = tells_visits ? joined_routes(routes_) : std::vector<BundleRoute>{},
                  .services = {},
                  .skills = skills_of(mall_),
                  .source = source_};
    std::set<std::string> joined;
    for (auto& [agency, group] : few_by_agency()) {
        joined.insert(group.begin(), group.end());
        const auto name = agency.empty() ? std::nullopt : std::optional{agency};
        bundle.others.push_back(others_of(name, group));
    }
    for (const auto& [id, one] : services_) {
        if (!joined.contains(id)) bundle.services.push_back(service_of(id));
    }
    return bundle;
}

}  // namespace gerai::measure
