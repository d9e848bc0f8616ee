#include "api/board_view.h"

#include <algorithm>

#include "api/visit_view.h"

namespace gerai::api {

namespace {

using hall::StepState;

bool is_shown(const hall::Day& day, hall::StepIndex at, const BoardScope& scope, Instant now) {
    const hall::Step& step = day.at(at);
    if (!step.counter.exists() || !scope.has(step.counter)) return false;
    if (step.state == StepState::called) return true;
    const bool has_come = step.state == StepState::serving || step.state == StepState::done ||
                          step.state == StepState::on_hold;
    return has_come && step.called_at > now - board_call_stays;
}

/// The steps that were called last: the records go back in time, and who has not come yet is at a
/// counter.
std::vector<hall::StepIndex> called_steps(const hall::Day& day, const BoardScope& scope,
                                          Instant now) {
    std::vector<hall::StepIndex> steps;
    const auto add = [&](hall::StepIndex step) {
        if (!is_shown(day, step, scope, now)) return;
        if (std::ranges::find(steps, step) == steps.end()) steps.push_back(step);
    };
    const auto calls = day.calls();
    for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
        if (steps.size() == board_calls_max || call->at <= now - board_call_stays) break;
        add(call->step);
    }
    for (const hall::Desk& desk : day.desks()) {
        if (desk.current.exists() && day.at(desk.current).state == StepState::called) {
            add(desk.current);
        }
    }
    std::ranges::sort(steps, [&](hall::StepIndex a, hall::StepIndex b) {
        return std::pair{day.at(b).called_at, b} < std::pair{day.at(a).called_at, a};
    });
    if (steps.size() > board_calls_max) steps.resize(board_calls_max);
    return steps;
}

BoardCall view_of_call(const hall::Day& day, hall::StepIndex at) {
    const hall::Step& step = day.at(at);
    const hall::Counter& counter = day.rules().counters[step.counter.value];
    BoardCall call{.number = number_of(day, day.at(step.visit)),
                   .counter = counter.number,
                   .booth = counter.booth,
                   .called_at = {step.called_at, zone_of(day)},
                   .times_called = step.times_called,
                   .state = step.state};
    const mall::Mall* const file = file_of(day);
    const mall::Booth* const booth = file == nullptr ? nullptr : file->find_booth(counter.booth);
    if (booth != nullptr) call.floor = booth->floor;
    return call;
}

}  // namespace

BoardScope::BoardScope(const hall::Day& day, const mall::Zone* zone)
    : counters_(day.rules().counters.size()),
      agencies_(day.rules().agencies.size()),
      zone_(zone == nullptr ? "" : zone->id) {
    for (std::size_t i = 0; i < counters_.size(); ++i) {
        const hall::Counter& counter = day.rules().counters[i];
        counters_[i] =
            zone == nullptr || std::ranges::find(zone->booths, counter.booth) != zone->booths.end();
        if (counters_[i] && counter.agency.exists() && !counter.gives.empty()) {
            agencies_[counter.agency.value] = true;
        }
    }
}

BoardView view_of_board(const hall::Day& day, std::int64_t seq, const BoardScope& scope,
                        Instant now, const HallEstimates* estimates) {
    BoardView view{
        .seq = seq, .now = {now, zone_of(day)}, .business_date = gerai::to_string(day.date())};
    for (const hall::StepIndex step : called_steps(day, scope, now)) {
        view.calls.push_back(view_of_call(day, step));
    }
    for (const hall::Notice& notice : day.wall().notices(now)) {
        if (scope.has_zone(notice.zone)) {
            view.notices.push_back(view_of_notice(notice, zone_of(day)));
        }
    }
    const AgencyShares shares{day.rules()};
    for (std::uint32_t i = 0; i < shares.size(); ++i) {
        if (scope.has(hall::AgencyIndex{i})) {
            view.queues.push_back(view_of_queue(day, shares, {i}, now, estimates));
        }
    }
    return view;
}

NoticeView view_of_notice(const hall::Notice& notice, const TimeZone& zone) {
    NoticeView view{.id = notice.id, .text = notice.text};
    if (!notice.text_en.empty()) view.text_en = notice.text_en;
    if (!notice.zone.empty()) view.zone = notice.zone;
    if (notice.until != Instant{}) view.until = Timestamp{notice.until, zone};
    return view;
}

const mall::Zone* find_zone(const hall::Day& day, std::string_view id) {
    const mall::Mall* const file = file_of(day);
    if (file == nullptr) return nullptr;
    const auto zone = std::ranges::find(file->zones, id, &mall::Zone::id);
    return zone == file->zones.end() ? nullptr : &*zone;
}

}  // namespace gerai::api
