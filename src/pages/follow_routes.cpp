#include "pages/follow_routes.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include "api/act.h"
#include "api/look_routes.h"
#include "api/rating_reasons.h"
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

/// The hue of the agency whose prefix a number has, by its place among them, as on every screen.
std::size_t hue_of(const mall::Mall& file, std::string_view number) {
    constexpr std::size_t hues = 8;
    const std::string_view prefix = number.substr(0, number.find('-'));
    const auto found = std::ranges::find(file.agencies, prefix, &mall::Agency::prefix);
    if (found == file.agencies.end()) return hues - 1;
    return static_cast<std::size_t>(found - file.agencies.begin()) % hues;
}

/// What the page needs of a visit and of the day in which it stands.
struct Looked {
    Follow follow;
    std::shared_ptr<const mall::Mall> file;
    Language own = Language::indonesian;  ///< That in which the number was taken.
};

Looked looked_at(const Context& context, const hall::Day& day, hall::VisitIndex visit, Instant now,
                 const api::HallEstimates* estimates) {
    const TimeZone& zone = api::zone_of(day);
    const mall::Mall* const file = api::file_of(day);
    Looked looked;
    looked.own =
        day.at(visit).language == hall::Language::en ? Language::english : Language::indonesian;
    Follow& follow = looked.follow;
    follow.visit =
        api::view_of_visit(day, visit, {context.public_url, api::Audience::anyone, now, estimates});
    if (file != nullptr) {
        follow.mall = file->name;
        follow.hue = hue_of(*file, follow.visit.number);
        looked.file = day.files().back().mall;
        follow.theme = api::theme_address(*file);
        follow.logo = api::logo_address(*file);
    }
    follow.is_trial = context.is_trial;
    follow.rateable = day.is_closed() ? Rateable::no : Rateable::yes;
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

/// Puts the English names of the mall's file in place of the Indonesian ones, where it has them.
void name_in_english(Follow& follow, const mall::Mall& file) {
    if (!file.name_en.empty()) follow.mall = file.name_en;
    for (std::size_t at = 0; at < follow.visit.steps.size(); ++at) {
        api::StepView& step = follow.visit.steps[at];
        const mall::Service* const service = file.find_service(step.service);
        const mall::Booth* const booth = file.find_booth(step.booth.value_or(""));
        if (service != nullptr && !service->name_en.empty()) {
            step.service_name = service->name_en;
        } else {
            follow.in_indonesian.push_back(step.id);
        }
        if (booth != nullptr && !booth->name_en.empty()) follow.booths[at] = booth->name_en;
    }
}

Response page_of(Looked looked, const Request& request) {
    looked.follow.was_refused = request.query_value("refused").has_value();
    const Language language = chosen_language(request).value_or(looked.own);
    if (looked.file && language == Language::english) name_in_english(looked.follow, *looked.file);
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
            Looked looked = looked_at(context, day, old->visit, day.last_at(), nullptr);
            looked.follow.rateable = Rateable::no;
            shared->send(page_of(std::move(looked), *asked));
        });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{*asked}));
}

void show_visit(Context& context, Request request, Responder responder) {
    const auto code = api::parse_any_code(request.place("code"));
    const bool is_spent = context.guesses.is_spent(context.clock.machine_now());
    const bool is_typed = code && std::holds_alternative<ShortCode>(*code);
    if (!code || (is_typed && is_spent)) return responder.send(not_found(context, request));
    std::optional<Looked> looked;
    api::look_at_visit(context, *code,
                       [&](const std::string& mall, const journal::Standing& standing,
                           hall::VisitIndex visit, Instant now) {
                           looked = looked_at(context, standing.day(), visit, now,
                                              &context.estimates.of(mall));
                       });
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

/// All values of a field of a form, as browsers send them.
std::vector<std::string_view> values_of(std::string_view body, std::string_view name) {
    const std::string begin = std::string{name} + "=";
    std::vector<std::string_view> values;
    while (!body.empty()) {
        const std::string_view one = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(one.size() + 1, body.size()));
        if (one.starts_with(begin)) values.push_back(one.substr(begin.size()));
    }
    return values;
}

/// The number in a field; nothing where there is none.
std::optional<std::int64_t> number_in(std::string_view body, std::string_view name) {
    const auto values = values_of(body, name);
    if (values.empty()) return std::nullopt;
    const std::string_view text = values.front();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// What a form says of the reasons: those that it names, in the order of the list. Nothing where it
/// does not speak of them; what is no reason is left out.
std::optional<std::vector<std::string>> reasons_in(std::string_view body) {
    const auto named = values_of(body, "reasons");
    if (named.empty()) return std::nullopt;
    std::vector<std::string> reasons;
    for (const api::ReasonWord& reason : api::rating_reasons()) {
        const std::string_view id = json::word(reason.id);
        if (std::ranges::find(named, id) != named.end()) reasons.emplace_back(id);
    }
    return reasons;
}

/// The reasons that still go with a score: a face alone keeps those of its own side.
std::vector<std::string> kept_reasons(const hall::Rating* before, int score) {
    std::vector<std::string> kept;
    if (before == nullptr) return kept;
    for (const std::string& id : before->reasons) {
        const api::ReasonWord* const reason = api::find_reason(id);
        if (reason != nullptr && reason->is_praise == api::is_good(score)) kept.push_back(id);
    }
    return kept;
}

using Wish = std::function<hall::Result<hall::Command>(const hall::Day&, hall::VisitIndex)>;

/// Carries out what a form asked for and leads back to the page, which shows how things stand, or
/// to a place in it such as `#step-1`.
void act(Context& context, const Request& request, Responder responder, trust::Action action,
         Wish wish, std::string place = {}) {
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
    task.done = [shared, back, place = std::move(place)](
                    const std::expected<journal::Answer, journal::Failure>& answer) {
        const bool is_done = answer && answer->status == 303;
        shared->send(see_other(is_done ? back + place : back + "?refused"));
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
    const auto ordinal = number_in(request.body, "step").value_or(0);
    const auto score = static_cast<int>(number_in(request.body, "score").value_or(0));
    act(
        context, request, std::move(responder), trust::Action::rate_visit,
        [ordinal, score, reasons = reasons_in(request.body)](
            const hall::Day& day, hall::VisitIndex visit) -> hall::Result<hall::Command> {
            const auto step = api::step_at(day, visit, ordinal);
            if (!step) return std::unexpected{hall::Refused{hall::Refusal::unknown_step}};
            return hall::Rate{
                .step = *step,
                .score = score,
                .reasons = reasons ? *reasons : kept_reasons(day.rating_of(*step), score)};
        },
        "#step-" + std::to_string(ordinal));
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
