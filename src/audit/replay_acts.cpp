#include <algorithm>

#include "audit/moves.h"
#include "audit/replay.h"

// What visitors and clerks do, act by act.
namespace gerai::audit {

namespace {

constexpr std::chrono::seconds undo_within{30};

constexpr auto one_at_a_time = Invariant::one_at_a_time;
constexpr auto moves_are_legal = Invariant::legal_moves;
constexpr auto order_is_explained = Invariant::explained_order;

}  // namespace

std::size_t Replay::step_in(const Body& body, std::string_view name) const {
    const std::size_t step = body.index(name);
    if (step < hall_.steps().size()) return step;
    throw Objection{moves_are_legal, "there is no step " + std::to_string(step)};
}

std::size_t Replay::visit_in(const Body& body) const {
    const std::size_t visit = body.index("visit");
    if (visit < hall_.visits.size()) return visit;
    throw Objection{moves_are_legal, "there is no visit " + std::to_string(visit)};
}

void Replay::go(std::string_view by, std::size_t step, State to) {
    findings_.count(moves_are_legal);
    const State from = hall_.step(step).state;
    expect(moves_are_legal, is_legal({by, from, to}), [&] {
        return name(step) + " goes from " + std::string{word_of(from)} + " to " +
               std::string{word_of(to)} + " by " + std::string{by};
    });
    hall_.move(step, to);
}

/// The step of an act at a counter, which has to be the one in that counter's hands.
std::size_t Replay::step_at_counter(const Body& body) {
    const std::size_t step = step_in(body);
    const int counter = body.counter("counter");
    findings_.count(one_at_a_time);
    expect(one_at_a_time, hall_.counters[counter].step == step,
           [&] { return name(step) + " is not at counter " + std::to_string(counter); });
    return step;
}

void Replay::take(int counter, std::size_t step) {
    Counter& desk = hall_.counters[counter];
    Visit& visit = hall_.visits.at(hall_.step(step).visit);
    findings_.count(one_at_a_time);
    expect(one_at_a_time, !desk.step, [&] {
        return "counter " + std::to_string(counter) + " takes " + name(step) + " and has " +
               name(*desk.step);
    });
    expect(one_at_a_time, !visit.with_clerk, [&] {
        return name(step) + " is taken while " + name(*visit.with_clerk) +
               " of the same visit is at counter " +
               std::to_string(hall_.step(*visit.with_clerk).counter);
    });
    desk.step = step;
    visit.with_clerk = step;
    hall_.change(step, [&](Step& taken) {
        taken.counter = counter;
        taken.only_counter = 0;
    });
    touch(counter, step);
}

void Replay::let_go(int counter, std::size_t step) {
    Counter& desk = hall_.counters[counter];
    desk.step.reset();
    hall_.visits.at(hall_.step(step).visit).with_clerk.reset();
    if (desk.state == CounterState::closing) set_state(counter, desk.becomes, desk.becomes);
    touch(counter, step);
}

void Replay::set_state(int counter, CounterState state, CounterState becomes) {
    hall_.counters[counter].state = state;
    hall_.counters[counter].becomes = becomes;
    if (state == CounterState::closed) hall_.free_bound(counter);
}

void Replay::touch(int counter, std::size_t step) {
    hall_.counters[counter].touched = now_->seq;
    touch_visit(hall_.step(step).visit);
}

/// Keeps how things are before an act that may be taken back.
void Replay::remember(std::string act, int counter, std::size_t step) {
    const Counter& desk = hall_.counters[counter];
    acts_[counter] = {.act = std::move(act),
                      .seq = now_->seq,
                      .at = now_->at,
                      .step = step,
                      .created = std::nullopt,
                      .before = hall_.step(step),
                      .state_before = desk.state,
                      .becomes_before = desk.becomes,
                      .rejoins_before = hall_.visits.at(hall_.step(step).visit).rejoins};
}

void Replay::check_may_go_on(std::size_t step) {
    expect(moves_are_legal, !hall_.step(step).is_carried && !is_closed_, [&] {
        return name(step) + " is of a date that is over and can only be brought to its end";
    });
}

void Replay::check_may_be_taken(int counter, std::size_t step) {
    expect(moves_are_legal, hall_.counters[counter].state == CounterState::open,
           [&] { return "counter " + std::to_string(counter) + " is not open"; });
    expect(moves_are_legal, hall_.serves(counter, hall_.step(step)),
           [&] { return "counter " + std::to_string(counter) + " does not serve " + name(step); });
}

void Replay::check_may_rejoin(std::size_t step) {
    const bool has_rejoins = hall_.visits.at(hall_.step(step).visit).rejoins < hall_.max_rejoins;
    expect(moves_are_legal, !hall_.step(step).is_final && has_rejoins,
           [&] { return name(step) + " comes back, though it may not any more"; });
}

void Replay::called(const Body& body) {
    ++announcements_;
    Call call{.step = step_in(body),
              .counter = body.counter("counter"),
              .rule = body.text("rule"),
              .score = body.number("score"),
              .overtook = {},
              .is_rejoin = body.has("is_rejoin") && body.truth("is_rejoin")};
    if (body.has("overtook")) {
        const Body overtook = body.object("overtook");
        call.overtook = {step_in(overtook), overtook.number("score"), overtook.text("reason")};
    }
    const Step& step = hall_.step(call.step);
    check_may_be_taken(call.counter, call.step);
    expect(moves_are_legal, !hall_.waits_for_others(step, now_->at),
           [&] { return name(call.step) + " is called, though it waits for other steps"; });
    expect(moves_are_legal, call.is_rejoin == (step.state == State::no_show),
           [&] { return name(call.step) + " is wrongly said to be or not to be called back"; });
    if (call.is_rejoin) check_may_rejoin(call.step);
    check_call(hall_, priorities_, call, now_->at, findings_);

    remember("call", call.counter, call.step);
    if (call.is_rejoin) ++hall_.visits.at(step.visit).rejoins;
    go("called", call.step, State::called);
    take(call.counter, call.step);
}

void Replay::recalled(const Body& body) {
    const std::size_t step = step_at_counter(body);
    ++announcements_;
    go("recalled", step, State::called);
    touch(body.counter("counter"), step);
}

void Replay::started(const Body& body) {
    const std::size_t step = step_at_counter(body);
    remember("start", body.counter("counter"), step);
    go("started", step, State::serving);
    touch(body.counter("counter"), step);
}

void Replay::finished(const Body& body) {
    const std::size_t step = step_at_counter(body);
    const int counter = body.counter("counter");
    const bool is_sent_on = body.has("next");
    remember(is_sent_on ? "send_on" : "finish", counter, step);
    go("finished", step, State::done);
    if (is_sent_on) {
        check_may_go_on(step);
        const std::size_t visit = hall_.step(step).visit;
        const std::string service = body.text("next_service");
        add_step(body.index("next"), {.visit = visit,
                                      .service = service,
                                      .edition = edition_of(body, "next_edition", service),
                                      .e = hall_.visits.at(visit).e});
        acts_[counter].created = body.index("next");
    }
    let_go(counter, step);
}

void Replay::no_show(const Body& body) {
    const std::size_t step = step_at_counter(body);
    remember("no_show", body.counter("counter"), step);
    go("no_show", step, State::no_show);
    if (is_closed_) hall_.change(step, [](Step& absent) { absent.is_final = true; });
    let_go(body.counter("counter"), step);
}

void Replay::rejoined(const Body& body) {
    const std::size_t visit = visit_in(body);
    struct Back {
        std::size_t step;
        Instant e;
    };
    std::vector<Back> all;
    for (const Body& place : body.objects("places")) {
        const Back back{step_in(place), place.instant("e")};
        check_may_rejoin(back.step);
        check_may_go_on(back.step);
        findings_.count(order_is_explained);
        const bool is_its_place =
            back.e == place_after_no_show(hall_, priorities_, hall_.step(back.step));
        expect(order_is_explained, is_its_place,
               [&] { return name(back.step) + " comes back to another place than is its due"; });
        all.push_back(back);
    }
    expect(moves_are_legal, now_->at < hall_.closes_at,
           [] { return "a visit rejoins after closing time"; });
    ++hall_.visits.at(visit).rejoins;
    for (const Back& back : all) {
        hall_.change(back.step, [&](Step& step) {
            step.e = back.e;
            step.order = hall_.next_order();
        });
        go("rejoined", back.step, State::waiting);
    }
    touch_visit(visit);
}

void Replay::held(const Body& body) {
    const std::size_t step = step_at_counter(body);
    check_may_go_on(step);
    remember("hold", body.counter("counter"), step);
    go("held", step, State::on_hold);
    let_go(body.counter("counter"), step);
}

void Replay::resumed(const Body& body) {
    const std::size_t step = step_in(body);
    check_may_be_taken(body.counter("counter"), step);
    go("resumed", step, State::serving);
    take(body.counter("counter"), step);
}

void Replay::transferred(const Body& body) {
    const std::size_t step = step_at_counter(body);
    const int counter = body.counter("counter");
    check_may_go_on(step);
    remember("transfer", counter, step);
    go("transferred", step, State::cancelled);
    const std::string service = body.text("next_service");
    add_step(body.index("next"), {.visit = hall_.step(step).visit,
                                  .service = service,
                                  .edition = edition_of(body, "next_edition", service),
                                  .e = hall_.step(step).e,
                                  .only_counter = body.counter_or_none("next_counter"),
                                  .replaces = step});
    acts_[counter].created = body.index("next");
    let_go(counter, step);
}

void Replay::cancelled(const Body& body) {
    const std::size_t visit = visit_in(body);
    for (const std::int64_t number : body.numbers("steps")) {
        const auto step = static_cast<std::size_t>(number);
        if (number < 0 || step >= hall_.steps().size() || hall_.step(step).visit != visit) {
            throw Objection{moves_are_legal, "the visit has no step " + std::to_string(number)};
        }
        const bool was_called = hall_.step(step).state == State::called;
        expect(moves_are_legal, !hall_.step(step).is_carried,
               [&] { return name(step) + " of an earlier date is cancelled"; });
        go("cancelled", step, State::cancelled);
        if (was_called) let_go(hall_.step(step).counter, step);
    }
    touch_visit(visit);
}

void Replay::priority_changed(const Body& body) {
    const std::size_t visit = visit_in(body);
    const std::string priority = body.text("priority");
    if (!priorities_.rates.contains(priority)) {
        throw Unreadable{"the mall has no class `" + priority + '`'};
    }
    hall_.set_priority(visit, priority);
    touch_visit(visit);
}

void Replay::rated(const Body& body) {
    const std::size_t step = step_in(body);
    expect(moves_are_legal, hall_.step(step).state == State::done,
           [&] { return name(step) + " is rated and is not done"; });
    touch_visit(hall_.step(step).visit);
}

/// That the undo takes back the counter's last act, in time, with nothing in between.
void Replay::check_undo(const Body& body, const LastAct& last) {
    const std::size_t step = step_in(body);
    const std::int64_t touched = std::max(hall_.counters[body.counter("counter")].touched,
                                          hall_.visits.at(hall_.step(step).visit).touched);
    const auto created =
        body.has("created") ? std::optional{step_in(body, "created")} : std::nullopt;
    if (last.act != body.text("act") || last.step != step || last.created != created) {
        throw Objection{moves_are_legal, "it undoes another act than the counter's last one"};
    }
    check_may_go_on(step);
    expect(moves_are_legal, state_of(body.text("restored")) == last.before.state,
           [&] { return name(step) + " is restored to another state than it had"; });
    expect(moves_are_legal, touched == last.seq,
           [&] { return "it undoes an act after which something else has happened"; });
    expect(moves_are_legal, now_->at - last.at <= undo_within,
           [] { return "it undoes an act of more than 30 seconds ago"; });
}

void Replay::undone(const Body& body) {
    const int counter = body.counter("counter");
    const auto found = acts_.find(counter);
    if (found == acts_.end()) {
        throw Objection{moves_are_legal, "the counter has done nothing that could be undone"};
    }
    const LastAct last = found->second;
    check_undo(body, last);
    acts_.erase(found);
    if (last.created) go("undone", *last.created, State::cancelled);
    go("undo " + last.act, last.step, last.before.state);
    restore(counter, last);
    hall_.free_bound(counter);
    touch(counter, last.step);
}

void Replay::restore(int counter, const LastAct& last) {
    hall_.change(last.step, [&](Step& step) { step = last.before; });
    Visit& visit = hall_.visits.at(last.before.visit);
    Counter& desk = hall_.counters[counter];
    visit.rejoins = last.rejoins_before;
    desk.state = last.state_before;
    desk.becomes = last.becomes_before;
    if (last.act == "call") {
        desk.step.reset();
        visit.with_clerk.reset();
    } else if (last.act != "start") {
        take(counter, last.step);
    }
}

void Replay::counter(const Body& body) {
    const int number = body.counter("counter");
    Counter& desk = hall_.counters[number];
    const auto services = body.texts("services");
    desk.offers = {services.begin(), services.end()};
    const CounterState state = counter_state_of(body.text("state"));
    expect(moves_are_legal, state != CounterState::closing || desk.step.has_value(),
           [] { return "a counter without a step is closing"; });
    set_state(number, state, counter_state_of(body.text("becomes")));
    hall_.free_bound(number);
    desk.touched = now_->seq;
}

void Replay::session(const Body& body) { (void)body.counter("counter"); }

}  // namespace gerai::audit
