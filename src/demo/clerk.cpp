#include "demo/clerk.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "demo/json_view.h"

namespace gerai::demo {

namespace json = boost::json;

using namespace std::chrono_literals;

namespace {

// How often a clerk does something else than call, start and finish: shares of the steps served.
constexpr double share_recalled = 0.06;
constexpr double share_held = 0.03;
constexpr double share_transferred = 0.01;
constexpr double share_sent_on = 0.02;
constexpr double share_finished_by_mistake = 0.01;
constexpr double share_called_by_mistake = 0.005;
constexpr double share_no_show_by_mistake = 0.1;  // Of the no-shows: the visitor comes running.
constexpr double share_of_strangers_who_come = 0.95;

constexpr int resume_failures_max = 10;

// Whoever put a step aside goes on with it before this has passed, or is not there any more.
constexpr Duration held_longest = 20min;

/// Whether one who waits is neither busy elsewhere nor waits for another step.
bool is_callable(const json::value& waiting) {
    return text_of(member(waiting, "passed_over")) == "none";
}

}  // namespace

Clerk::Clerk(Day& day, mall::StaffedCounter post, Actor self, const Dice& dice)
    : day_(day), post_(std::move(post)), self_(std::move(self)), dice_(dice) {}

awaitable<void> Clerk::work() {
    co_await come_in();
    co_await look();
    while (true) co_await next_thing();
}

awaitable<void> Clerk::come_in() {
    const Duration late = dice_.between(0s, 4min);
    co_await day_.hall.clock().sleep_until(day_.plan.open.front().from + late);
}

awaitable<void> Clerk::next_thing() {
    const bool nothing_left = held_.empty() && day_.hall.waiting(post_.agency) == 0;
    const auto pause_end = break_until();
    if (in_hand_) {
        co_await go_on(*in_hand_);
    } else if (pause_end) {
        co_await have_a_break(*pause_end);
    } else if (day_.is_past_closing() && nothing_left) {
        co_await wind_up();
    } else if (state_ != "open") {
        at_rest_ = false;
        const bool is_open = co_await act("open");
        if (!is_open) co_await day_.hall.clock().sleep_for(draw_gap());
    } else if (const auto due = next_held(); due != held_.end()) {
        Held held = std::move(*due);
        held_.erase(due);
        co_await resume(std::move(held));
    } else {
        co_await call_next();
    }
}

awaitable<void> Clerk::look() {
    const std::string path = day_.hall.path(fmt::format("/counters/{}", post_.number));
    const Answer answer = co_await day_.hall.get(path, self_.token);
    if (!was_done(answer, "a look at a counter")) co_return;
    take_in(parse_json(answer.body));
}

awaitable<bool> Clerk::act(std::string name) { co_return co_await act(std::move(name), {}); }

awaitable<bool> Clerk::act(std::string name, json::object body) {
    const std::string path = day_.hall.path(fmt::format("/counters/{}/{}", post_.number, name));
    const Answer answer = co_await day_.hall.act(self_, name, path, std::move(body));
    const bool done = was_done(answer, name);
    if (done) {
        take_in(parse_json(answer.body));
    } else {
        co_await look();
    }
    co_return done;
}

void Clerk::take_in(const json::value& counter) {
    const std::string state = text_of(member(counter, "state"));
    if (state.empty()) return;
    state_ = state;
    const json::value& current = member(counter, "current");
    in_hand_.reset();
    if (current.is_object()) {
        in_hand_ = InHand{.visit = text_of(member(member(current, "visit"), "code")),
                          .service = text_of(member(member(current, "step"), "service")),
                          .started = text_of(member(current, "state")) == "serving"};
    }
    may_call_ = std::ranges::any_of(elements(member(counter, "waiting")), is_callable);
    if (member(counter, "held").is_array()) take_in_held(member(counter, "held"));
}

void Clerk::take_in_held(const json::value& listed) {
    const Instant now = day_.hall.clock().now();
    std::vector<Held> mine;
    for (const json::value& entry : elements(listed)) {
        const std::string visit = text_of(member(member(entry, "visit"), "code"));
        const auto known = std::ranges::find(held_, visit, &Held::visit);
        const auto since = parse_rfc3339(text_of(member(entry, "since")));
        if (known != held_.end()) {
            mine.push_back(*known);
        } else if (since && now - *since > held_longest) {
            mine.push_back({.visit = visit,
                            .service = text_of(member(member(entry, "step"), "service")),
                            .due = now,
                            .rest = 3min});
        }
    }
    others_hold_ = mine.size() < elements(listed).size();
    held_ = std::move(mine);
}

awaitable<void> Clerk::have_a_break(Instant until) {
    if (state_ == "open") co_await act("pause");
    co_await day_.hall.clock().sleep_until(until + dice_.between(0s, 3min));
}

awaitable<void> Clerk::wind_up() {
    if (state_ != "closed") {
        co_await look();
        if (in_hand_ || !held_.empty()) co_return;
        if (others_hold_) {
            co_await day_.hall.clock().sleep_for(1min);
            co_return;
        }
        if (state_ != "closed") co_await act("close");
    }
    at_rest_ = state_ == "closed";
    co_await day_.hall.wait_for_change(post_.agency, 5min);
}

awaitable<void> Clerk::call_next() {
    constexpr unsigned nobody_waits = 204;
    const HallClock& clock = day_.hall.clock();
    const int waiting = day_.hall.waiting_for(post_.services);
    if (!asking_.is_time(waiting, clock.now())) co_return co_await wait_for_somebody();
    co_await look();
    if (in_hand_ || state_ != "open") co_return;
    if (!may_call_) co_return asking_.was_in_vain(waiting, clock.now());
    const std::string path = day_.hall.path(fmt::format("/counters/{}/call", post_.number));
    const Answer answer = co_await day_.hall.act(self_, "call", path, {});
    if (!was_done(answer, "a call")) {
        co_await look();
        if (!in_hand_) co_await clock.sleep_for(draw_gap());
        co_return;
    }
    if (answer.status == nobody_waits) co_return asking_.was_in_vain(waiting, clock.now());
    ++day_.tally.calls;
    asking_.found_somebody();
    const json::value called = parse_json(answer.body);
    in_hand_ = InHand{.visit = text_of(member(member(called, "visit"), "code")),
                      .service = text_of(member(member(called, "step"), "service")),
                      .started = false};
    if (dice_.chance(share_called_by_mistake)) co_await undo();
}

awaitable<void> Clerk::wait_for_somebody() {
    const HallClock& clock = day_.hall.clock();
    co_await day_.hall.wait_for_change(post_.agency, asking_.rest(clock.now()));
    // A colleague may be quicker.
    const int waiting = day_.hall.waiting_for(post_.services);
    if (asking_.is_time(waiting, clock.now())) co_await clock.sleep_for(dice_.between(1s, 10s));
}

awaitable<void> Clerk::resume(Held held) {
    json::object whom{{"visit", held.visit}};
    const bool resumed = co_await act("resume", std::move(whom));
    if (!resumed) {
        // Another clerk was faster, or the visitor is busy elsewhere just now.
        held.due = day_.hall.clock().now() + 1min;
        if (++held.failures < resume_failures_max) held_.push_back(held);
        co_return;
    }
    const InHand step{.visit = held.visit, .service = held.service, .started = true};
    co_await serve(step, held.rest);
}

awaitable<void> Clerk::go_on(InHand step) {
    bool is_here = step.started;
    if (!is_here) is_here = co_await meet(step);
    if (!is_here) co_return;
    co_await serve(step, draw_time(step.service));
    co_await day_.hall.clock().sleep_for(draw_gap());
}

awaitable<bool> Clerk::meet(InHand step) {
    const HallClock& clock = day_.hall.clock();
    Guest* const guest = day_.crowd.find(step.visit);
    const bool comes = guest != nullptr ? guest->answers_call(clock.now())
                                        : dice_.chance(share_of_strangers_who_come);
    bool is_here = comes;
    if (comes) {
        co_await clock.sleep_for(dice_.between(mall::shortest_walk, mall::longest_walk));
    }
    if (comes && dice_.chance(share_recalled)) {
        is_here = co_await act("recall");
        co_await clock.sleep_for(dice_.between(10s, 30s));
    }
    if (!comes) is_here = co_await wait_in_vain();
    if (is_here) is_here = co_await act("start");
    co_return is_here;
}

/// True when the visitor came after all.
awaitable<bool> Clerk::wait_in_vain() {
    const HallClock& clock = day_.hall.clock();
    co_await clock.sleep_for(day_.mall.walking_time / 2);
    const bool recalled = co_await act("recall");
    if (!recalled) co_return false;
    co_await clock.sleep_for(day_.mall.walking_time / 2 + 10s);
    const bool recorded = co_await act("no-show");
    if (!recorded) co_return false;
    ++day_.tally.no_shows;
    if (!dice_.chance(share_no_show_by_mistake)) co_return false;
    co_await undo();
    co_return in_hand_.has_value();
}

awaitable<void> Clerk::serve(InHand step, Duration time) {
    const HallClock& clock = day_.hall.clock();
    const double drawn = dice_.share();
    const bool goes_on_elsewhere = !day_.is_past_closing();
    double from = 0;
    const auto falls_to = [&](double share) {
        const bool falls = drawn >= from && drawn < from + share;
        from += share;
        return falls;
    };
    if (Guest* const guest = day_.crowd.find(step.visit)) guest->was_at_counter(time);
    if (falls_to(share_held)) {
        co_await clock.sleep_for(time / 2);
        co_await put_aside(step, time / 2);
        co_return;
    }
    if (falls_to(share_transferred) && goes_on_elsewhere) {
        co_await clock.sleep_for(time / 4);
        const auto sister = sister_of(step.service);
        bool transferred = false;
        if (sister) transferred = co_await transfer(*sister);
        if (transferred) co_return;
    }
    co_await clock.sleep_for(time);
    if (falls_to(share_sent_on) && goes_on_elsewhere) {
        const auto next = service_elsewhere();
        bool sent_on = false;
        if (next) sent_on = co_await send_on(*next);
        if (sent_on) co_return;
    }
    co_await finish();
}

awaitable<void> Clerk::put_aside(InHand step, Duration rest) {
    const bool is_held = co_await act("hold");
    if (!is_held) co_return;
    ++day_.tally.held;
    held_.push_back({.visit = step.visit,
                     .service = step.service,
                     .due = day_.hall.clock().now() + dice_.between(5min, 15min),
                     .rest = rest});
}

awaitable<bool> Clerk::transfer(std::string service) {
    json::object where{{"service", service}};
    const bool done = co_await act("transfer", std::move(where));
    if (done) ++day_.tally.transferred;
    co_return done;
}

awaitable<bool> Clerk::send_on(std::string service) {
    json::object where{{"service", service}};
    const bool done = co_await act("send-on", std::move(where));
    if (!done) co_return false;
    ++day_.tally.sent_on;
    ++day_.tally.served;
    co_return true;
}

awaitable<void> Clerk::finish() {
    bool finished = co_await act("finish");
    if (!finished) co_return;
    ++day_.tally.served;
    if (!dice_.chance(share_finished_by_mistake)) co_return;
    co_await undo();
    if (!in_hand_) co_return;
    --day_.tally.served;
    co_await day_.hall.clock().sleep_for(dice_.between(20s, 60s));
    finished = co_await act("finish");
    if (finished) ++day_.tally.served;
}

awaitable<void> Clerk::undo() {
    const bool undone = co_await act("undo");
    if (undone) ++day_.tally.undone;
}

std::optional<Instant> Clerk::break_until() const {
    const Instant now = day_.hall.clock().now();
    for (std::size_t i = 1; i < day_.plan.open.size(); ++i) {
        if (now >= day_.plan.open[i - 1].to && now < day_.plan.open[i].from) {
            return day_.plan.open[i].from;
        }
    }
    return std::nullopt;
}

std::vector<Clerk::Held>::iterator Clerk::next_held() {
    const bool all_are_due = day_.is_past_closing();
    const Instant now = day_.hall.clock().now();
    return std::ranges::find_if(held_,
                                [&](const Held& held) { return all_are_due || held.due <= now; });
}

std::optional<std::string> Clerk::sister_of(const std::string& service) {
    std::vector<std::string> sisters;
    for (const std::string& other : post_.services) {
        if (other != service) sisters.push_back(other);
    }
    if (sisters.empty()) return std::nullopt;
    return sisters[dice_.place_in(sisters.size())];
}

std::optional<std::string> Clerk::service_elsewhere() {
    const mall::StaffedCounter& other =
        day_.plan.counters[dice_.place_in(day_.plan.counters.size())];
    if (other.agency == post_.agency) return std::nullopt;
    return other.services[dice_.place_in(other.services.size())];
}

Duration Clerk::draw_time(const std::string& service) {
    const mall::Service* const known = day_.mall.find_service(service);
    if (known == nullptr) return 5min;
    return std::min(dice_.counter_time(known->counter_time), Duration{known->counter_time.p90 * 3});
}

Duration Clerk::draw_gap() {
    const Duration mean = day_.mall.planning.idle_gap;
    return std::min(dice_.exponential(mean), mean * 4);
}

}  // namespace gerai::demo
