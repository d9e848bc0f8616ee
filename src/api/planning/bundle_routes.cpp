#include "api/planning/bundle_routes.h"

#include "api/archive_reading.h"
#include "api/fault_words.h"
#include "api/mall_file_digest.h"
#include "api/planning/exported_bundle.h"
#include "api/planning/start.h"
#include "api/planning/study_work.h"
#include "api/refusals.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

constexpr std::int64_t search_days = 100;  // Of a study, by which its plans are compared.
constexpr std::size_t dates_shown = 90;
constexpr std::size_t bundle_bytes_max = 4 << 20U;  // That are sent; a file may be larger.

BundleLine line_of(const BundleShelf::Kept& kept) {
    const measure::Bundle& bundle = *kept.bundle;
    return {.id = kept.id,
            .mall = bundle.mall.id,
            .name = bundle.mall.name,
            .source = bundle.source,
            .from = bundle.period.from,
            .to = bundle.period.to,
            .dates = bundle.period.dates};
}

void get_bundles(const Planning& planning, const Entered& place, Request, Responder responder) {
    BundleList list;
    for (const auto& kept : planning.desks.bundles.kept_of(place.hall->mall())) {
        list.bundles.push_back(line_of(kept));
    }
    responder.send(web::json_response(json::write(list)));
}

Response imported(BundleShelf& shelf, const std::string& mall, const std::string& text,
                  const web::Asker& asker) {
    auto bundle = measure::read_bundle(text);
    if (!bundle) {
        return web::problem(web::problems::invalid_input, asker, {},
                            worded(bundle.error(), asker.language));
    }
    const auto kept = shelf.keep(mall, std::move(*bundle));
    if (!kept) return web::problem(problems::bundle_too_many, asker);
    return {.status = 201, .body = json::write(line_of(*kept))};
}

/// What reads, writes or waits for the disk is done on the archive's thread.
void answer_later(const Planning& planning, const Request& request, Responder responder,
                  std::function<Response(journal::Archive::Shelf&)> answer) {
    auto shared = std::make_shared<Responder>(std::move(responder));
    const bool is_taken = planning.hall.archive.submit(
        [shared, answer = std::move(answer)](journal::Archive::Shelf& shelf) {
            shared->send(answer(shelf));
        });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{request}));
}

void post_bundle(const Planning& planning, const Entered& place, Request request,
                 Responder responder) {
    std::string text = std::move(request.body);
    answer_later(planning, request, std::move(responder),
                 [&shelf = planning.desks.bundles, mall = place.hall->mall(),
                  text = std::move(text), asker = web::Asker{request}](journal::Archive::Shelf&) {
                     return imported(shelf, mall, text, asker);
                 });
}

/// Whoever may not plan here is no more trusted with memory than anybody else.
std::optional<std::size_t> bundle_bytes(const Planning& planning, const Request& head) {
    if (!entered(planning.hall, head, trust::Action::plan)) return std::nullopt;
    return bundle_bytes_max;
}

void get_own_bundle(const Planning& planning, const Entered& place, Request request,
                    Responder responder) {
    const Date today = planned_at(planning, *place.hall).today;
    answer_later(
        planning, request, std::move(responder),
        [mall = place.hall->mall(), today,
         asker = web::Asker{request}](journal::Archive::Shelf& shelf) {
            const auto bundle = bundle_of_last_dates(shelf.reader(), mall, today, dates_shown);
            if (!bundle) return web::problem(problems::no_dates, asker);
            Response response = web::json_response(measure::write_bundle(*bundle));
            response.headers.push_back(
                {"Content-Disposition", "attachment; filename=\"" + mall + "-" +
                                            to_string(bundle->period.to) + ".bundle.json\""});
            return response;
        });
}

/// What a mall can show: for the thread of the jobs alone.
OwnFigures read_figures(journal::Archive& archive, const StudiedHere& here) {
    return read_and_wait(archive, [here](journal::Reader& reader) {
        const std::string& mall = here.planned.mall->id;
        return OwnFigures{.file_hash = digest_of_mall_file(reader, mall, here.planned.version),
                          .bundle = bundle_of_last_dates(reader, mall, here.today, dates_shown)};
    });
}

using Second = std::variant<StudiedHere, std::shared_ptr<const measure::Bundle>>;

/// Whom to study; nothing where there is no such mall or bundle. What is on this server anybody
/// may look at in public; the sums of a bundle hold nobody.
std::optional<Second> second_of(const Planning& planning, const Entered& place,
                                const StudyWish& wish) {
    if (const auto* const with = std::get_if<WithBundle>(&wish.with)) {
        auto bundle = planning.desks.bundles.find(place.hall->mall(), with->bundle);
        if (bundle == nullptr) return std::nullopt;
        return Second{std::move(bundle)};
    }
    const auto* const hall = planning.hall.writer.find(std::get<WithMall>(wish.with).mall);
    if (hall == nullptr || hall == place.hall) return std::nullopt;
    const Planned planned = planned_at(planning, *hall);
    if (!planned.mall) return std::nullopt;
    return Second{StudiedHere{*planned.mall, planned.today}};
}

/// Whom this mall could study.
std::vector<std::string> others(const Planning& planning, const Entered& place,
                                const StudyWish& wish) {
    std::vector<std::string> names;
    if (std::holds_alternative<WithBundle>(wish.with)) {
        for (const auto& kept : planning.desks.bundles.kept_of(place.hall->mall())) {
            names.push_back(kept.id);
        }
    } else {
        for (const journal::LiveHall* const hall : planning.hall.writer.halls()) {
            if (hall != place.hall) names.push_back(hall->mall());
        }
    }
    if (names.empty()) names.emplace_back("-");
    return names;
}

void post_study(const Planning& planning, const Entered& place, Request request,
                Responder responder) {
    const auto wish = web::read_body<StudyWish>(request);
    if (!wish) return responder.send(wish.error());
    const Planned planned = planned_at(planning, *place.hall);
    if (!planned.mall) return responder.send(nothing_to_plan(request));
    auto second = second_of(planning, place, *wish);
    if (!second) {
        const bool is_bundle = std::holds_alternative<WithBundle>(wish->with);
        return responder.send(not_possible(request, is_bundle ? "/with/bundle" : "/with/mall",
                                           others(planning, place, *wish)));
    }
    StudyAsked asked{.with = wish->with,
                     .days = wish->days ? wish->days->value : search_days,
                     .seed = wish->seed ? wish->seed->value : 1};
    PlanningJob job{.kind = PlanningKind::study,
                    .mall_version = planned.mall->version,
                    .asked = json::write(asked)};
    const auto read = [&archive = planning.hall.archive](const StudiedHere& here) {
        return read_figures(archive, here);
    };
    enter(planning, place, request, std::move(responder), std::move(job),
          study_work({*planned.mall, planned.today}, std::move(*second), std::move(asked), read),
          planned.zone);
}

}  // namespace

std::vector<Route> bundle_routes(const Planning& planning) {
    Route list = planning_route(planning, Method::get, "/bundles", "list_bundles",
                                "What was imported of other malls", get_bundles);
    list.answers = {{200, "The bundles, by name and period", json::schema_reference<BundleList>}};

    Route import = planning_route(planning, Method::post, "/bundles", "import_bundle",
                                  "Import a bundle of another mall", post_bundle);
    import.description =
        "A bundle as it was exported: sums of a period without anybody in them. All its sums are "
        "checked. The same bundle again is the same. It may hold 4 MB.";
    import.body = json::schema_reference<BundleFile>;
    import.body_required = true;
    import.larger_body = [planning](const Request& head) { return bundle_bytes(planning, head); };
    import.answers = {{201, "The bundle", json::schema_reference<BundleLine>}};
    import.problems = {problems::bundle_too_many, web::problems::busy};

    Route own = planning_route(planning, Method::get, "/bundle", "export_bundle",
                               "What this mall can show others", get_own_bundle);
    own.description = "The sums of its last 90 dates that are over.";
    own.answers = {{200, "The bundle, as a file", json::schema_reference<BundleFile>}};
    own.problems = {problems::no_dates, web::problems::busy};

    Route study = starting(planning, "/studies", "study_mall", "Study another mall", post_study,
                           json::schema_reference<StudyWish>);
    study.description =
        "Two malls side by side, adjusted for the mix of services that they are asked for, and how "
        "many counters the first would need for the second's service level. A mall of which too "
        "little was seen is studied as its file plans it, and the result says so.";
    return {std::move(list), std::move(import), std::move(own), std::move(study)};
}

}  // namespace gerai::api
