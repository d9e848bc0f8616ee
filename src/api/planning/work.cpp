#include "api/planning/work.h"

#include "api/planning/plan_view.h"

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

/// Tells how far a plan is. Whatever a stage counts by itself, each plan that is tried is one more;
/// those that a review tries are not the plan as it stands.
class Teller {
public:
    explicit Teller(PlanningRun& run) : run_(run) {}

    void tell(const plan::StaffingProgress& now) {
        using enum plan::StaffingStage;
        if (now.stage != offered_load) ++progress_.done;
        if (now.evaluations > 0) progress_.counter_half_hours = now.counter_half_hours;
        progress_.stage = stage_of(now.stage);
        run_.tell(progress_);
    }

private:
    PlanningRun& run_;
    PlanningProgress progress_;
};

plan::ShiftKinds kinds_of(ShiftsAsked asked, const hall::Rules& rules) {
    const auto open = plan::open_half_hours(rules);
    switch (asked) {
        case ShiftsAsked::none: return {};
        case ShiftsAsked::whole: return plan::whole_day_shifts(open);
        case ShiftsAsked::flexible: return plan::flexible_shifts(open);
    }
    std::unreachable();
}

plan::StaffingWish staffing_wish(const PlanAsked& asked, const hall::Rules& rules,
                                 unsigned threads) {
    return {.target = {.wait = std::chrono::seconds{asked.target.within_seconds},
                       .share = asked.target.share},
            .seed = static_cast<std::uint64_t>(asked.seed),
            .search_days = static_cast<std::uint32_t>(asked.days),
            .threads = threads,
            .shifts = kinds_of(asked.shifts, rules),
            .is_reviewed = asked.review};
}

}  // namespace

PlanningWork plan_work(PlannedMall planned, PlanAsked asked) {
    return [planned = std::move(planned), asked = std::move(asked)](PlanningRun& run) {
        const PlannedModel played = model_of(planned, asked.date, asked.volume);
        const plan::StaffingWish wish = staffing_wish(asked, played.model.rules, run.threads());
        Teller teller{run};
        const auto found = plan::plan_staffing(
            played.model, wish, [&](const auto& now) { teller.tell(now); }, run.stop());
        if (!found) return;
        const PlanResult result = view_of_plan(planned, played, *found, wish, asked.volume);
        run.give(json::write(result), result.days);
    };
}

}  // namespace gerai::api
