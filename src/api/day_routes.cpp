#include "api/day_routes.h"

#include <charconv>

#include "api/act.h"
#include "api/day_view.h"
#include "api/visit_view.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

/// Lets a recorder listen to the events of a day that is read.
class Listening : public journal::Observer {
public:
    void on_event(const std::string&, std::int64_t, const hall::Event& event,
                  const hall::Day& day) override {
        recorder.note(event, day);
    }
    void on_settled(const std::string&, std::int64_t, const hall::Day&) override {}

    measure::StepRecorder recorder;
};

using Words = std::function<Response(const MeasuredDay&)>;

/// The date asked for: today's where none is.
std::expected<Date, Response> date_of(const Context& context, const Request& request,
                                      const journal::LiveHall& hall) {
    const Date today =
        hall.look(context.clock.now(), [](const auto& standing) { return standing.day().date(); });
    const auto asked = request.query_value("date");
    if (!asked) return today;
    const auto date = parse_date(*asked);
    if (date) return *date;
    return std::unexpected{web::problem({json::Fault{.pointer = "?date",
                                                     .kind = json::FaultKind::bad_format,
                                                     .allowed = {gerai::to_string(today)}}},
                                        web::Asker{request})};
}

/// The same weekday of the week before; nothing where the hall had no such date.
std::optional<Date> week_before(journal::Reader& reader, const std::string& mall, Date date) {
    const Date before{std::chrono::sys_days{date} - std::chrono::weeks{1}};
    if (!reader.day(mall, before)) return std::nullopt;
    return before;
}

/// A date that has begun with no command of its own yet is not in the journal.
Response unwritten_day(const Context& context, const journal::LiveHall& hall, Date date,
                       const Request& request, std::optional<Date> before, const Words& words) {
    return hall.look(context.clock.now(), [&](const journal::Standing& standing) {
        const hall::Day& day = standing.day();
        if (day.date() != date) {
            return web::problem(web::problems::not_found, web::Asker{request});
        }
        const measure::StepRecorder recorder;
        const Instant now = now_of(context, day);
        const auto records = recorder.records(day, now);
        return words({day, standing.seq(), records, now, before,
                      context.estimates.of(hall.mall()).promises()});
    });
}

Response measured_day(const Context& context, const journal::LiveHall& hall, Date date,
                      const Request& request, journal::Archive::Shelf& shelf, const Words& words) {
    Listening listening;
    const auto standing = journal::standing_of(shelf.reader(), hall.mall(), date, &listening);
    const auto before = week_before(shelf.reader(), hall.mall(), date);
    if (standing == nullptr) return unwritten_day(context, hall, date, request, before, words);
    const hall::Day& day = standing->day();
    const Instant clock_now = std::max(context.clock.now(), day.last_at());
    const Instant now = clock_now < day.rules().ends_at ? clock_now : day.last_at();
    const auto records = listening.recorder.records(day, now);
    return words(
        {day, standing->seq(), records, now, before, context.estimates.of(hall.mall()).promises()});
}

/// Reads a date from the journal on the archive's thread, measures it, and answers.
void answer_with_day(Context& context, Request request, Responder responder, Words words) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    const auto actor = permitted(context, request, Action::read_day, {.mall = (*hall)->mall()});
    if (!actor) return responder.send(actor.error());
    const auto date = date_of(context, request, **hall);
    if (!date) return responder.send(date.error());

    auto shared = std::make_shared<Responder>(std::move(responder));
    auto asked = std::make_shared<Request>(std::move(request));
    const auto read = [&context, hall = *hall, date = *date, shared, asked,
                       words = std::move(words)](journal::Archive::Shelf& shelf) {
        shared->send(measured_day(context, *hall, date, *asked, shelf, words));
    };
    if (context.archive.submit(read)) return;
    shared->send(web::problem(web::problems::busy, web::Asker{*asked}));
}

void get_day(Context& context, Request request, Responder responder) {
    const web::Language language = request.language;
    answer_with_day(context, std::move(request), std::move(responder),
                    [language](const MeasuredDay& measured) {
                        return web::json_response(json::write(view_of_day(measured, language)));
                    });
}

std::optional<std::uint32_t> step_of(const std::string& token) {
    std::uint32_t step = 0;
    if (token.empty()) return step;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), step);
    if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
    return step;
}

void get_items(Context& context, Request request, Responder responder) {
    const auto figure = json::from_word<measure::Figure>(request.place("figure"));
    const auto page = web::read_page(request);
    if (!page) return responder.send(page.error());
    const auto from = step_of(page->token);
    if (!from) return responder.send(not_possible(request, "?page_token", {"next_page_token"}));
    const web::Asker asker{request};
    answer_with_day(
        context, std::move(request), std::move(responder),
        [figure, asker, from = *from, size = page->size](const MeasuredDay& measured) {
            if (!figure) return web::problem(web::problems::not_found, asker);
            return web::json_response(json::write(items_of(measured, *figure, from, size)));
        });
}

Route reading(Context& context, std::string path, std::string id, std::string summary,
              void (*handle)(Context&, Request, Responder)) {
    Route route;
    route.path = "/api/v1/malls/{mall}" + std::move(path);
    route.id = std::move(id);
    route.tag = "day";
    route.summary = std::move(summary);
    route.access = {web::Who::manager};
    route.query = {{.name = "date",
                    .description = "Another date than today's",
                    .type = web::QueryParameter::Type::date,
                    .example = "2026-11-25"}};
    route.problems = {web::problems::not_found, web::problems::invalid_input};
    route.handler = [&context, handle](Request&& request, Responder responder) {
        handle(context, std::move(request), std::move(responder));
    };
    return route;
}

}  // namespace

std::vector<Route> day_routes(Context& context) {
    Route day = reading(context, "/day", "read_day", "The hall of a date in figures", get_day);
    day.description =
        "Counters and queues as they stand or stood at the end, the waits of each agency, and the "
        "figures of the day, each with how it is computed and how many rows are behind it. "
        "Promises "
        "are the estimates of their waits that visitors were shown, rounded outward to five "
        "minutes: `promises_given` of them have come out, of these so many within the range, "
        "shorter and longer. They are null for a date that is no longer remembered, and until the "
        "server has learned from the last dates.";
    day.answers = {{200, "The day", json::schema_reference<DayView>}};

    Route items = reading(context, "/day/{figure}/items", "list_day_items",
                          "The rows behind a figure of the day", get_items);
    items.description = "The steps that a figure is made of, in the order of their numbers.";
    items.query.push_back({"page_size", "At most this many", web::QueryParameter::Type::integer});
    items.query.push_back({"page_token", "From the page before"});
    items.answers = {{200, "A page of rows", json::schema_reference<FigureItemList>}};
    return {std::move(day), std::move(items)};
}

}  // namespace gerai::api
