#pragma once

#include <expected>
#include <functional>
#include <string>
#include <vector>

#include "api/context.h"
#include "web/router.h"

/// From a request to a command and back: who asks is let in or not, what was sent is made a command
/// on the hall as it stands, and what came of it is worded and kept with its key.
namespace gerai::api {

/// A request whose sender is known.
struct Asked {
    web::Request request;
    trust::Actor actor;
};

using ActorOr = std::expected<trust::Actor, web::Response>;

/// Who sends the request: the actor of its token, or the public. 401 for a token that is unknown,
/// expired or revoked.
ActorOr actor_of(const Context& context, const web::Request& request);

/// The actor of the request if they may do that there; otherwise the 401, 403 or 404.
ActorOr permitted(const Context& context, const web::Request& request, trust::Action action,
                  const trust::Resource& resource);

/// The hall of the mall in the request's path, or the 404.
std::expected<const journal::LiveHall*, web::Response> hall_of(const Context& context,
                                                               const web::Request& request);

/// A hall with who may do something in it.
struct Entered {
    const journal::LiveHall* hall;
    trust::Actor actor;
};

/// The hall in the request's path, for an actor who may do that in it as a whole; otherwise the
/// 401, 403 or 404.
std::expected<Entered, web::Response> entered(const Context& context, const web::Request& request,
                                              trust::Action action);

/// What a handler of a mall's routes is given.
using MallHandler = void (*)(Context&, web::Request, web::Responder);

/// A route under `/api/v1/malls/{mall}`; what the document says of it beside is for the caller.
web::Route mall_route(Context& context, web::Method method, std::string path, std::string id,
                      std::string tag, std::string summary, web::Access access, MallHandler handle);

/// `now` on the hall's clock, never before the last event of the day.
Instant now_of(const Context& context, const hall::Day& day);

/// A command to be carried out for a request.
struct Act {
    std::string mall;
    trust::Actor actor;

    /// Makes the command; may be called more than once. What is wrong with the input is found
    /// before.
    std::function<hall::Result<hall::Command>(const journal::Standing&, Instant now)> wish;

    /// Words the success; the events are what the command caused.
    std::function<web::Response(const journal::Decided&)> answer;

    std::function<void()> choose_other_codes{};
};

/// Hands the act to the writer, with the request's key if it has one, and answers when it is
/// durable.
void carry_out(Context& context, const web::Request& request, web::Responder responder, Act act);

/// Whose request it is, and to which mall.
struct Sender {
    std::string mall;
    trust::Actor actor;
};

/// Turns a request down before it becomes a command; but one that was answered before is given that
/// answer again if it carries the same key.
void turn_down(Context& context, const web::Request& request, web::Responder responder,
               const Sender& sender, const web::Response& refusal);

/// Answers a request that is no command of the hall, such as one for a printer, and does what it
/// asks for once that is its answer: one that was answered before, with the same key, is given that
/// answer again and nothing is done. `answer` must be unlike that of every other request.
void answer_once(Context& context, const web::Request& request, web::Responder responder,
                 const Sender& sender, const web::Response& answer, std::function<void()> effect);

/// 422 for one member of the body: it does not name anything, and `allowed` says what would.
web::Response not_possible(const web::Request& request, std::string pointer,
                           std::vector<std::string> allowed);

}  // namespace gerai::api
