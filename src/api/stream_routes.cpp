#include "api/stream_routes.h"

#include <charconv>

#include "api/act.h"
#include "api/board_view.h"
#include "api/counter_view.h"
#include "api/frame_types.h"
#include "api/public_routes.h"
#include "api/refusals.h"
#include "api/topics.h"
#include "api/visit_lookup.h"
#include "api/visit_view.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;
using web::Who;

using After = std::optional<std::int64_t>;

/// Older than anything that is kept.
constexpr std::int64_t before_all = -1;

/// The last sequence that the reader has seen: of `Last-Event-ID`, which a browser sends when it
/// comes back, or of `?after=`. One that is no number has been given by nobody here, and is
/// answered as too old.
std::expected<After, Response> after_of(const Request& request) {
    const auto header = request.header("Last-Event-ID");
    if (!header || header->empty()) {
        return web::query_integer(request, "after", 0, std::numeric_limits<std::int64_t>::max());
    }
    std::int64_t seq = 0;
    const auto [end, error] = std::from_chars(header->begin(), header->end(), seq);
    const bool is_number = error == std::errc{} && end == header->end() && seq >= 0;
    return is_number ? seq : before_all;
}

/// The object with the sequence and the time before its members, as a `reset` has it.
std::string with_seq(std::int64_t seq, Instant now, const TimeZone& zone,
                     const std::string& object) {
    return "{\"seq\":" + std::to_string(seq) + R"(,"now":")" + to_rfc3339(now, zone) + "\"," +
           object.substr(1);
}

/// What a stream of the hall or a board is about, found and permitted.
struct Source {
    web::StreamKind kind;
    const journal::LiveHall* hall = nullptr;
    std::string topic;
    Broadcast::Snapshot snapshot;
    std::uint64_t owner = 0;
};

void start(const Broadcast& broadcast, const Request& request, Responder responder,
           std::expected<Source, Response> source) {
    if (!source) return responder.send(std::move(source.error()));
    const auto after = after_of(request);
    if (!after) return responder.send(after.error());
    const std::string topic = source->topic;
    const std::uint64_t owner = source->owner;
    responder.stream({.kind = source->kind,
                      .topic = topic,
                      .opening =
                          [&broadcast, source = std::move(*source), after = *after] {
                              return broadcast.opening(*source.hall, source.topic, after,
                                                       source.snapshot);
                          },
                      .owner = owner});
}

// --- boards
// ------------------------------------------------------------------------------------------

std::string board_json(const journal::Standing& standing, const HallEstimates& estimates,
                       const std::string& zone, Instant now) {
    const hall::Day& day = standing.day();
    return json::write(
        view_of_board(day, standing.seq(), BoardScope{day, find_zone(day, zone)}, now, &estimates));
}

std::expected<Source, Response> board_source(const Context& context, const Request& request) {
    const auto hall = hall_of(context, request);
    if (!hall) return std::unexpected{hall.error()};
    const std::string zone{request.query_value("zone").value_or("")};
    const bool has_zone =
        zone.empty() || (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
            return find_zone(standing.day(), zone) != nullptr;
        });
    if (!has_zone) return std::unexpected{unknown_zone(context, request)};
    return Source{streams::board, *hall, board_topic((*hall)->mall(), zone),
                  [zone, &estimates = context.estimates.of((*hall)->mall())](
                      const journal::Standing& standing, Instant now) {
                      return board_json(standing, estimates, zone, now);
                  }};
}

// --- hall and counters
// -------------------------------------------------------------------------------

std::string hall_json(const journal::Standing& standing, const HallEstimates& estimates,
                      Instant now) {
    const hall::Day& day = standing.day();
    HallSnapshot all{
        {view_of_board(day, standing.seq(), BoardScope{day, nullptr}, now, &estimates)}, {}};
    for (std::uint32_t i = 0; i < day.rules().counters.size(); ++i) {
        all.counters.push_back(view_of_counter(day, {i}, now, CounterDetail::state));
    }
    return json::write(all);
}

std::expected<Source, Response> hall_source(const Context& context, const Request& request) {
    const auto hall = hall_of(context, request);
    if (!hall) return std::unexpected{hall.error()};
    const auto actor =
        permitted(context, request, Action::read_hall_stream, {.mall = (*hall)->mall()});
    if (!actor) return std::unexpected{actor.error()};
    return Source{streams::hall, *hall, hall_topic((*hall)->mall()),
                  [&estimates = context.estimates.of((*hall)->mall())](
                      const journal::Standing& standing, Instant now) {
                      return hall_json(standing, estimates, now);
                  },
                  stream_owner(actor->id)};
}

std::optional<int> number_in(const Request& request) {
    const std::string& text = request.place("counter");
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string counter_json(const journal::Standing& standing, int number, Instant now) {
    const hall::Day& day = standing.day();
    const auto counter = day.rules().find_counter(number);
    const std::string object =
        counter ? json::write(view_of_counter(day, *counter, now, CounterDetail::work))
                : "{\"number\":" + std::to_string(number) + "}";
    return with_seq(standing.seq(), now, zone_of(day), object);
}

std::expected<Source, Response> counter_source(const Context& context, const Request& request) {
    const auto hall = hall_of(context, request);
    if (!hall) return std::unexpected{hall.error()};
    const int number = number_in(request).value_or(0);
    std::string agency;
    const bool is_there = (*hall)->look(context.clock.now(), [&](const auto& standing) {
        const hall::Rules& rules = standing.day().rules();
        const auto counter = rules.find_counter(number);
        if (!counter) return false;
        const hall::AgencyIndex own = rules.counters[counter->value].agency;
        if (own.exists()) agency = rules.agencies[own.value].id;
        return true;
    });
    const auto actor = permitted(context, request, Action::read_counter_stream,
                                 {.mall = (*hall)->mall(), .agency = agency, .counter = number});
    if (!actor) return std::unexpected{actor.error()};
    if (!is_there) {
        return std::unexpected{web::problem(problems::unknown_counter, web::Asker{request})};
    }
    return Source{streams::counter, *hall, counter_topic((*hall)->mall(), number),
                  [number](const journal::Standing& standing, Instant now) {
                      return counter_json(standing, number, now);
                  },
                  stream_owner(actor->id)};
}

// --- visits
// ------------------------------------------------------------------------------------------

std::string visit_json(const Context& context, const hall::Day& day, std::int64_t seq,
                       hall::VisitIndex visit, Instant now) {
    const ViewSetting setting{.public_url = context.public_url,
                              .audience = Audience::anyone,
                              .now = now,
                              .estimates = &context.estimates.of(file_of(day)->id)};
    return with_seq(seq, now, zone_of(day), json::write(view_of_visit(day, visit, setting)));
}

/// A visit of today: the whole of it at first, and whenever it changes.
void stream_visit(const Context& context, Broadcast& broadcast, Responder responder,
                  const journal::LiveHall& hall, const Code& code) {
    const auto snapshot = [&context, code](const journal::Standing& standing, Instant now) {
        const auto visit = standing.find(code);
        if (!visit) return std::string{"{}"};  // Its date has ended since it was found.
        return visit_json(context, standing.day(), standing.seq(), *visit, now);
    };
    responder.stream({.kind = streams::visit,
                      .topic = visit_topic(hall.mall(), code),
                      .opening = [&broadcast, &hall,
                                  snapshot] { return broadcast.opening_with_all(hall, snapshot); },
                      .held = broadcast.follow(hall.mall(), code)});
}

/// A visit of an earlier date: as it ended, and no more.
void stream_old_visit(Context& context, Broadcast& broadcast, Request request, Responder responder,
                      const AnyCode& code) {
    auto shared = std::make_shared<Responder>(std::move(responder));
    auto asked = std::make_shared<Request>(std::move(request));
    const auto read = [&context, &broadcast, shared, asked, code](journal::Archive::Shelf& shelf) {
        const auto row = find_row(shelf.reader(), code);
        const auto* const hall = row ? context.writer.find(row->mall) : nullptr;
        const auto old = row ? shelf.visit(*row, context.clock.now()) : std::nullopt;
        if (!old || hall == nullptr) return shared->send(unknown_code(context, *asked));
        const auto snapshot = [&context, old = *old](const auto& today, Instant now) {
            return visit_json(context, old.standing->day(), today.seq(), old.visit, now);
        };
        shared->stream({.kind = streams::visit,
                        .topic = visit_topic(row->mall, row->code),
                        .opening = [&broadcast, hall, snapshot] {
                            return broadcast.opening_with_all(*hall, snapshot);
                        }});
    };
    if (context.archive.submit(read)) return;
    shared->send(web::problem(web::problems::busy, web::Asker{*asked}));
}

void get_visit_events(Context& context, Broadcast& broadcast, Request request,
                      Responder responder) {
    const auto code = parse_any_code(request.place("code"));
    if (!code) return responder.send(unknown_code(context, request));
    std::optional<std::pair<std::string, Code>> found;
    look_at_visit(
        context, *code,
        [&](const std::string& mall, const journal::Standing& standing, hall::VisitIndex visit,
            Instant) { found = {mall, standing.day().at(visit).code}; });
    if (!found) {
        return stream_old_visit(context, broadcast, std::move(request), std::move(responder),
                                *code);
    }
    const journal::LiveHall* const hall = context.writer.find(found->first);
    stream_visit(context, broadcast, std::move(responder), *hall, found->second);
}

// --- the table
// ---------------------------------------------------------------------------------------

constexpr std::string_view about_frames =
    " One frame for each sequence of the journal that the reader may see: `id` is the sequence, "
    "`event` what happened (`issued`, `called`, `recalled`, `started`, `finished`, `no_show`, "
    "`rejoined`, `held`, `resumed`, `transferred`, `cancelled`, `undone`, `counter`, `day`, "
    "`notice`, `board`, `help`, `heard`, `forming`), and `data` an object with `seq`, `at`, `now`, "
    "the members of the schema and the "
    "queues that have changed. First comes `hello` with `version`, `now` and `clock_rate`, and "
    "every 15 seconds `beat` with `now`. `Last-Event-ID`, or `after`, asks for what was missed; "
    "what is too old is answered with `reset` and everything as it stands.";

Route streaming(std::string path, std::string id, std::string summary, std::string description,
                web::Access access) {
    Route route;
    route.path = "/api/v1" + std::move(path);
    route.id = std::move(id);
    route.tag = "streams";
    route.summary = std::move(summary);
    route.description = std::move(description.append(about_frames));
    route.access = access;
    route.query = {{.name = "after",
                    .description = "The last sequence that the reader knows",
                    .type = web::QueryParameter::Type::integer,
                    .example = "4711"}};
    return route;
}

template <class Frame>
Route framed(Route route, std::string what) {
    route.answers = {
        {200, std::move(what), json::schema_reference<Frame>, web::media::event_stream}};
    return route;
}

Route board_events(const Context& context, const Broadcast& broadcast) {
    Route route = framed<BoardFrame>(
        streaming("/malls/{mall}/events", "board_events", "What happens, for boards",
                  "What everybody may hear. A zone hears its own calls.", {Who::anyone}),
        "Frames");
    route.query.push_back(zone_parameter());
    route.problems = {web::problems::invalid_input, web::problems::busy};
    route.handler = [&context, &broadcast](Request&& request, Responder responder) {
        auto source = board_source(context, request);
        start(broadcast, request, std::move(responder), std::move(source));
    };
    return route;
}

Route visit_events(Context& context, Broadcast& broadcast) {
    Route route = framed<VisitView>(
        streaming("/visits/{code}/events", "visit_events", "Follow a visit",
                  "The whole visit, at first as `reset` and then whenever what it shows changes; "
                  "`event` is what changed it.",
                  {Who::code_holder}),
        "Frames with the visit");
    route.query.clear();
    route.problems = {problems::unknown_visit, web::problems::busy};
    route.handler = [&context, &broadcast](Request&& request, Responder responder) {
        get_visit_events(context, broadcast, std::move(request), std::move(responder));
    };
    return route;
}

Route hall_events(const Context& context, const Broadcast& broadcast) {
    Route route = framed<HallFrame>(
        streaming("/malls/{mall}/hall/events", "hall_events", "What happens, for the manager",
                  "Everything that happens in the hall, with classes, reasons and codes. Also "
                  "`priority` and `rated`.",
                  {Who::manager}),
        "Frames");
    route.problems = {web::problems::busy};
    route.handler = [&context, &broadcast](Request&& request, Responder responder) {
        auto source = hall_source(context, request);
        start(broadcast, request, std::move(responder), std::move(source));
    };
    return route;
}

Route counter_events(const Context& context, const Broadcast& broadcast) {
    Route route = framed<HallFrame>(
        streaming("/malls/{mall}/counters/{counter}/events", "counter_events",
                  "What happens, for a counter",
                  "What concerns those whom the counter's agency serves; of other agencies, that a "
                  "visitor is there.",
                  {Who::clerk}),
        "Frames");
    route.problems = {problems::unknown_counter, web::problems::busy};
    route.handler = [&context, &broadcast](Request&& request, Responder responder) {
        auto source = counter_source(context, request);
        start(broadcast, request, std::move(responder), std::move(source));
    };
    return route;
}

}  // namespace

std::vector<Route> stream_routes(Context& context, Broadcast& broadcast) {
    return {board_events(context, broadcast), visit_events(context, broadcast),
            hall_events(context, broadcast), counter_events(context, broadcast)};
}

}  // namespace gerai::api
