#include "pages/follow_routes.h"

#include <charconv>
#include <memory>

#include "api/act.h"
#include "api/visit_lookup.h"
#include "api/visit_view.h"
#include "pages/chosen_language.h"
#include "pages/follow_page.h"

namespace gerai::pages {

namespace {

using api::Context;
using web::Language;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

Response see_other(std::string address) {
    Response response;
    response.status = 303;
    response.content_type = {};
    response.headers.push_back({.name = "Location", .value = std::move(address)});
    return response;
}

std::string wall_time(Instant at, const TimeZone& zone) {
    const std::string text = to_rfc3339(at, zone);  // 2026-11-25T09:05:00.000+08:00
    return text.substr(11, 2) + "." + text.substr(14, 2);
}

/// What the page needs of a visit and of the day in which it stands.
struct Looked {
    Follow follow;
    Language own = Language::indonesian;  ///< That in which the number was taken.
};

Looked looked_at(const Context& context, const hall::Day& day, hall::VisitIndex visit,
                 Instant now) {
    const TimeZone& zone = api::zone_of(day);
    const mall::Mall* const file = api::file_of(day);
    Looked looked;
    looked.own =
        day.at(visit).language == hall::Language::en ? Language::english : Language::indonesian;
    Follow& follow = looked.follow;
    follow.visit = api::view_of_visit(day, visit, {context.public_url, api::Audience::anyone, now});
    follow.mall = file == nullptr ? std::string{} : file->name;
    follow.is_trial = context.is_trial;
    follow.as_of = wall_time(now, zone);
    if (follow.visit.rejoin_until)
        follow.rejoin_until = wall_time(follow.visit.rejoin_until->instant, zone);
    for (const api::StepView& step : follow.visit.steps) {
        const mall::Booth* const booth =
            file == nullptr ? nullptr : file->find_booth(step.booth.value_or(""));
        follow.booths.push_back(booth == nullptr ? std::string{} : booth->name);
    }
    return looked;
}

Response page_of(Looked looked, const Request& request) {
    looked.follow.was_refused = request.query_value("refused").has_value();
    const Language language = chosen_language(request).value_or(looked.own);
    return html_response(200, follow_page(looked.follow, language), request);
}

Response not_found(Context& context, const Request& request) {
    const Language language = chosen_language(request).value_or(Language::indonesian);
    const bool may_try = context.guesses.allows(context.clock.machine_now());
    return html_response(may_try ? 404 : 429,
                         find_page(may_try ? Found::unknown : Found::too_many_tries, language),
                         request);
}

/// A visit of an earlier date, from the archive.
void show_old_visit(Context& context, Request request, Responder responder,
                    const api::AnyCode& code) {
    auto shared = std::make_shared<Responder>(std::move(responder));
    auto asked = std::make_shared<Request>(std::move(request));
    const bool is_taken =
        context.archive.submit([&context, shared, asked, code](journal::Archive::Shelf& shelf) {
            const auto row = api::find_row(shelf.reader(), code);
            const auto old = row ? shelf.visit(*row, context.clock.now()) : std::nullopt;
            if (!old) return shared->send(not_found(context, *asked));
            const hall::Day& day = old->standing->day();
            shared->send(page_of(looked_at(context, day, old->visit, day.last_at()), *asked));
        });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{*asked}));
}

void show_visit(Context& context, Request request, Responder responder) {
    const auto code = api::parse_any_code(request.place("code"));
    const bool is_spent = context.guesses.is_spent(context.clock.machine_now());
    const bool is_typed = code && std::holds_alternative<ShortCode>(*code);
    if (!code || (is_typed && is_spent)) return responder.send(not_found(context, request));
    std::optional<Looked> looked;
    api::look_at_visit(
        context, *code,
        [&](const std::string&, const journal::Standing& standing, hall::VisitIndex visit,
            Instant now) { looked = looked_at(context, standing.day(), visit, now); });
    if (looked) return responder.send(page_of(std::move(*looked), request));
    show_old_visit(context, std::move(request), std::move(responder), *code);
}

/// `/k` with a typed code leads to its page; without one it asks.
Response find_visit(const Request& request) {
    const Language language = chosen_language(request).value_or(Language::indonesian);
    const auto typed = request.query_value("code");
    if (!typed) return html_response(200, find_page(Found::not_asked, language), request);
    const auto code = api::parse_any_code(*typed);
    if (!code) return html_response(404, find_page(Found::unknown, language), request);
    const std::string canonical = std::visit([](const auto& one) { return to_string(one); }, *code);
    return see_other("/k/" + canonical);
}

/// A field of a form, as browsers send it.
std::optional<std::int64_t> field(std::string_view body, std::string_view name) {
    const std::string begin = std::string{name} + "=";
    while (!body.empty()) {
        const std::string_view one = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(one.size() + 1, body.size()));
        if (!one.starts_with(begin)) continue;
        std::int64_t value = 0;
        const char* const last = one.data() + one.size();
        const auto [end, error] = std::from_chars(one.data() + begin.size(), last, value);
        if (error == std::errc{} && end == last) return value;
    }
    return std::nullopt;
}

using Wish = std::function<hall::Result<hall::Command>(const hall::Day&, hall::VisitIndex)>;

/// Carries out what a form asked for and leads back to the page, which shows how things stand.
void act(Context& context, const Request& request, Responder responder, trust::Action action,
         Wish wish) {
    const auto code = api::parse_any_code(request.place("code"));
    std::string mall;
    if (code) {
        api::look_at_visit(context, *code,
                           [&](const std::string& at, const journal::Standing&, hall::VisitIndex,
                               Instant) { mall = at; });
    }
    if (mall.empty()) return responder.send(not_found(context, request));
    const auto actor = api::permitted(context, request, action, {.mall = mall});
    const std::string back = "/k/" + request.place("code");
    if (!actor) return responder.send(see_other(back + "?refused"));

    responder.trail().mall = mall;
    responder.trail().actor_id = actor->id;
    auto shared = std::make_shared<Responder>(std::move(responder));
    journal::Task task{.mall = mall, .actor = actor->id};
    task.wish = [code = *code, wish = std::move(wish)](const journal::Standing& standing,
                                                       Instant) -> hall::Result<hall::Command> {
        const auto visit = std::visit([&](const auto& one) { return standing.find(one); }, code);
        if (!visit) return std::unexpected{hall::Refused{hall::Refusal::unknown_visit}};
        return wish(standing.day(), *visit);
    };
    task.render = [](const journal::Decided& decided) {
        return journal::Answer{.status = decided.result ? 303 : 409};
    };
    task.done = [shared, back](const std::expected<journal::Answer, journal::Failure>& answer) {
        const bool is_done = answer && answer->status == 303;
        shared->send(see_other(is_done ? back : back + "?refused"));
    };
    context.writer.submit(std::move(task));
}

void cancel(Context& context, const Request& request, Responder responder) {
    act(context, request, std::move(responder), trust::Action::act_on_visit,
        [](const hall::Day&, hall::VisitIndex visit) { return hall::Cancel{visit, ""}; });
}

void rejoin(Context& context, const Request& request, Responder responder) {
    act(context, request, std::move(responder), trust::Action::act_on_visit,
        [](const hall::Day&, hall::VisitIndex visit) { return hall::Rejoin{visit}; });
}

void rate(Context& context, const Request& request, Responder responder) {
    const auto ordinal = field(request.body, "step").value_or(0);
    const auto score = static_cast<int>(field(request.body, "score").value_or(0));
    act(context, request, std::move(responder), trust::Action::rate_visit,
        [ordinal, score](const hall::Day& day,
                         hall::VisitIndex visit) -> hall::Result<hall::Command> {
            const auto step = api::step_at(day, visit, ordinal);
            if (!step) return std::unexpected{hall::Refused{hall::Refusal::unknown_step}};
            return hall::Rate{.step = *step, .score = score};
        });
}

Route route(web::Method method, std::string path, std::string id, web::Handler handler) {
    Route made;
    made.method = method;
    made.path = std::move(path);
    made.id = std::move(id);
    made.tag = "pages";
    made.summary = "A page";
    made.access = {web::Who::code_holder};
    made.documented = false;
    made.handler = std::move(handler);
    return made;
}

using Handle = void (*)(Context&, const Request&, Responder);

}  // namespace

std::vector<Route> follow_routes(Context& context) {
    const auto post = [&](std::string act, std::string id, Handle handle) {
        return route(web::Method::post, "/k/{code}/" + std::move(act), std::move(id),
                     [&context, handle](Request&& request, Responder responder) {
                         handle(context, request, std::move(responder));
                     });
    };
    return {route(web::Method::get, "/k", "page_find", web::at_once(find_visit)),
            route(web::Method::get, "/k/{code}", "page_follow",
                  [&context](Request&& request, Responder responder) {
                      show_visit(context, std::move(request), std::move(responder));
                  }),
            post("cancel", "page_cancel", cancel), post("rejoin", "page_rejoin", rejoin),
            post("ratings", "page_rate", rate)};
}

}  // namespace gerai::pages
