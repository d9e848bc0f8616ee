#pragma once

#include <string_view>
#include <vector>

#include "mall/mall_file.h"
#include "measure/day_log.h"
#include "plan/mall_model.h"
#include "plan/simulator.h"

/// Simulated days as a journal would have them, so that what was put into them may be looked for.
namespace gerai::plan {

/// A small mall of three services at three counters, open from Monday to Friday, whose visitors
/// wait long enough to lose patience.
inline constexpr std::string_view busy_mall = R"([mall]
id = "uji"
name = "Mal Uji"
time_zone = "Asia/Makassar"
priority_classes = ["elderly"]
promise = { wait = "15m", share = 0.9 }

[mall.hours]
mon = ["08:00-12:00", "13:00-15:00"]
tue = ["08:00-12:00", "13:00-15:00"]
wed = ["08:00-12:00", "13:00-15:00"]
thu = ["08:00-12:00", "13:00-15:00"]
fri = ["08:00-12:00", "13:00-15:00"]

[planning]
arrivals = [6, 10, 12, 12, 11, 10, 8, 5, 4, 6, 6, 5, 3, 2]
day_factor_cv = 0.15
second_service = 0.25
no_show = 0.06
patience = "30m"
idle_gap = "40s"

[[agency]]
id = "dukcapil"
name = "Dukcapil"
kind = "regional"
prefix = "B"

[[agency]]
id = "imigrasi"
name = "Imigrasi"
kind = "vertical"
prefix = "C"

[[booth]]
id = "b01"
name = "Gerai 1"
floor = 1
agency = "dukcapil"

[[booth]]
id = "b02"
name = "Gerai 2"
floor = 1
agency = "imigrasi"

[[counter]]
number = 1
booth = "b01"
services = ["akta", "kk"]

[[counter]]
number = 2
booth = "b01"
services = ["akta", "kk"]

[[counter]]
number = 3
booth = "b02"
services = ["paspor"]

[[service]]
id = "akta"
agency = "dukcapil"
name = "Akta kelahiran"
fee = { kind = "free" }
counter_time = { p50 = "6m", p90 = "13m" }
daily_visits = 45
basis = "norm"

[[service]]
id = "kk"
agency = "dukcapil"
name = "Kartu Keluarga"
fee = { kind = "free" }
counter_time = { p50 = "4m", p90 = "9m" }
daily_visits = 40
basis = "norm"

[[service]]
id = "paspor"
agency = "imigrasi"
name = "Paspor"
fee = { kind = "free" }
counter_time = { p50 = "7m", p90 = "12m" }
daily_visits = 36
basis = "norm"
)";

inline mall::Mall read_busy_mall() { return mall::read_mall(busy_mall, "uji.toml").value(); }

/// The first so many dates from Monday, 5 January 2026, on which the mall is open.
inline std::vector<Date> open_dates(const mall::Mall& mall, std::size_t count) {
    std::vector<Date> dates;
    const std::chrono::sys_days monday{std::chrono::year{2026} / 1 / 5};
    for (int i = 0; dates.size() < count; ++i) {
        const Date date{monday + std::chrono::days{i}};
        if (!mall.hours_on(date).empty()) dates.push_back(date);
    }
    return dates;
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
