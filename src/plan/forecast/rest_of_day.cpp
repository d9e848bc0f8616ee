#include "plan/forecast/rest_of_day.h"

#include <algorithm>
#include <cassert>

#include "measure/figures.h"
#include "plan/breaks.h"

namespace gerai::plan {

namespace {

using measure::Figure;
using measure::StepRecord;

bool ended_with_date(const StepRecord& record) {
    return record.outcome == hall::Outcome::day_ended || record.is_waiting();
}

}  // namespace

RestGrid::RestGrid(const hall::Rules& rules, Instant now)
    : all_(rules),
      first_(all_.place_of(now)),
      agencies_(rules.agencies.size()),
      breaks_(breaks_between(rules.opening)) {}

bool RestGrid::is_break(std::size_t half_hour) const {
    const Instant begin = from(half_hour);
    return std::ranges::any_of(breaks_, [&](const Interval& rest) {
        return rest.from <= begin && from(half_hour + 1) <= rest.to;
    });
}

std::optional<std::size_t> RestGrid::place_of(Instant at) const {
    const bool is_before = first_ > 0 && at < all_.from(first_);
    if (is_before) return std::nullopt;
    return all_.place_of(at) - first_;
}

RestFold::RestFold(const RestGrid& grid, const hall::Day& present)
    : grid_(grid), waiting_(present.rules().agencies.size(), 0) {
    rest_.cells.resize(grid.cells());
    for (std::uint32_t i = 0; i < present.steps().size(); ++i) look({i}, present);
}

void RestFold::note(const hall::Event& event, const hall::Day& day) {
    pass_to(event.at);
    const hall::VisitIndex visit = measure::visit_of(event, day);
    if (!visit.exists()) return;
    for (const hall::StepIndex step : day.steps_of(visit)) look(step, day);
}

void RestFold::look(hall::StepIndex at, const hall::Day& day) {
    if (waits_.size() <= at.value) waits_.resize(at.value + 1, 0);
    const hall::Step& step = day.at(at);
    const hall::AgencyIndex agency = day.at(step.service).agency;
    const std::uint8_t waits = step.state == hall::StepState::waiting ? 1 : 0;
    if (!agency.exists() || waits == waits_[at.value]) return;
    waits_[at.value] = waits;
    waiting_[agency.value] += waits == 1 ? 1U : -1U;
}

/// Notes who waited when each half-hour ended before that moment.
void RestFold::pass_to(Instant at) {
    for (; passed_ < grid_.half_hours() && grid_.from(passed_ + 1) < at; ++passed_) {
        for (std::uint32_t agency = 0; agency < waiting_.size(); ++agency) {
            rest_.cells[grid_.cell({agency}, passed_)].waiting = waiting_[agency];
        }
    }
}

RestOfDay RestFold::rest(const SimulatedDay& day, const hall::Rules& rules, Duration promised) {
    pass_to(Instant::max());
    for (const StepRecord& record : day.records) {
        const hall::AgencyIndex agency = rules.services[record.service.value].agency;
        if (ended_with_date(record)) {
            if (!record.called_at) ++rest_.unserved;
        } else if (record.ended_at) {
            rest_.last_leaves = std::max(rest_.last_leaves, *record.ended_at);
        }
        const bool counts = measure::is_behind(Figure::service_level, record, promised);
        const bool is_within = counts && record.called_at && record.wait <= promised;
        if (is_within) ++rest_.within;
        const auto place = grid_.place_of(record.first_callable.value_or(record.e));
        if (!agency.exists() || !place || record.is_undone) continue;
        const std::uint32_t at = grid_.cell(agency, *place);
        RestCell& cell = rest_.cells[at];
        ++cell.steps;
        rest_.waits.push_back({at, record.wait});
        if (counts) ++cell.counted;
        if (is_within) ++cell.within;
    }
    return std::move(rest_);
}

}  // namespace gerai::plan
