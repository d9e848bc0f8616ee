#include "api/visit_view.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <utility>

#include "api/numbers.h"
#include "hall/dispatch.h"

namespace gerai::api {

namespace {

using hall::StepState;

std::optional<Timestamp> optional_time(Instant at, const TimeZone& zone) {
    if (at == Instant{}) return std::nullopt;
    return Timestamp{at, zone};
}

/// Why the step was passed, in a word: the rule of the call, or, when that was the oldest callable
/// one, that this step could not be called then.
std::string rule_word(const hall::CallRecord& call) {
    return call.rule == hall::CallRule::oldest ? "was_away" : std::string{json::word(call.rule)};
}

std::vector<Overtaking> overtakings(const hall::Day& day, hall::StepIndex step, Audience audience) {
    std::vector<Overtaking> list;
    for (const hall::CallRecord& call : hall::overtakers_of(day, step)) {
        if (audience == Audience::hall) {
            const hall::Visit& visit = day.at(day.at(call.step).visit);
            list.push_back({.number = number_of(day, visit), .rule = rule_word(call)});
            continue;
        }
        const auto same = std::ranges::find(list, rule_word(call), &Overtaking::rule);
        if (same == list.end()) {
            list.push_back({.count = 1, .rule = rule_word(call)});
        } else {
            ++*same->count;
        }
    }
    return list;
}

void add_place(StepView& view, const hall::Day& day, const hall::Step& step) {
    if (!step.counter.exists()) return;
    const hall::Counter& counter = day.rules().counters[step.counter.value];
    view.counter = counter.number;
    view.booth = counter.booth;
    const mall::Mall* const file = file_of(day);
    const mall::Booth* const booth = file == nullptr ? nullptr : file->find_booth(counter.booth);
    if (booth != nullptr) view.floor = booth->floor;
}

StepView view_of_step(const hall::Day& day, hall::StepIndex at, const ViewSetting& setting) {
    const hall::Step& step = day.at(at);
    const TimeZone& zone = zone_of(day);
    const StepReference reference = reference_to(day, at);
    StepView view{.id = reference.id,
                  .service = reference.service,
                  .service_name = reference.service_name,
                  .state = step.state,
                  .times_called = step.times_called,
                  .called_at = optional_time(step.called_at, zone),
                  .started_at = optional_time(step.started_at, zone),
                  .ended_at = optional_time(step.ended_at, zone)};
    const hall::AgencyIndex agency = day.at(step.service).agency;
    if (agency.exists()) view.agency = day.rules().agencies[agency.value].id;
    if (step.outcome != hall::Outcome::none) view.outcome = step.outcome;
    add_place(view, day, step);
    if (step.state == StepState::waiting) {
        view.ahead = hall::ahead_of(day, at, setting.now);
        if (setting.estimates != nullptr) {
            view.estimate = setting.estimates->of_step(day, at, setting.now);
        }
        for (const hall::StepIndex before : day.waits_for(at, setting.now)) {
            view.waits_for.push_back(ordinal_of(day, before));
        }
    }
    if (step.state == StepState::waiting || step.state == StepState::called) {
        view.overtaken_by = overtakings(day, at, setting.audience);
    }
    if (const hall::Rating* const rating = day.rating_of(at)) {
        view.rating = rating->score;
        if (!rating->reasons.empty()) view.rating_reasons = rating->reasons;
    }
    return view;
}

}  // namespace

VisitView view_of_visit(const hall::Day& day, hall::VisitIndex at, const ViewSetting& setting) {
    const hall::Visit& visit = day.at(at);
    const TimeZone& zone = zone_of(day);
    const mall::Mall* const file = file_of(day);
    VisitView view{.code = to_string(visit.code),
                   .short_code = to_string(visit.short_code),
                   .number = number_of(day, visit),
                   .mall = file == nullptr ? std::string{} : file->id,
                   .business_date = gerai::to_string(day.business_date_of(visit)),
                   .issued_at = {visit.issued_at, zone},
                   .priority = day.rules().classes[visit.priority.value].name,
                   .state = state_of_visit(day, at),
                   .rejoins_left = std::max(0, day.rules().max_rejoins - visit.rejoins)};
    for (const hall::StepIndex step : day.steps_of(at)) {
        view.steps.push_back(view_of_step(day, step, setting));
    }
    const Instant closes = day.rules().closes_at();
    if (view.state == StepState::no_show && closes != Instant::max()) {
        view.rejoin_until = Timestamp{closes, zone};
    }
    view.track_url = std::string{setting.public_url} + "/k/" + view.code;
    return view;
}

StepState state_of_visit(const hall::Day& day, hall::VisitIndex visit) {
    constexpr std::array by_weight{StepState::called,  StepState::serving, StepState::on_hold,
                                   StepState::waiting, StepState::no_show, StepState::done};
    const auto steps = day.steps_of(visit);
    for (const StepState state : by_weight) {
        const bool has = std::ranges::any_of(
            steps, [&](hall::StepIndex step) { return day.at(step).state == state; });
        if (has) return state;
    }
    return StepState::cancelled;
}

VisitReference reference_to(const hall::Day& day, hall::VisitIndex at) {
    const hall::Visit& visit = day.at(at);
    return {.code = to_string(visit.code),
            .number = number_of(day, visit),
            .priority = day.rules().classes[visit.priority.value].name};
}

StepReference reference_to(const hall::Day& day, hall::StepIndex at) {
    const std::string& id = day.at(day.at(at).service).id;
    const mall::Mall* const file = file_of(day);
    const mall::Service* const service = file == nullptr ? nullptr : file->find_service(id);
    return {.id = ordinal_of(day, at),
            .service = id,
            .service_name = service == nullptr ? id : service->name};
}

std::string number_of(const hall::Day& day, const hall::Visit& visit) {
    return number_text(day.prefix_of(visit), visit.number.value);
}

hall::VisitIndex visit_of(const hall::Day& day, const hall::Event& event) {
    return std::visit(
        [&](const auto& what) -> hall::VisitIndex {
            if constexpr (requires { what.visit; }) {
                return what.visit;
            } else if constexpr (requires { what.step; }) {
                return day.at(what.step).visit;
            } else {
                return {};
            }
        },
        event.what);
}

std::int64_t ordinal_of(const hall::Day& day, hall::StepIndex step) {
    const auto steps = day.steps_of(day.at(step).visit);
    return std::ranges::find(steps, step) - steps.begin() + 1;
}

std::optional<hall::StepIndex> step_at(const hall::Day& day, hall::VisitIndex visit,
                                       std::int64_t ordinal) {
    const auto steps = day.steps_of(visit);
    if (ordinal < 1 || std::cmp_greater(ordinal, steps.size())) return std::nullopt;
    return steps[static_cast<std::size_t>(ordinal) - 1];
}

const TimeZone& zone_of(const hall::Day& day) {
    // The zone data are the process's; each name is looked up once.
    static std::mutex mutex;
    static std::map<std::string, TimeZone, std::less<>> zones;
    const mall::Mall* const file = file_of(day);
    const std::string_view name = file == nullptr ? std::string_view{"UTC"} : file->time_zone;
    const std::scoped_lock lock{mutex};
    const auto known = zones.find(name);
    if (known != zones.end()) return known->second;
    return zones.emplace(name, *TimeZone::named(name)).first->second;
}

const mall::Mall* file_of(const hall::Day& day) {
    return day.files().empty() ? nullptr : day.files().back().mall.get();
}

}  // namespace gerai::api
