#pragma once

#include <vector>

#include "mall/mall_texts.h"
#include "measure/day_log.h"
#include "plan/mall_model.h"
#include "plan/simulator.h"
#include "plan/study/simulated_bundle.h"

/// Simulated days as a journal would have them, so that what was put into them may be looked for.
namespace gerai::plan {

using mall::busy_mall;

inline mall::Mall read_busy_mall() { return mall::busy(); }

/// The first so many dates from Monday, 5 January 2026, on which the mall is open.
inline std::vector<Date> open_dates(const mall::Mall& mall, std::size_t count) {
    constexpr Date monday = std::chrono::year{2026} / 1 / 5;
    return open_dates(mall, monday, static_cast<std::uint32_t>(count));
}

/// A date of that mall with a clerk at every counter, where one in five goes from `akta` on to
/// `kk`, and nobody is turned away.
inline Model busy_model(const mall::Mall& mall, Date date) {
    Model model = model_of(mall, date);
    model.rules.has_capacity_stop = false;
    const Duty example = model.roster.front();
    model.roster.clear();
    for (std::uint32_t i = 0; i < model.rules.counters.size(); ++i) {
        model.roster.push_back(example);
        model.roster.back().counter = {i};
    }
    model.services[0].onward = {{.service = {1}, .share = .2}};
    return model;
}

/// A day of a model as its log; every number gives another day.
inline measure::DayLog logged_day(const Model& model, std::uint64_t seed, std::uint32_t number) {
    measure::DayLogger logger;
    const hall::Day* last = nullptr;
    Simulator simulator{model};
    simulator.run(seed, number, [&](const hall::Event& event, const hall::Day& day) {
        logger.note(event, day);
        last = &day;  // It is the simulator's, and stays as it is until the next run.
    });
    if (last == nullptr) return {.date = model.date, .rules = model.rules};
    return logger.log(*last, std::max(last->last_at(), model.rules.closes_at()));
}

/// A log for each date, of days that `model_for` describes.
template <class ModelFor>
std::vector<measure::DayLog> logged_days(const std::vector<Date>& dates, std::uint64_t seed,
                                         const ModelFor& model_for) {
    std::vector<measure::DayLog> logs;
    for (std::uint32_t i = 0; i < dates.size(); ++i) {
        logs.push_back(logged_day(model_for(dates[i]), seed, i));
    }
    return logs;
}

}  // namespace gerai::plan
