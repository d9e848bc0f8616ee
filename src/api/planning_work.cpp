#include "api/planning_work.h"

#include "api/plan_view.h"

namespace gerai::api {

namespace {

PlanningStage stage_of(plan::StaffingStage stage) {
    switch (stage) {
        case plan::StaffingStage::offered_load: return PlanningStage::offered_load;
        case plan::StaffingStage::add: return PlanningStage::add;
        case plan::StaffingStage::trim: return PlanningStage::trim;
        case plan::StaffingStage::confirm: return PlanningStage::confirm;
        case plan::StaffingStage::more_counters: return PlanningStage::more_counters;
        case plan::StaffingStage::shifts: return PlanningStage::shifts;
        case plan::StaffingStage::review: return PlanningStage::review;
    }
    std::unreachable();
}

PlanningProgress progress_of(const plan::StaffingProgress& now) {
    PlanningProgress progress{
        .stage = stage_of(now.stage), .done = now.evaluations, .of = {}, .counter_half_hours = {}};
    if (now.evaluations > 0) progress.counter_half_hours = now.counter_half_hours;
    return progress;
}

plan::StaffingWish staffing_wish(const PlanAsked& asked, unsigned threads) {
    return {.target = {.wait = std::chrono::seconds{asked.target.within_seconds},
                       .share = asked.target.share},
            .seed = static_cast<std::uint64_t>(asked.seed),
            .search_days = static_cast<std::uint32_t>(asked.days),
            .threads = threads};
}

}  // namespace

PlanningWork plan_work(PlannedMall planned, PlanAsked asked) {
    return [planned = std::move(planned), asked = std::move(asked)](PlanningRun& run) {
        const PlannedModel played = model_of(planned, asked.date, asked.volume);
        const plan::StaffingWish wish = staffing_wish(asked, run.threads());
        const auto found = plan::plan_staffing(
            played.model, wish, [&](const auto& now) { run.tell(progress_of(now)); }, run.stop());
        if (!found) return;
        const PlanResult result = view_of_plan(planned, played, *found, wish, asked.volume);
        run.give(json::write(result), result.days);
    };
}

}  // namespace gerai::api
