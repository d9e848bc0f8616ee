#include "api/planning/comparison_work.h"

#include <array>
#include <atomic>
#include <stdexcept>

#include "api/planning/comparison_view.h"

namespace gerai::api {

namespace {

/// After how many days there is something to look at.
constexpr std::array<std::int64_t, 2> first_looks{20, 100};

/// The mall as it is, then each scenario.
std::vector<plan::Model> models_of(const PlannedModel& as_it_is, const mall::Mall& mall,
                                   const std::vector<plan::Scenario>& scenarios) {
    std::vector<plan::Model> models{as_it_is.model};
    for (const plan::Scenario& scenario : scenarios) {
        models.push_back(plan::changed_model(as_it_is.model, mall, scenario));
    }
    return models;
}

/// When to give a result, in days.
std::vector<std::int64_t> looks_of(const ComparisonAsked& asked) {
    std::vector<std::int64_t> looks;
    for (const std::int64_t days : first_looks) {
        if (days < asked.days) looks.push_back(days);
    }
    looks.push_back(asked.days);
    return looks;
}

/// Counts the days that all models have been played for.
class Counting {
public:
    Counting(PlanningRun& run, std::int64_t days, std::size_t models)
        : run_(run), days_(days), models_(static_cast<std::int64_t>(models)) {}

    void on_day() {
        run_.tell({.stage = PlanningStage::play,
                   .done = ++played_ / models_,
                   .of = days_,
                   .counter_half_hours = {}});
    }

private:
    PlanningRun& run_;
    std::int64_t days_;
    std::int64_t models_;
    std::atomic<std::int64_t> played_ = 0;
};

}  // namespace

PlanningWork comparison_work(PlannedMall planned, ComparisonAsked asked,
                             std::vector<plan::Scenario> scenarios) {
    return [planned = std::move(planned), asked = std::move(asked),
            scenarios = std::move(scenarios)](PlanningRun& run) {
        const PlannedModel as_it_is = model_of(planned, asked.date, 1);
        plan::Comparing comparing{models_of(as_it_is, *planned.mall, scenarios),
                                  std::chrono::seconds{asked.target.within_seconds}};
        Counting counting{run, asked.days, comparing.models().size()};
        const plan::Watch watch{.on_day = [&] { counting.on_day(); }, .stop = run.stop()};
        std::int64_t played = 0;
        for (const std::int64_t look : looks_of(asked)) {
            const bool is_whole = comparing.play({.seed = static_cast<std::uint64_t>(asked.seed),
                                                  .first = static_cast<std::uint32_t>(played),
                                                  .days = static_cast<std::uint32_t>(look - played),
                                                  .threads = run.threads()},
                                                 watch);
            if (!is_whole) return;
            played = look;
            const plan::Comparison comparison = comparing.result();
            if (plan::unsynchronised(comparison)) {
                throw std::runtime_error{"The compared days go against each other."};
            }
            run.give(json::write(view_of_comparison(comparison, comparing.models(), planned,
                                                    as_it_is.fit, asked)),
                     played);
        }
    };
}

}  // namespace gerai::api
