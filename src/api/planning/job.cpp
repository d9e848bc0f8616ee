#include "api/planning/job.h"

#include "web/text.h"

namespace gerai::api {

namespace {

Nullable<Timestamp> timestamp(std::optional<Instant> instant, const TimeZone& zone) {
    if (!instant) return {};
    return Timestamp{*instant, zone};
}

Nullable<PlanningProblem> problem_of(const PlanningJob& job, web::Language language) {
    if (!job.fault) return {};
    const auto words = [&] {
        switch (*job.fault) {
            case PlanningFault::busy: return web::Message::planning_problem_busy;
            case PlanningFault::restarted: return web::Message::planning_problem_restarted;
            case PlanningFault::failure: return web::Message::planning_problem_failure;
        }
        std::unreachable();
    }();
    return PlanningProblem{*job.fault, web::text(words, language)};
}

}  // namespace

PlanningJobView view_of(const PlanningJob& job, const TimeZone& zone, web::Language language) {
    PlanningJobView view{.id = job.id,
                         .mall = job.mall,
                         .kind = job.kind,
                         .state = job.state,
                         .progress = job.progress,
                         .created_at = {job.created_at, zone},
                         .started_at = timestamp(job.started_at, zone),
                         .ended_at = timestamp(job.ended_at, zone),
                         .mall_version = job.mall_version,
                         .asked = {job.asked},
                         .result = {},
                         .problem = problem_of(job, language)};
    if (job.result) view.result.emplace(*job.result);
    return view;
}

PlanningJobLine line_of(const PlanningJob& job, const TimeZone& zone, web::Language language) {
    PlanningJobLine line{.id = job.id,
                         .kind = job.kind,
                         .state = job.state,
                         .progress = job.progress,
                         .created_at = {job.created_at, zone},
                         .started_at = timestamp(job.started_at, zone),
                         .ended_at = timestamp(job.ended_at, zone),
                         .mall_version = job.mall_version,
                         .asked = {job.asked},
                         .result_days = {},
                         .problem = problem_of(job, language)};
    if (job.result) line.result_days = job.result_days;
    return line;
}

}  // namespace gerai::api
