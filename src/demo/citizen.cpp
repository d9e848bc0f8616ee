#include "demo/citizen.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <utility>
#include <vector>

#include "demo/json_view.h"

namespace gerai::demo {

namespace json = boost::json;

using namespace std::chrono_literals;

namespace {

bool is_with_a_clerk(std::string_view state) { return state == "called" || state == "serving"; }

bool is_over(std::string_view state) { return state == "done" || state == "cancelled"; }

json::object wish_of(const PlannedVisit& visit) {
    json::array services;
    for (const std::string& service : visit.services) services.emplace_back(service);
    return {{"services", std::move(services)}, {"priority", visit.priority}};
}

/// One rating for each step that was done.
std::vector<json::object> ratings_of(const json::value& visit, int score) {
    std::vector<json::object> ratings;
    for (const json::value& step : elements(member(visit, "steps"))) {
        if (text_of(member(step, "state")) != "done") continue;
        ratings.push_back({{"step", member(step, "id")}, {"score", score}});
    }
    return ratings;
}

}  // namespace

Citizen::Citizen(Day& day, PlannedVisit wish, Actor desk, const Dice& dice)
    : day_(day),
      wish_(std::move(wish)),
      desk_(std::move(desk)),
      phone_{.process = desk_.process, .token = {}},
      dice_(dice) {}

awaitable<void> Citizen::live() {
    const bool has_number = co_await take_number();
    if (!has_number) {
        ++day_.tally.turned_away;
        co_return;
    }
    ++day_.tally.visits;
    day_.crowd.enter(code_, Guest(wish_.character, day_.hall.clock().now()));
    co_await follow();
    day_.crowd.leave(code_);
}

awaitable<bool> Citizen::take_number() {
    const Answer answer =
        co_await day_.hall.act(desk_, "issue", day_.hall.path("/visits"), wish_of(wish_));
    if (!was_done(answer, "a wish for a number")) co_return false;
    code_ = text_of(member(parse_json(answer.body), "code"));
    co_return true;
}

awaitable<void> Citizen::follow() {
    while (true) {
        co_await day_.hall.clock().sleep_for(
            dice_.between(mall::shortest_look, mall::longest_look));
        const Answer answer = co_await day_.hall.get(Hall::visit_path(code_), {});
        if (!was_done(answer, "a look at a visit")) co_return;
        const json::value visit = parse_json(answer.body);
        const Mood mood = co_await react(visit);
        if (mood == Mood::leaves) co_return;
    }
}

awaitable<Citizen::Mood> Citizen::react(json::value visit) {
    const std::string state = text_of(member(visit, "state"));
    if (is_with_a_clerk(state) || state == "on_hold") co_return Mood::stays;
    if (is_over(state)) {
        if (wish_.character.rating) co_await rate(visit, *wish_.character.rating);
        co_return Mood::leaves;
    }
    const Guest* const self = day_.crowd.find(code_);
    if (wish_.character.changes_mind || self->is_out_of_patience(day_.hall.clock().now())) {
        co_return co_await give_up();
    }
    if (state != "no_show") co_return Mood::stays;
    co_return co_await return_to_queue(static_cast<int>(whole_of(member(visit, "rejoins_left"))));
}

awaitable<Citizen::Mood> Citizen::return_to_queue(int rejoins_left) {
    if (!wish_.character.comes_back || rejoins_left == 0) co_return Mood::leaves;
    const Answer answer =
        co_await day_.hall.act(phone_, "rejoin", Hall::visit_path(code_, "/rejoin"), {});
    if (!was_done(answer, "a rejoin")) {
        co_return day_.is_past_closing() ? Mood::leaves : Mood::stays;
    }
    ++day_.tally.rejoined;
    co_return Mood::stays;
}

awaitable<Citizen::Mood> Citizen::give_up() {
    day_.crowd.find(code_)->go_home();
    if (wish_.character.says_goodbye || wish_.character.changes_mind) co_await cancel();
    co_return Mood::leaves;
}

awaitable<void> Citizen::cancel() {
    const Answer answer =
        co_await day_.hall.act(phone_, "cancel", Hall::visit_path(code_, "/cancel"), {});
    if (was_done(answer, "a cancel")) ++day_.tally.cancelled;
}

awaitable<void> Citizen::rate(json::value visit, int score) {
    for (const json::object& rating : ratings_of(visit, score)) {
        const Answer answer =
            co_await day_.hall.act(phone_, "rate", Hall::visit_path(code_, "/ratings"), rating);
        if (was_done(answer, "a rating")) ++day_.tally.rated;
    }
}

}  // namespace gerai::demo
