#include "api/planning/export.h"

#include "api/planning/tables.h"
#include "api/refusals.h"

namespace gerai::api {

namespace {

using web::Request;
using web::Responder;
using web::Response;
using web::Route;

constexpr std::string_view csv_type = "text/csv; charset=utf-8";
constexpr std::string_view workbook_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The tables of a result; none where there is none, or one that an older server wrote otherwise.
std::vector<Table> tables_of(const PlanningJob& job, web::Language language) {
    if (!job.result) return {};
    switch (job.kind) {
        case PlanningKind::plan: {
            const auto plan = json::read_text<PlanResult>(*job.result);
            return plan ? tables_of(*plan, language) : std::vector<Table>{};
        }
        case PlanningKind::comparison: {
            const auto comparison = json::read_text<ComparisonResult>(*job.result);
            return comparison ? tables_of(*comparison, language) : std::vector<Table>{};
        }
        case PlanningKind::study: {
            const auto study = json::read_text<StudyResult>(*job.result);
            return study ? tables_of(*study, language) : std::vector<Table>{};
        }
        case PlanningKind::calibration: return {};
    }
    std::unreachable();
}

Response file(std::string content, std::string_view type, const PlanningJob& job,
              std::string_view extension) {
    Response response;
    response.content_type = type;
    response.body = std::move(content);
    response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + job.mall + "-" +
                                                           std::string{json::word(job.kind)} +
                                                           std::string{extension} + "\""});
    return response;
}

using Wording = Response (*)(const PlanningDesk&, const PlanningJob&, const std::vector<Table>&);

Response as_csv(const PlanningDesk&, const PlanningJob& job, const std::vector<Table>& tables) {
    return file(to_csv(tables.front()), csv_type, job, ".csv");
}

Response as_workbook(const PlanningDesk& desk, const PlanningJob& job,
                     const std::vector<Table>& tables) {
    return file(to_workbook(tables, desk.directory()), workbook_type, job, ".xlsx");
}

/// On the archive's thread, for the disk and a large result take their time.
void give(const Planning& planning, const Entered& place, const Request& request,
          Responder responder, Wording wording) {
    const PlanningDesk& desk = planning.desks.jobs;
    const auto job = desk.book().find(place.hall->mall(), request.place("id"));
    if (!job) {
        return responder.send(web::problem(problems::unknown_job, web::Asker{request}));
    }
    auto shared = std::make_shared<Responder>(std::move(responder));
    const bool is_taken = planning.hall.archive.submit(
        [&desk, job = *job, asker = web::Asker{request}, shared, wording](auto&) {
            const auto tables = tables_of(job, asker.language);
            shared->send(tables.empty() ? web::problem(problems::no_result, asker)
                                        : wording(desk, job, tables));
        });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{request}));
}

void get_csv(const Planning& planning, const Entered& place, Request request, Responder responder) {
    give(planning, place, request, std::move(responder), as_csv);
}

void get_workbook(const Planning& planning, const Entered& place, Request request,
                  Responder responder) {
    give(planning, place, request, std::move(responder), as_workbook);
}

Route exporting(const Planning& planning, std::string_view extension, std::string id,
                std::string summary, PlanningHandler handle, std::string_view type) {
    Route made =
        planning_route(planning, web::Method::get, "/jobs/{id}/result" + std::string{extension},
                       std::move(id), std::move(summary), handle);
    made.answers = {{200, "The file", nullptr, type}};
    made.problems = {problems::unknown_job, problems::no_result, web::problems::busy};
    return made;
}

}  // namespace

std::vector<Route> planning_export_routes(Planning planning) {
    Route csv = exporting(planning, ".csv", "save_planning_table", "A result as a table", get_csv,
                          csv_type);
    csv.description =
        "Of a plan: a line for each pool of counters and half-hour; of a comparison: for each "
        "scenario, agency and figure; of a study: for each figure of both malls. Names are in the "
        "language asked for, the headings are for programs.";
    Route workbook = exporting(planning, ".xlsx", "save_planning_workbook",
                               "A result as a workbook", get_workbook, workbook_type);
    workbook.description =
        "All tables of a result, in the language asked for: of a plan its shifts too.";
    return {std::move(csv), std::move(workbook)};
}

}  // namespace gerai::api
