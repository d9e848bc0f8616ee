#include "api/act.h"

#include <algorithm>
#include <cassert>

#include "api/refusals.h"
#include "web/problem.h"

namespace gerai::api {

namespace {

constexpr std::size_t key_length_max = 255;

web::Response response_of(const journal::Answer& answer) {
    // The content types of answers are a closed set of literals; the kept text names one of them.
    web::Response response;
    response.status = answer.status;
    response.body = answer.body;
    response.content_type = answer.content_type.empty()                  ? std::string_view{}
                            : answer.content_type == web::media::problem ? web::media::problem
                                                                         : web::media::json;
    return response;
}

journal::Answer answer_of(const web::Response& response) {
    return {.status = response.status,
            .content_type = std::string{response.content_type},
            .body = std::string{response.content()},
            .is_kept = is_kept(response.status)};
}

/// The key of a request, or nothing when it has none; 400 when it is too long or empty.
std::expected<std::optional<journal::KeyId>, web::Response> key_of(const web::Request& request,
                                                                   const Act& act) {
    const auto key = request.header("Idempotency-Key");
    if (!key) return std::nullopt;
    const bool is_printable = std::ranges::all_of(*key, [](char c) { return c > ' ' && c <= '~'; });
    if (key->empty() || key->size() > key_length_max || !is_printable) {
        return std::unexpected{web::problem(problems::bad_key, web::Asker{request})};
    }
    return journal::KeyId{act.mall, act.actor.id, request.path, std::string{*key}};
}

}  // namespace

ActorOr actor_of(const Context& context, const web::Request& request) {
    const auto token = request.bearer();
    if (!token) return trust::Actor{};
    const auto found = context.tokens()->find(*token, context.clock.machine_now());
    if (!found)
        return std::unexpected{web::problem(web::problems::unauthorized, web::Asker{request})};
    return *found;
}

ActorOr permitted(const Context& context, const web::Request& request, trust::Action action,
                  const trust::Resource& resource) {
    const ActorOr actor = actor_of(context, request);
    if (!actor) return actor;
    const web::Asker asker{request};
    switch (trust::allow(*actor, action, resource)) {
        case trust::Decision::allowed: return actor;
        case trust::Decision::unauthenticated:
            return std::unexpected{web::problem(web::problems::unauthorized, asker)};
        case trust::Decision::forbidden:
            return std::unexpected{web::problem(web::problems::forbidden, asker)};
        case trust::Decision::not_found:
            return std::unexpected{web::problem(web::problems::not_found, asker)};
    }
    assert(false);
}

std::expected<const journal::LiveHall*, web::Response> hall_of(const Context& context,
                                                               const web::Request& request) {
    const journal::LiveHall* const hall = context.writer.find(request.place("mall"));
    if (hall == nullptr) {
        return std::unexpected{web::problem(web::problems::not_found, web::Asker{request})};
    }
    return hall;
}

std::expected<Entered, web::Response> entered(const Context& context, const web::Request& request,
                                              trust::Action action) {
    const auto hall = hall_of(context, request);
    if (!hall) return std::unexpected{hall.error()};
    auto actor = permitted(context, request, action, {.mall = (*hall)->mall()});
    if (!actor) return std::unexpected{std::move(actor.error())};
    return Entered{*hall, std::move(*actor)};
}

web::Route mall_route(Context& context, web::Method method, std::string path, std::string id,
                      std::string tag, std::string summary, web::Access access,
                      MallHandler handle) {
    return {.method = method,
            .path = "/api/v1/malls/{mall}" + std::move(path),
            .id = std::move(id),
            .tag = std::move(tag),
            .summary = std::move(summary),
            .access = access,
            .handler = [&context, handle](web::Request&& request, web::Responder responder) {
                handle(context, std::move(request), std::move(responder));
            }};
}

Instant now_of(const Context& context, const hall::Day& day) {
    return std::max(context.clock.now(), day.last_at());
}

void carry_out(Context& context, const web::Request& request, web::Responder responder, Act act) {
    auto key = key_of(request, act);
    if (!key) return responder.send(std::move(key.error()));

    responder.trail().mall = act.mall;
    responder.trail().actor_id = act.actor.id;
    const web::Asker asker{request};
    journal::Task task{.mall = std::move(act.mall),
                       .actor = act.actor.id,
                       .key = std::move(*key),
                       .fingerprint = web::etag_of(request.body),
                       .wish = std::move(act.wish),
                       .choose_other_codes = std::move(act.choose_other_codes)};
    task.render = [asker, answer = std::move(act.answer)](const journal::Decided& decided) {
        if (decided.result) return answer_of(answer(decided));
        return answer_of(refusal_response(decided.result.error(), decided.day, asker));
    };
    // `std::function` wants to be copied, and a responder cannot be.
    auto shared = std::make_shared<web::Responder>(std::move(responder));
    task.done = [asker, shared](std::expected<journal::Answer, journal::Failure> answer) {
        shared->send(answer ? response_of(*answer) : failure_response(answer.error(), asker));
    };
    context.writer.submit(std::move(task));
}

void answer_once(Context& context, const web::Request& request, web::Responder responder,
                 const Sender& sender, const web::Response& answer, std::function<void()> effect) {
    responder.trail().mall = sender.mall;
    responder.trail().actor_id = sender.actor.id;
    const auto key = key_of(request, {.mall = sender.mall, .actor = sender.actor});
    if (!key) return responder.send(key.error());
    if (!*key) {
        effect();
        return responder.send(answer);
    }
    auto shared = std::make_shared<web::Responder>(std::move(responder));
    journal::Task task{.mall = sender.mall,
                       .actor = sender.actor.id,
                       .key = *key,
                       .fingerprint = web::etag_of(request.body)};
    task.wish = [](const journal::Standing&, Instant) -> hall::Result<hall::Command> {
        return std::unexpected{hall::Refused{hall::Refusal::unknown_visit}};
    };
    task.render = [answer](const journal::Decided&) { return answer_of(answer); };
    task.done = [asker = web::Asker{request}, shared, body = answer.body,
                 effect =
                     std::move(effect)](std::expected<journal::Answer, journal::Failure> given) {
        if (given && given->body == body) effect();
        shared->send(given ? response_of(*given) : failure_response(given.error(), asker));
    };
    context.writer.submit(std::move(task));
}

void turn_down(Context& context, const web::Request& request, web::Responder responder,
               const Sender& sender, const web::Response& refusal) {
    if (!request.header("Idempotency-Key")) return responder.send(refusal);
    answer_once(context, request, std::move(responder), sender, refusal, [] {});
}

web::Response not_possible(const web::Request& request, std::string pointer,
                           std::vector<std::string> allowed) {
    return web::problem({json::Fault{.pointer = std::move(pointer),
                                     .kind = json::FaultKind::not_possible,
                                     .allowed = std::move(allowed)}},
                        web::Asker{request});
}

}  // namespace gerai::api
