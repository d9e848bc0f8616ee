#include <algorithm>
#include <cassert>
#include <utility>

#include "hall/day.h"

namespace gerai::hall {

namespace {

/// The originals of all that a counter gives, old editions included.
std::vector<ServiceIndex> originals_given(const Rules& rules, CounterIndex counter) {
    std::vector<ServiceIndex> originals;
    for (const ServiceIndex given : rules.counters[counter.value].gives) {
        const ServiceIndex original = rules.services[given.value].original;
        if (std::ranges::find(originals, original) == originals.end())
            originals.push_back(original);
    }
    return originals;
}

}  // namespace

/// One event being applied to a day.
class Evolution {
public:
    Evolution(Day& day, Instant at) : Evolution(day, at, ++day.event_count_) {
        assert(at >= day.last_at_);
        day.last_at_ = at;
    }

    /// Applies what time alone has changed, and no event.
    static void release(Day& day, Instant now) { Evolution{day, now, day.event_count_}; }

    void operator()(const Issued& event);
    void operator()(const Called& event);
    void operator()(const Recalled& event);
    void operator()(const Started& event);
    void operator()(const Finished& event);
    void operator()(const NoShow& event);
    void operator()(const Rejoined& event);
    void operator()(const Held& event);
    void operator()(const Resumed& event);
    void operator()(const Transferred& event);
    void operator()(const Cancelled& event);
    void operator()(const PriorityChanged& event);
    void operator()(const Rated& event);
    void operator()(const Undone& event);
    void operator()(const CounterChanged& event);
    void operator()(const SessionTaken& event);
    void operator()(const Configured& event);
    void operator()(const DayClosed& event);
    void operator()(const DayBegan& event);
    void operator()(const Heard& event) { day_.wall_.apply(event); }
    void operator()(const NoticePosted& event) { day_.wall_.apply(event); }
    void operator()(const NoticeWithdrawn& event) { day_.wall_.apply(event); }
    void operator()(const HelpAsked& event) { day_.wall_.apply(event, at_); }
    void operator()(const HelpGiven& event) { day_.wall_.apply(event, at_); }
    void operator()(const BoardSet& event) { day_.wall_.apply(event); }
    void operator()(const Formed& event) { day_.forming_ = {event.version, at_, event.forming}; }

private:
    Evolution(Day& day, Instant at, std::uint32_t count) : day_(day), at_(at), count_(count) {
        release_after_closing();
    }

    Visit& visit(VisitIndex at) { return day_.visits_[at.value]; }
    Step& step(StepIndex at) { return day_.steps_[at.value]; }
    Desk& desk(CounterIndex at) { return day_.desks_[at.value]; }

    void touch(VisitIndex visit_at) { visit(visit_at).touched = count_; }
    void touch(CounterIndex counter) { desk(counter).touched = count_; }

    void move(StepIndex at, StepState to);
    void stand(const Step& one, int change);
    void append_step(VisitIndex owner, ServiceIndex service, Instant e,
                     CounterIndex only_counter = {}, StepIndex replaces = {});
    void refresh(VisitIndex at);
    void set_callable(StepIndex at, bool callable);
    void release_after_closing();

    void announce(StepIndex at, CounterIndex counter);
    void remember(CounterIndex counter, Act act, StepIndex at);
    void take_in_hand(CounterIndex counter, StepIndex at);
    void let_go(CounterIndex counter, StepIndex at);
    void end(StepIndex at, StepState state, Outcome outcome);
    void set_state(CounterIndex counter, CounterState state, CounterState becomes);
    void free_bound_steps(CounterIndex counter);
    void restore_queue_sets();
    void choose(CounterIndex counter, std::span<const ServiceIndex> services);
    void forget_call(StepIndex at);
    void add_carried_step(VisitIndex owner, const CarriedStep& carried);
    void add_carried_visit(const CarriedVisit& carried);
    void restore_counter(const CarriedCounter& carried);

    Day& day_;
    Instant at_;
    std::uint32_t count_;
};

void Evolution::operator()(const Issued& event) {
    assert(event.visit.value == day_.visits_.size());
    assert(event.first_step.value == day_.steps_.size());
    Visit& come = day_.visits_.emplace_back();
    come.number = event.number;
    come.priority = event.priority;
    come.channel = event.channel;
    come.language = event.language;
    come.touched = count_;
    come.issued_at = at_;
    come.e = event.e;
    come.code = event.code;
    come.short_code = event.short_code;
    if (event.number.prefix.exists()) {
        auto& series = day_.numbers_[event.number.prefix.value];
        assert(event.number.value == series.size() + 1);
        series.push_back(event.visit);
    } else {
        day_.paper_.emplace(event.number.value, event.visit);
    }
    for (const ServiceIndex service : event.services) {
        append_step(event.visit, service, event.e);
    }
    refresh(event.visit);
}

void Evolution::operator()(const Called& event) {
    remember(event.counter, Act::call, event.step);
    Step& called = step(event.step);
    day_.calls_.push_back({at_, event.step, event.counter, event.rule, called.e, called.order});
    if (event.is_rejoin) ++visit(called.visit).rejoins;
    move(event.step, StepState::called);
    called.only_counter = {};
    called.called_at = at_;
    called.times_called = 1;
    take_in_hand(event.counter, event.step);
    announce(event.step, event.counter);
}

void Evolution::operator()(const Recalled& event) {
    ++step(event.step).times_called;
    announce(event.step, event.counter);
    touch(event.counter);
    touch(step(event.step).visit);
}

void Evolution::operator()(const Started& event) {
    remember(event.counter, Act::start, event.step);
    move(event.step, StepState::serving);
    step(event.step).started_at = at_;
    touch(event.counter);
    touch(step(event.step).visit);
}

void Evolution::operator()(const Finished& event) {
    remember(event.counter, event.next.exists() ? Act::send_on : Act::finish, event.step);
    end(event.step, StepState::done, event.outcome);
    if (event.next.exists()) {
        const VisitIndex owner = step(event.step).visit;
        assert(event.next.value == day_.steps_.size());
        append_step(owner, event.next_service, visit(owner).e);
        desk(event.counter).last.created = event.next;
    }
    let_go(event.counter, event.step);
}

void Evolution::operator()(const NoShow& event) {
    remember(event.counter, Act::no_show, event.step);
    // Nobody comes back to a date that was ended by hand.
    end(event.step, StepState::no_show, day_.is_closed_ ? Outcome::day_ended : Outcome::none);
    let_go(event.counter, event.step);
}

void Evolution::operator()(const Rejoined& event) {
    ++visit(event.visit).rejoins;
    for (const Rejoined::Place& place : event.places) {
        Step& back = step(place.step);
        back.e = place.e;
        back.order = day_.next_order_++;
        back.placed_at = at_;
        move(place.step, StepState::waiting);
    }
    touch(event.visit);
    refresh(event.visit);
}

void Evolution::operator()(const Held& event) {
    remember(event.counter, Act::hold, event.step);
    move(event.step, StepState::on_hold);
    step(event.step).held_at = at_;
    let_go(event.counter, event.step);
}

void Evolution::operator()(const Resumed& event) {
    move(event.step, StepState::serving);
    take_in_hand(event.counter, event.step);
}

void Evolution::operator()(const Transferred& event) {
    remember(event.counter, Act::transfer, event.step);
    end(event.step, StepState::cancelled, Outcome::transferred);
    const VisitIndex owner = step(event.step).visit;
    assert(event.next.value == day_.steps_.size());
    append_step(owner, event.next_service, step(event.step).e, event.next_counter, event.step);
    desk(event.counter).last.created = event.next;
    let_go(event.counter, event.step);
}

void Evolution::operator()(const Cancelled& event) {
    for (const StepIndex at : event.steps) {
        const bool was_called = step(at).state == StepState::called;
        end(at, StepState::cancelled, Outcome::none);
        if (was_called) let_go(step(at).counter, at);
    }
    touch(event.visit);
    refresh(event.visit);
}

void Evolution::operator()(const PriorityChanged& event) {
    const auto steps = day_.steps_of(event.visit);
    const auto waits = [&](StepIndex at) { return step(at).state == StepState::waiting; };
    for (const StepIndex at : steps) {
        if (!waits(at)) continue;
        const Step& one = step(at);
        day_.queues_.leave(day_.queue_of(one), one.only_counter, {one.e, one.order, at});
        step(at).is_callable = false;
    }
    visit(event.visit).priority = event.priority;
    for (const StepIndex at : steps) {
        if (!waits(at)) continue;
        const Step& one = step(at);
        day_.queues_.enter(day_.queue_of(one), one.only_counter, {one.e, one.order, at});
    }
    touch(event.visit);
    refresh(event.visit);
}

void Evolution::operator()(const Rated& event) {
    Rating& rating = day_.ratings_[event.step];
    rating = {event.score, event.reasons, rating.count + 1};
    touch(step(event.step).visit);
}

void Evolution::operator()(const Undone& event) {
    Desk& undoing = desk(event.counter);
    const LastAct last = undoing.last;
    assert(last.act == event.act && last.step == event.step);
    if (last.created.exists()) end(last.created, StepState::cancelled, Outcome::undone);

    const VisitIndex owner = step(event.step).visit;
    move(event.step,
         StepState::cancelled);  // Out of every queue and count; what it was comes next.
    Step before = last.step_before;
    const StepState state = before.state;
    before.state = StepState::cancelled;
    before.is_callable = false;
    before.next = step(event.step).next;
    step(event.step) = before;
    move(event.step, state);

    const bool is_in_hand = state == StepState::called || state == StepState::serving;
    visit(owner).rejoins = last.rejoins_before;
    visit(owner).with_clerk = is_in_hand ? event.step : StepIndex{};
    undoing.current = is_in_hand ? event.step : StepIndex{};
    undoing.state = last.state_before;
    undoing.becomes = last.becomes_before;
    undoing.since = last.since_before;
    undoing.idle_since = last.idle_since_before;
    undoing.last_service = last.last_service_before;
    undoing.last = {};
    if (event.act == Act::call) {
        forget_call(event.step);
        day_.wall_.withdraw(event.step);
    }
    free_bound_steps(event.counter);
    touch(event.counter);
    touch(owner);
    refresh(owner);
}

void Evolution::operator()(const CounterChanged& event) {
    choose(event.counter, event.services);
    set_state(event.counter, event.state, event.becomes);
    free_bound_steps(event.counter);
    touch(event.counter);
}

void Evolution::operator()(const SessionTaken& event) {
    desk(event.counter).session = event.session;
}

void Evolution::operator()(const Configured& event) {
    day_.files_.push_back({event.version, event.mall});
    if (!day_.has_begun()) return;

    std::vector<bool> offered_all;
    offered_all.reserve(day_.desks_.size());
    for (std::uint32_t i = 0; i < day_.desks_.size(); ++i) {
        offered_all.push_back(day_.desks_[i].offers.size() ==
                              originals_given(day_.rules(), {i}).size());
    }
    day_.layout_ =
        std::make_shared<const Layout>(with_newer_file(day_.rules(), *event.mall, day_.date_));
    const Rules& rules = day_.rules();
    day_.desks_.resize(rules.counters.size());
    day_.standing_.resize(rules.services.size(), 0);
    day_.numbers_.resize(rules.agencies.size());
    day_.queues_.resize(*day_.layout_);
    for (std::uint32_t i = 0; i < offered_all.size(); ++i) {
        if (offered_all[i]) day_.desks_[i].offers = originals_given(day_.rules(), {i});
    }
    restore_queue_sets();
    for (std::uint32_t i = 0; i < rules.counters.size(); ++i) free_bound_steps({i});
    day_.bound_work_.assign(rules.counters.size(), Duration{0});
    for (const Step& one : day_.steps_) {
        if (one.state == StepState::waiting && one.only_counter.exists()) stand(one, 1);
    }
    // Another closing time may free or hold back those who wait for a no-show.
    for (std::uint32_t i = 0; i < day_.visits_.size(); ++i) refresh({i});
}

void Evolution::operator()(const DayClosed& event) {
    day_.is_closed_ = true;
    for (std::uint32_t i = 0; i < day_.steps_.size(); ++i) {
        const StepState state = day_.steps_[i].state;
        const bool stands = state == StepState::waiting || state == StepState::on_hold;
        if (stands && event.carries_waiting) continue;
        const bool did_not_rejoin =
            state == StepState::no_show && day_.steps_[i].outcome == Outcome::none;
        if (stands) end({i}, StepState::no_show, Outcome::day_ended);
        if (did_not_rejoin) day_.steps_[i].outcome = Outcome::day_ended;
    }
}

void Evolution::operator()(const DayBegan& event) {
    std::vector<Day::File> files;
    for (const std::int64_t version : event.versions) {
        const auto file = std::ranges::find(day_.files_, version, &Day::File::version);
        assert(file != day_.files_.end());
        files.push_back(*file);
    }
    assert(!files.empty());
    assert(event.forming == day_.forming_.version);
    Day::Forming forming = std::move(day_.forming_);
    Rules rules = rules_for(*files.back().mall, event.date);
    for (std::size_t i = files.size() - 1; i > 0; --i) {
        rules = with_what_is_gone(rules, *files[i - 1].mall, event.date);
    }
    day_ = Day{std::move(rules), event.date};
    day_.files_ = std::move(files);
    day_.forming_ = std::move(forming);
    day_.last_at_ = at_;
    day_.event_count_ = count_;
    for (const CarriedCounter& counter : event.counters) restore_counter(counter);
    for (const CarriedVisit& carried : event.visits) add_carried_visit(carried);
    for (const Notice& notice : event.notices) day_.wall_.apply(NoticePosted{notice});
    for (const BoardSetup& board : event.boards) day_.wall_.apply(BoardSet{board});
    for (std::uint32_t i = 0; i < day_.desks_.size(); ++i) free_bound_steps({i});
}

/// Takes a step from one state to another, in and out of its queue and the counts of those who
/// stand. Whether it may be called is settled by `refresh`.
void Evolution::move(StepIndex at, StepState to) {
    Step& one = step(at);
    const Place place{one.e, one.order, at};
    if (one.state == StepState::waiting) {
        // The place is that before a rejoin changed it; only waiting steps have one.
        day_.queues_.leave(day_.queue_of(one), one.only_counter, place);
        one.is_callable = false;
    }
    if (one.state == StepState::waiting || one.state == StepState::on_hold) stand(one, -1);
    if (one.state == StepState::on_hold) std::erase(day_.held_, at);
    one.state = to;
    if (to == StepState::on_hold) day_.held_.push_back(at);
    if (to == StepState::waiting) day_.queues_.enter(day_.queue_of(one), one.only_counter, place);
    if (to == StepState::waiting || to == StepState::on_hold) stand(one, 1);
}

void Evolution::announce(StepIndex at, CounterIndex counter) {
    day_.wall_.announce(at, counter, at_, step(at).times_called);
}

void Evolution::stand(const Step& one, int change) {
    if (one.only_counter.exists()) {
        day_.bound_work_[one.only_counter.value] += day_.at(one.service).mean * change;
    } else {
        day_.standing_[one.service.value] += static_cast<std::uint32_t>(change);
    }
}

/// In place: what is put together elsewhere would be copied while it is still being stored.
void Evolution::append_step(VisitIndex owner, ServiceIndex service, Instant e,
                            CounterIndex only_counter, StepIndex replaces) {
    const StepIndex at{static_cast<std::uint32_t>(day_.steps_.size())};
    Step& added = day_.steps_.emplace_back();
    added.visit = owner;
    added.service = service;
    added.order = day_.next_order_++;
    added.e = e;
    added.placed_at = at_;
    added.only_counter = only_counter;
    added.replaces = replaces;
    Visit& of = visit(owner);
    if (of.last_step.exists()) {
        step(of.last_step).next = at;
    } else {
        of.first_step = at;
    }
    of.last_step = at;
    day_.queues_.enter(day_.queue_of(added), added.only_counter, {added.e, added.order, at});
    stand(added, 1);
}

/// Settles for each waiting step of a visit whether it may be called.
void Evolution::refresh(VisitIndex at) {
    const bool is_with_clerk = visit(at).with_clerk.exists();
    for (StepIndex one = visit(at).first_step; one.exists(); one = step(one).next) {
        if (step(one).state != StepState::waiting) continue;
        if (is_with_clerk || day_.at(step(one).service).after.empty()) {
            set_callable(one, !is_with_clerk);
            continue;
        }
        const StepList before = day_.waits_for(one, at_);
        set_callable(one, before.empty());
        const bool waits_for_no_show =
            !before.empty() && std::ranges::all_of(before, [&](StepIndex other) {
                return step(other).state == StepState::no_show;
            });
        if (waits_for_no_show && std::ranges::find(day_.held_back_, one) == day_.held_back_.end()) {
            day_.held_back_.push_back(one);
        }
    }
}

void Evolution::set_callable(StepIndex at, bool callable) {
    Step& one = step(at);
    if (one.is_callable == callable) return;
    one.is_callable = callable;
    day_.queues_.set_callable(day_.queue_of(one), one.only_counter, {one.e, one.order, at},
                              callable);
}

/// Closing time ends the chance to rejoin, and with it frees who waited for a no-show.
void Evolution::release_after_closing() {
    if (!day_.has_unreleased(at_)) return;
    const std::vector<StepIndex> held_back = std::exchange(day_.held_back_, {});
    for (const StepIndex at : held_back) refresh(step(at).visit);
}

/// Written member by member: this is on the way of every act, and a copy of the whole would stall
/// on what it has just stored.
void Evolution::remember(CounterIndex counter, Act act, StepIndex at) {
    Desk& acting = desk(counter);
    LastAct& last = acting.last;
    last.act = act;
    last.touched = count_;
    last.at = at_;
    last.step = at;
    last.created = {};
    last.step_before = step(at);
    last.state_before = acting.state;
    last.becomes_before = acting.becomes;
    last.since_before = acting.since;
    last.idle_since_before = acting.idle_since;
    last.last_service_before = acting.last_service;
    last.rejoins_before = visit(step(at).visit).rejoins;
}

/// A call that was undone overtook nobody.
void Evolution::forget_call(StepIndex at) {
    const auto record =
        std::ranges::find(day_.calls_.rbegin(), day_.calls_.rend(), at, &CallRecord::step);
    assert(record != day_.calls_.rend());
    day_.calls_.erase(std::next(record).base());
}

void Evolution::take_in_hand(CounterIndex counter, StepIndex at) {
    Step& one = step(at);
    Desk& taking = desk(counter);
    one.counter = counter;
    taking.current = at;
    taking.last_service = one.service;
    visit(one.visit).with_clerk = at;
    touch(counter);
    touch(one.visit);
    refresh(one.visit);
}

void Evolution::let_go(CounterIndex counter, StepIndex at) {
    const VisitIndex owner = step(at).visit;
    Desk& idle = desk(counter);
    visit(owner).with_clerk = {};
    idle.current = {};
    idle.idle_since = at_;
    if (idle.state == CounterState::closing) set_state(counter, idle.becomes, idle.becomes);
    touch(counter);
    touch(owner);
    refresh(owner);
}

void Evolution::end(StepIndex at, StepState state, Outcome outcome) {
    move(at, state);
    step(at).outcome = outcome;
    step(at).ended_at = at_;
}

void Evolution::set_state(CounterIndex counter, CounterState state, CounterState becomes) {
    Desk& changing = desk(counter);
    if (changing.state != state) changing.since = at_;
    if (changing.state == CounterState::closed && state == CounterState::open) {
        changing.idle_since = at_;
    }
    changing.state = state;
    changing.becomes = becomes;
    if (state == CounterState::closed) free_bound_steps(counter);
}

/// Steps that are for this counter alone, and that it does not serve any more, are from now on for
/// all that give their service.
void Evolution::free_bound_steps(CounterIndex counter) {
    if (day_.queues_.bound_to(counter) == 0) return;
    const bool is_here = desk(counter).state != CounterState::closed &&
                         day_.rules().counters[counter.value].is_in_file;
    StepList freed;
    for (std::uint32_t i = 0; i < day_.layout_->class_count; ++i) {
        day_.queues_.places(counter, {i}).for_each_waiting([&](const Place& place) {
            const bool is_served = is_here && day_.offers(counter, step(place.step).service);
            if (!is_served) freed.push_back(place.step);
        });
    }
    for (const StepIndex at : freed) {
        move(at, StepState::cancelled);
        step(at).only_counter = {};
        move(at, StepState::waiting);
        refresh(step(at).visit);
    }
}

void Evolution::choose(CounterIndex counter, std::span<const ServiceIndex> services) {
    desk(counter).offers.assign(services.begin(), services.end());
    auto* const set = day_.desk_queues_.data() + counter.value * day_.layout_->queue_words;
    std::fill_n(set, day_.layout_->queue_words, 0);
    for (const ServiceIndex given : day_.rules().counters[counter.value].gives) {
        if (std::ranges::find(services, day_.at(given).original) == services.end()) continue;
        for (std::uint32_t i = 0; i < day_.layout_->class_count; ++i) {
            const std::uint32_t queue = day_.layout_->queue_of(given, {i}).value;
            set[queue / 64] |= std::uint64_t{1} << (queue % 64);
        }
    }
}

void Evolution::restore_queue_sets() {
    day_.desk_queues_.assign(day_.desks_.size() * day_.layout_->queue_words, 0);
    for (std::uint32_t i = 0; i < day_.desks_.size(); ++i) {
        const std::vector<ServiceIndex> offers = day_.desks_[i].offers;
        choose({i}, offers);
    }
}

void Evolution::restore_counter(const CarriedCounter& carried) {
    const auto counter = day_.rules().find_counter(carried.number);
    if (!counter) return;
    std::vector<ServiceIndex> services;
    for (const std::string& id : carried.services) {
        if (const auto service = day_.rules().find_service(id)) {
            services.push_back(day_.at(*service).original);
        }
    }
    choose(*counter, services);
    set_state(*counter, carried.state, carried.becomes);
}

void Evolution::add_carried_step(VisitIndex owner, const CarriedStep& carried) {
    const auto service = day_.rules().find_service(carried.service);
    assert(service);  // The files that its visits were issued under are in force.
    const auto counter = [&](int number) {
        return day_.rules().find_counter(number).value_or(CounterIndex{});
    };
    const StepIndex at{static_cast<std::uint32_t>(day_.steps_.size())};
    const StepIndex first = visit(owner).first_step.exists() ? visit(owner).first_step : at;
    const auto place = static_cast<std::uint32_t>(carried.replaces);
    append_step(owner, *service, carried.e, counter(carried.only_counter),
                place == 0 ? StepIndex{} : StepIndex{first.value + place - 1});
    move(at, carried.state);
    Step& added = step(at);
    added.outcome = carried.outcome;
    added.times_called = static_cast<std::uint16_t>(carried.times_called);
    added.called_at = carried.called_at;
    added.held_at = carried.held_at;
    added.started_at = carried.started_at;
    added.ended_at = carried.ended_at;
    added.counter = counter(carried.counter);
    added.is_carried = carried.state == StepState::called || carried.state == StepState::serving;
    if (added.is_carried) take_in_hand(added.counter, at);
}

void Evolution::add_carried_visit(const CarriedVisit& carried) {
    const VisitIndex at{static_cast<std::uint32_t>(day_.visits_.size())};
    day_.visits_.push_back(
        {.priority = day_.rules().find_class(carried.priority).value_or(ClassIndex{0}),
         .channel = carried.channel,
         .language = carried.language,
         .rejoins = static_cast<std::uint8_t>(carried.rejoins),
         .touched = count_,
         .issued_at = carried.issued_at,
         .e = carried.e,
         .code = carried.code,
         .short_code = carried.short_code,
         .carried = static_cast<std::int32_t>(day_.carried_.size())});
    visit(at).number.value = carried.number;
    day_.carried_.push_back(carried);
    for (const CarriedStep& one : carried.steps) add_carried_step(at, one);
    refresh(at);
}

void release(Day& day, Instant now) { Evolution::release(day, now); }

void evolve(Day& day, const Event& event) { std::visit(Evolution{day, event.at}, event.what); }

}  // namespace gerai::hall
