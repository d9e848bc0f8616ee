#include "hall/day_model.h"

namespace gerai::hall {

namespace {

using enum StepState;

bool is_in_hand(StepState state) { return state == called || state == serving; }
bool stands(StepState state) { return state == waiting || state == on_hold; }

bool is_older(const Standing& a, const Standing& b) {
    return std::tie(a.e, a.order) < std::tie(b.e, b.order);
}

/// Whether a step may go from one state to another by an event of this kind; written from the table
/// of the product, apart from the Day's.
template <class Happened>
bool is_edge(StepState from, StepState to) {
    const auto any = [&](std::initializer_list<std::pair<StepState, StepState>> edges) {
        return std::ranges::find(edges, std::pair{from, to}) != edges.end();
    };
    if constexpr (std::is_same_v<Happened, Called>)
        return any({{waiting, called}, {no_show, called}});
    if constexpr (std::is_same_v<Happened, Started>) return any({{called, serving}});
    if constexpr (std::is_same_v<Happened, Finished>) return any({{serving, done}});
    if constexpr (std::is_same_v<Happened, NoShow>) return any({{called, no_show}});
    if constexpr (std::is_same_v<Happened, Rejoined>) return any({{no_show, waiting}});
    if constexpr (std::is_same_v<Happened, Held>) return any({{serving, on_hold}});
    if constexpr (std::is_same_v<Happened, Resumed>) return any({{on_hold, serving}});
    if constexpr (std::is_same_v<Happened, Transferred>)
        return any({{called, cancelled}, {serving, cancelled}});
    if constexpr (std::is_same_v<Happened, Cancelled>)
        return any({{waiting, cancelled}, {called, cancelled}, {on_hold, cancelled}});
    if constexpr (std::is_same_v<Happened, Undone>)
        return any({{called, waiting},
                    {called, no_show},
                    {serving, called},
                    {done, serving},
                    {no_show, called},
                    {on_hold, serving},
                    {cancelled, called},
                    {cancelled, serving},
                    {waiting, cancelled}});
    if constexpr (std::is_same_v<Happened, DayClosed>)
        return any({{waiting, no_show}, {on_hold, no_show}});
    return false;
}

}  // namespace

DayModel::DayModel(std::shared_ptr<const mall::Mall> first, Rules rules, Date date)
    : files_{std::move(first)}, rules_{std::move(rules)}, date_{date} {
    for (const mall::Counter& given : file().counters) counters_[given.number];
}

// --- what is so

Instant DayModel::closes_at() const {
    const auto& hours = file().hours_on(date_);
    if (hours.empty()) return Instant::min();
    return std::chrono::sys_days{date_} - 8h + hours.back().to;
}

std::size_t DayModel::newest_file_with(const std::string& service) const {
    std::size_t at = files_.size() - 1;
    while (files_[at]->find_service(service) == nullptr) --at;
    return at;
}

bool DayModel::gives(std::size_t in_file, int counter, const std::string& service) const {
    const mall::Mall& mall = *files_[in_file];
    const mall::Counter* const of = mall.find_counter(counter);
    if (of == nullptr || std::ranges::find(of->services, service) == of->services.end()) {
        return false;
    }
    const mall::Agency* const tenant = mall.tenant_of(*mall.find_booth(of->booth), date_);
    return tenant != nullptr && mall.find_service(service)->agency == tenant->id;
}

/// By the file that it was made under, or the current one.
bool DayModel::may_call(int counter, const ModelStep& step) const {
    return gives(step.file, counter, step.service) ||
           gives(files_.size() - 1, counter, step.service);
}

bool DayModel::serves(int counter, const ModelStep& step) const {
    const bool is_for_it = step.only == 0 || step.only == counter;
    return is_for_it && counters_.at(counter).offers.contains(step.service) &&
           may_call(counter, step);
}

bool DayModel::stands_for(std::size_t step, const std::string& service) const {
    if (steps_[step].service == service) return true;
    return steps_[step].replaces != ModelStep::none && stands_for(steps_[step].replaces, service);
}

bool DayModel::is_over(std::size_t at, Instant now) const {
    const ModelStep& step = steps_[at];
    if (step.state == done || step.state == cancelled) return true;
    if (step.state != no_show) return false;
    const bool may_rejoin = step.outcome == Outcome::none && !step.is_carried &&
                            now < closes_at() && visits_[step.visit].rejoins < rules_.max_rejoins;
    return !may_rejoin;
}

bool DayModel::is_with_clerk(std::size_t visit) const {
    return std::ranges::any_of(steps_, [&](const ModelStep& step) {
        return step.visit == visit && is_in_hand(step.state);
    });
}

bool DayModel::waits_for_others(std::size_t step, Instant now) const {
    const ModelStep& waiter = steps_[step];
    const mall::Service* const service = files_[waiter.file]->find_service(waiter.service);
    for (std::size_t other = 0; other < steps_.size(); ++other) {
        if (other == step || steps_[other].visit != waiter.visit || is_over(other, now)) continue;
        for (const std::string& before : service->after) {
            if (stands_for(other, before)) return true;
        }
    }
    return false;
}

bool DayModel::is_eligible(std::size_t step, Instant now) const {
    return steps_[step].state == waiting && !is_with_clerk(steps_[step].visit) &&
           !waits_for_others(step, now);
}

// --- who is next

Standing DayModel::standing(int counter, std::size_t at, Instant now) const {
    const ModelStep& step = steps_[at];
    Standing it{.step = at, .rate = rate_of(step), .e = step.e, .order = step.order};
    it.score = it.rate * (now - step.e).count();
    it.is_rescued = rules_.rescue_after && now - step.e >= *rules_.rescue_after;
    if (counter == 0) return it;
    const std::string& last = counters_.at(counter).last_service;
    if (rules_.skill_switch && !last.empty() && last != step.service) {
        it.score -= rules_.skill_switch->count();
    }
    const auto newest = std::ranges::find_if(files_.rbegin(), files_.rend(), [&](const auto& in) {
        return in->find_counter(counter) != nullptr;
    });
    const std::string& booth = (*newest)->find_counter(counter)->booth;
    const mall::Agency* const primary = (*newest)->tenant_of(*(*newest)->find_booth(booth), date_);
    const mall::Service* const service = files_[step.file]->find_service(step.service);
    it.is_primary =
        rules_.primary_threshold && primary != nullptr && service->agency == primary->id;
    return it;
}

bool DayModel::goes_first(const Standing& a, const Standing& b) const {
    if (a.is_rescued != b.is_rescued) return a.is_rescued;
    if (a.is_rescued) return is_older(a, b);
    if (rules_.order == Order::absolute && a.rate != b.rate) return a.rate > b.rate;
    if (rules_.order == Order::accumulating && a.score != b.score) return a.score > b.score;
    return is_older(a, b);
}

std::optional<Standing> DayModel::next_at(int counter, Instant now) const {
    std::vector<Standing> all;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        if (is_eligible(step, now) && serves(counter, steps_[step])) {
            all.push_back(standing(counter, step, now));
        }
    }
    const bool is_primary_due = std::ranges::any_of(all, [&](const Standing& it) {
        return it.is_primary && (it.is_rescued || it.score > *rules_.primary_threshold);
    });
    if (is_primary_due) std::erase_if(all, [](const Standing& it) { return !it.is_primary; });
    if (all.empty()) return std::nullopt;
    return *std::ranges::min_element(
        all, [&](const Standing& a, const Standing& b) { return goes_first(a, b); });
}

void DayModel::check_call(const Called& call, Instant now, const Day& before) const {
    const int counter = before.rules().counters[call.counter.value].number;
    const bool is_by_number = call.rule == CallRule::by_number;
    const Standing next = standing(counter, call.step.value, now);
    if (!is_by_number) {
        const auto expected = next_at(counter, now);
        RC_ASSERT(expected.has_value());
        RC_ASSERT(expected->step == call.step.value);
    }
    RC_ASSERT(call.score == next.score);

    std::optional<Standing> oldest;
    bool passes_eligible = false;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        if (steps_[step].state != waiting || step == next.step || !serves(counter, steps_[step])) {
            continue;
        }
        const Standing it = standing(counter, step, now);
        if (!is_older(it, next)) continue;
        if (!oldest || is_older(it, *oldest)) oldest = it;
        if (!is_eligible(step, now)) continue;
        passes_eligible = true;
        const bool is_bent = rules_.skill_switch || rules_.primary_threshold;
        if (is_by_number || is_bent) continue;
        RC_ASSERT(steps_[step].visit == steps_[next.step].visit || it.rate != next.rate);
        RC_ASSERT(!it.is_rescued);
    }
    RC_ASSERT(call.overtook.exists() == oldest.has_value());
    if (!is_by_number) RC_ASSERT((call.rule == CallRule::priority) == passes_eligible);
    if (call.rule == CallRule::rescue) RC_ASSERT(next.is_rescued);
    if (!oldest) return;
    RC_ASSERT(call.overtook.value == oldest->step);
    RC_ASSERT(call.overtook_score == oldest->score);
    PassReason reason = PassReason::lower_score;
    if (next.is_primary && !oldest->is_primary) reason = PassReason::primary;
    if (waits_for_others(oldest->step, now)) reason = PassReason::waits_for;
    if (is_with_clerk(steps_[oldest->step].visit)) reason = PassReason::busy_elsewhere;
    if (is_by_number) reason = PassReason::by_number;
    RC_ASSERT(call.overtook_reason == reason);
}

bool DayModel::may_undo(int counter, Instant now) const {
    const auto at = acts_.find(counter);
    if (at == acts_.end() || is_closed_) return false;
    const ModelAct& act = at->second;
    const ModelStep& step = steps_[act.step];
    return !step.is_carried && counters_.at(counter).touched == act.count &&
           visits_[step.visit].touched == act.count && now - act.at <= rules_.undo_within;
}

// --- figures

std::optional<bool> DayModel::has_room(const std::string& service, Instant now) const {
    const Date date_after{std::chrono::sys_days{date_} + std::chrono::days{1}};
    const auto& tonight = file().hours_on(date_);
    const auto& morning = file().hours_on(date_after);
    const bool never_closes = !tonight.empty() && tonight.back().to == 24h && !morning.empty() &&
                              morning.front().from == 0h;
    if (never_closes) return true;
    const auto mean = [&](const std::string& id) {
        return double(file().find_service(id) == nullptr
                          ? Duration{10min}.count()
                          : file().find_service(id)->counter_time.mean().count());
    };
    std::set<int> counters;
    for (const auto& [number, counter] : counters_) {
        if (gives(files_.size() - 1, number, service)) counters.insert(number);
    }
    double work = mean(service);
    for (const ModelStep& step : steps_) {
        if (!stands(step.state)) continue;
        double givers = 0;
        double ours = 0;
        for (const auto& [number, counter] : counters_) {
            const bool is_giver = step.only != 0 && step.state == waiting ? number == step.only
                                                                          : may_call(number, step);
            givers += is_giver ? 1 : 0;
            ours += is_giver && counters.contains(number) ? 1 : 0;
        }
        if (givers > 0) work += mean(step.service) * ours / givers;
    }
    double left = work / double(counters.size());
    const Instant start = std::chrono::sys_days{date_} - 8h;
    double spare = -left;
    for (const mall::ClockRange& open : file().hours_on(date_)) {
        const Instant from = std::max(now, start + open.from);
        if (from < start + open.to) spare += double((start + open.to - from).count());
    }
    spare += double(Duration{rules_.closing_tolerance}.count());
    if (std::abs(spare) < 1000) return std::nullopt;
    return spare > 0;
}

/// Whether two steps could be called by the same counter.
bool DayModel::competes(std::size_t with, std::size_t step) const {
    const auto may_go_to = [&](const ModelStep& it, int counter) {
        return it.only == 0 ? may_call(counter, it) : it.only == counter;
    };
    return std::ranges::any_of(counters_, [&](const auto& at) {
        return may_go_to(steps_[step], at.first) && may_go_to(steps_[with], at.first);
    });
}

std::uint32_t DayModel::ahead_of(std::size_t step, Instant now) const {
    const Standing own = standing(0, step, now);
    std::uint32_t ahead = 0;
    for (std::size_t other = 0; other < steps_.size(); ++other) {
        if (other == step || !is_eligible(other, now) || !competes(other, step)) continue;
        if (goes_first(standing(0, other, now), own)) ++ahead;
    }
    return ahead;
}

std::optional<std::vector<std::size_t>> DayModel::overtakers_of(std::size_t at) const {
    const ModelStep& step = steps_[at];
    const bool has_ended = !stands(step.state) && !is_in_hand(step.state);
    std::vector<std::size_t> overtakers;
    for (const ModelCall& call : calls_) {
        if (call.at == step.placed_at || (has_ended && call.at == step.ended_at)) {
            return std::nullopt;
        }
        if (call.count < step.placed) continue;
        if (call.step == at && call.order == step.order) break;
        if (has_ended && call.count > step.ended) break;
        const bool is_later = std::tie(call.e, call.order) > std::tie(step.e, step.order);
        if (!is_later || steps_[call.step].visit == step.visit) continue;
        if (may_call(call.counter, step)) overtakers.push_back(call.step);
    }
    return overtakers;
}

// --- what happens

void DayModel::add_step(ModelStep step) {
    step.order = next_order_++;
    step.placed = count_;
    step.placed_at = last_at_;
    steps_.push_back(std::move(step));
}

void DayModel::end_step(ModelStep& step, StepState state, Outcome outcome) {
    step.state = state;
    step.outcome = outcome;
    step.ended = count_;
    step.ended_at = last_at_;
}

/// What the clerks chose is not the model's subject.
void DayModel::learn_offers(const Day& day) {
    for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
        auto& offers = counters_.at(day.rules().counters[i].number).offers;
        offers.clear();
        for (const ServiceIndex service : day.desks()[i].offers) offers.insert(day.at(service).id);
    }
}

/// Steps for one counter alone that it does not serve any more are free to the others.
void DayModel::free_bound_steps() {
    for (ModelStep& step : steps_) {
        if (step.only == 0 || step.state != waiting) continue;
        const ModelCounter& counter = counters_.at(step.only);
        const bool is_here =
            counter.state != CounterState::closed && file().find_counter(step.only) != nullptr;
        if (!is_here || !serves(step.only, step)) step.only = 0;
    }
}

/// One event being applied to the model.
struct ModelEvent {
    DayModel& model;
    const Event& event;
    const Day& before;

    ModelStep& step(StepIndex at) { return model.steps_.at(at.value); }
    ModelVisit& visit_of(StepIndex at) { return model.visits_.at(step(at).visit); }
    int number(CounterIndex at) const { return before.rules().counters.at(at.value).number; }
    ModelCounter& counter(CounterIndex at) { return model.counters_.at(number(at)); }
    std::string id(ServiceIndex at) const { return before.rules().services.at(at.value).id; }

    void touch(CounterIndex at) { counter(at).touched = model.count_; }
    void touch_visit(StepIndex at) { visit_of(at).touched = model.count_; }

    void remember(CounterIndex at, Act act, StepIndex on) {
        model.acts_[number(at)] = {.act = act,
                                   .count = model.count_,
                                   .at = event.at,
                                   .step = on.value,
                                   .step_before = step(on),
                                   .counter_before = counter(at),
                                   .rejoins_before = visit_of(on).rejoins};
    }
    void take(CounterIndex at, StepIndex on) {
        RC_ASSERT(counter(at).current == ModelStep::none);
        RC_ASSERT(counter(at).state == CounterState::open);
        counter(at).current = on.value;
        counter(at).last_service = step(on).service;
        step(on).counter = number(at);
        touch(at);
        touch_visit(on);
    }
    void let_go(CounterIndex at, StepIndex on) {
        RC_ASSERT(counter(at).current == on.value);
        counter(at).current = ModelStep::none;
        if (counter(at).state == CounterState::closing) counter(at).state = counter(at).becomes;
        touch(at);
        touch_visit(on);
    }
    /// A step whose date is over only comes to its end.
    void check_goes_on(StepIndex on) {
        RC_ASSERT(!model.is_closed_);
        RC_ASSERT(!step(on).is_carried);
    }
    void end(StepIndex on, StepState state, Outcome outcome) {
        model.end_step(step(on), state, outcome);
    }
    void add_created(CounterIndex at, StepIndex next, ModelStep made) {
        RC_ASSERT(next.value == model.steps_.size());
        made.file = model.newest_file_with(made.service);
        model.add_step(std::move(made));
        model.acts_[number(at)].created = next.value;
    }

    void operator()(const Issued& issued) {
        RC_ASSERT(!model.is_closed_);
        RC_ASSERT(issued.visit.value == model.visits_.size());
        const bool is_paper = !issued.number.prefix.exists();
        const std::string prefix =
            is_paper ? before.rules().paper_prefix
                     : before.rules().agencies.at(issued.number.prefix.value).prefix;
        if (!is_paper) {
            const auto& opening = model.file().hours_on(model.date_);
            RC_ASSERT(!opening.empty());
            RC_ASSERT(event.at >= std::chrono::sys_days{model.date_} - 8h + opening.front().from);
            RC_ASSERT(event.at < model.closes_at());
            const std::string& agency = model.file().find_service(id(issued.services[0]))->agency;
            RC_ASSERT(prefix == model.file().find_agency(agency)->prefix);
            RC_ASSERT(issued.number.value == ++model.last_numbers_[prefix]);
            RC_ASSERT(issued.e == event.at);
        }
        RC_ASSERT(model.numbers_.insert({model.date_, prefix, issued.number.value}).second);
        model.visits_.push_back({.prefix = prefix,
                                 .number = issued.number.value,
                                 .business_date = model.date_,
                                 .priority = issued.priority.value,
                                 .e = issued.e,
                                 .touched = model.count_});
        for (const ServiceIndex service : issued.services) {
            model.add_step({.visit = issued.visit.value,
                            .service = id(service),
                            .file = model.newest_file_with(id(service)),
                            .e = issued.e});
        }
    }
    void operator()(const Called& called_now) {
        model.check_call(called_now, event.at, before);
        const int at = number(called_now.counter);
        const bool is_back = step(called_now.step).state == no_show;
        RC_ASSERT(is_back == called_now.is_rejoin);
        RC_ASSERT(!model.is_with_clerk(step(called_now.step).visit));
        RC_ASSERT(model.serves(at, step(called_now.step)));
        if (!is_back) RC_ASSERT(model.is_eligible(called_now.step.value, event.at));
        if (is_back) RC_ASSERT(!model.is_over(called_now.step.value, Instant::min()));
        if (is_back) RC_ASSERT(!model.waits_for_others(called_now.step.value, event.at));
        remember(called_now.counter, Act::call, called_now.step);
        const ModelStep& one_called = step(called_now.step);
        model.calls_.push_back(
            {model.count_, event.at, called_now.step.value, at, one_called.e, one_called.order});
        if (is_back) ++visit_of(called_now.step).rejoins;
        step(called_now.step).state = called;
        step(called_now.step).only = 0;
        take(called_now.counter, called_now.step);
    }
    void operator()(const Recalled& recalled) {
        RC_ASSERT(counter(recalled.counter).current == recalled.step.value);
        RC_ASSERT(step(recalled.step).state == called);
        touch(recalled.counter);
        touch_visit(recalled.step);
    }
    void operator()(const Started& started) {
        RC_ASSERT(counter(started.counter).current == started.step.value);
        remember(started.counter, Act::start, started.step);
        step(started.step).state = serving;
        touch(started.counter);
        touch_visit(started.step);
    }
    void operator()(const Finished& finished) {
        remember(finished.counter, finished.next.exists() ? Act::send_on : Act::finish,
                 finished.step);
        end(finished.step, done, finished.outcome);
        if (finished.next.exists()) {
            check_goes_on(finished.step);
            add_created(finished.counter, finished.next,
                        {.visit = step(finished.step).visit,
                         .service = id(finished.next_service),
                         .e = visit_of(finished.step).e});
        }
        let_go(finished.counter, finished.step);
    }
    void operator()(const NoShow& absent) {
        remember(absent.counter, Act::no_show, absent.step);
        end(absent.step, no_show, model.is_closed_ ? Outcome::day_ended : Outcome::none);
        let_go(absent.counter, absent.step);
    }
    void operator()(const Rejoined& back) {
        RC_ASSERT(event.at < model.closes_at());
        RC_ASSERT(++model.visits_.at(back.visit.value).rejoins <= model.rules_.max_rejoins);
        std::vector<Instant> times;
        for (const Rejoined::Place& place : back.places) {
            const ModelStep& one_back = step(place.step);
            std::vector<Instant> ahead;
            for (const ModelStep& other : model.steps_) {
                const bool is_beside =
                    other.state == waiting && other.only == 0 &&
                    other.service == one_back.service &&
                    model.visits_[other.visit].priority == visit_of(place.step).priority;
                if (is_beside) ahead.push_back(other.e);
            }
            std::ranges::sort(ahead);
            const auto behind = static_cast<std::size_t>(model.rules_.rejoin_behind);
            const Instant e =
                ahead.empty() ? one_back.e : ahead[std::min(behind, ahead.size()) - 1];
            RC_ASSERT(place.e == std::max(one_back.e, e));
        }
        for (const Rejoined::Place& place : back.places) {
            ModelStep& one_back = step(place.step);
            one_back.state = waiting;
            one_back.e = place.e;
            one_back.order = model.next_order_++;
            one_back.placed = model.count_;
            one_back.placed_at = event.at;
        }
        model.visits_.at(back.visit.value).touched = model.count_;
    }
    void operator()(const Held& held) {
        check_goes_on(held.step);
        remember(held.counter, Act::hold, held.step);
        step(held.step).state = on_hold;
        let_go(held.counter, held.step);
    }
    void operator()(const Resumed& resumed) {
        RC_ASSERT(!model.is_with_clerk(step(resumed.step).visit));
        RC_ASSERT(model.serves(number(resumed.counter), step(resumed.step)));
        step(resumed.step).state = serving;
        take(resumed.counter, resumed.step);
    }
    void operator()(const Transferred& moved) {
        check_goes_on(moved.step);
        remember(moved.counter, Act::transfer, moved.step);
        end(moved.step, cancelled, Outcome::transferred);
        const bool is_to_counter = moved.next_counter.exists();
        add_created(moved.counter, moved.next,
                    {.visit = step(moved.step).visit,
                     .service = id(moved.next_service),
                     .e = step(moved.step).e,
                     .only = is_to_counter ? number(moved.next_counter) : 0,
                     .replaces = moved.step.value});
        // It stays what it was: the same edition of the same service.
        if (is_to_counter) model.steps_.back().file = step(moved.step).file;
        let_go(moved.counter, moved.step);
    }
    void operator()(const Cancelled& ended) {
        RC_ASSERT(!ended.steps.empty());
        for (const StepIndex at : ended.steps) {
            RC_ASSERT(!step(at).is_carried);
            const bool was_called = step(at).state == called;
            end(at, cancelled, Outcome::none);
            if (!was_called) continue;
            const auto where = before.rules().find_counter(step(at).counter);
            let_go(*where, at);
            // A counter that closes with that frees the rest of the visit before it ends too.
            model.free_bound_steps();
        }
        model.visits_.at(ended.visit.value).touched = model.count_;
    }
    void operator()(const PriorityChanged& changed) {
        model.visits_.at(changed.visit.value).priority = changed.priority.value;
        model.visits_.at(changed.visit.value).touched = model.count_;
    }
    void operator()(const Rated& rated) {
        RC_ASSERT(step(rated.step).state == done);
        touch_visit(rated.step);
    }
    void operator()(const Undone& undone) {
        RC_ASSERT(model.may_undo(number(undone.counter), event.at));
        const ModelAct act = model.acts_.at(number(undone.counter));
        RC_ASSERT(act.act == undone.act);
        RC_ASSERT(act.step == undone.step.value);
        RC_ASSERT(act.step_before.state == undone.restored);
        if (act.created != ModelStep::none) {
            RC_ASSERT(step(undone.created).state == waiting);
            end(undone.created, cancelled, Outcome::undone);
        }
        step(undone.step) = act.step_before;
        counter(undone.counter) = act.counter_before;
        visit_of(undone.step).rejoins = act.rejoins_before;
        if (undone.act == Act::call) {
            std::erase_if(model.calls_,
                          [&](const ModelCall& call) { return call.count == act.count; });
        }
        model.acts_.erase(number(undone.counter));
        touch(undone.counter);
        touch_visit(undone.step);
    }
    void operator()(const CounterChanged& changed) {
        ModelCounter& at = counter(changed.counter);
        RC_ASSERT(changed.state != CounterState::closing || at.current != ModelStep::none);
        at.state = changed.state;
        at.becomes = changed.becomes;
        touch(changed.counter);
    }
    void operator()(const SessionTaken&) {}
    void operator()(const Heard& heard) {
        const auto& before_it = before.wall().announcements()[heard.announcement].heard_on;
        RC_ASSERT(std::ranges::find(before_it, heard.device) == before_it.end());
    }
    void operator()(const NoticePosted&) {}
    void operator()(const NoticeWithdrawn&) {}
    void operator()(const HelpAsked&) {}
    void operator()(const HelpGiven&) {}
    void operator()(const BoardSet&) {}
    void operator()(const Formed&) {}
    void operator()(const Configured& configured) {
        model.files_.push_back(configured.mall);
        for (const mall::Counter& given : configured.mall->counters) {
            model.counters_[given.number];
        }
    }
    void operator()(const DayClosed& closed) {
        model.is_closed_ = true;
        for (std::uint32_t i = 0; i < model.steps_.size(); ++i) {
            ModelStep& one_left = model.steps_[i];
            const bool is_absent = one_left.state == no_show && one_left.outcome == Outcome::none;
            if (stands(one_left.state) && !closed.carries_waiting) {
                end({i}, no_show, Outcome::day_ended);
            } else if (is_absent) {
                one_left.outcome = Outcome::day_ended;
            }
        }
    }
    void operator()(const DayBegan& began);
    void carry(const DayModel& old, const CarriedVisit& carried, std::size_t from);
};

/// A visit goes into the new date as it was.
void ModelEvent::carry(const DayModel& old, const CarriedVisit& carried, std::size_t from) {
    const ModelVisit& was = old.visits_[from];
    RC_ASSERT(carried.prefix == was.prefix);
    RC_ASSERT(carried.number == was.number);
    RC_ASSERT(carried.business_date == was.business_date);
    RC_ASSERT(carried.rejoins == was.rejoins);
    RC_ASSERT(carried.e == was.e);
    const std::size_t at = model.visits_.size();
    model.visits_.push_back(was);
    model.visits_.back().touched = model.count_;
    model.visits_.back().priority = model.rules_.find_class(carried.priority)->value;
    std::map<std::size_t, std::size_t> places;
    std::size_t next = 0;
    for (std::size_t i = 0; i < old.steps_.size(); ++i) {
        if (old.steps_[i].visit != from) continue;
        const CarriedStep& step_carried = carried.steps.at(next++);
        ModelStep copy = old.steps_[i];
        RC_ASSERT(step_carried.service == copy.service);
        RC_ASSERT(step_carried.state == copy.state);
        RC_ASSERT(step_carried.outcome == copy.outcome);
        RC_ASSERT(step_carried.e == copy.e);
        places[i] = model.steps_.size();
        copy.visit = at;
        copy.replaces = copy.replaces == ModelStep::none ? ModelStep::none : places[copy.replaces];
        copy.is_carried = is_in_hand(copy.state);
        if (!model.counters_.contains(copy.only)) copy.only = 0;
        if (!model.counters_.contains(copy.counter)) copy.counter = 0;
        copy.file = model.newest_file_with(copy.service);
        model.add_step(copy);
        if (!copy.is_carried) continue;
        model.counters_.at(copy.counter).current = places[i];
        model.counters_.at(copy.counter).last_service = copy.service;
        model.counters_.at(copy.counter).touched = model.count_;
    }
    RC_ASSERT(next == carried.steps.size());
}

void ModelEvent::operator()(const DayBegan& began) {
    const DayModel old = model;
    if (old.date_.ok()) {
        RC_ASSERT(old.is_closed_);
        RC_ASSERT(std::chrono::sys_days{began.date} > std::chrono::sys_days{old.date_});
    }
    model = {};
    model.date_ = began.date;
    model.last_at_ = old.last_at_;
    model.count_ = old.count_;
    model.numbers_ = old.numbers_;
    model.files_ = old.files_;
    if (began.versions.size() == 1) model.files_ = {old.files_.back()};
    model.rules_ = rules_for(*model.files_.back(), began.date);
    for (const auto& in_force : model.files_) {
        for (const mall::Counter& given : in_force->counters) model.counters_[given.number];
    }
    const bool goes_through = old.date_.ok() && before.rules().is_open_through_end;
    for (const CarriedCounter& carried : began.counters) {
        const auto was = old.counters_.at(carried.number);
        if (!model.counters_.contains(carried.number)) continue;
        ModelCounter& at = model.counters_.at(carried.number);
        const bool stays = goes_through && was.state != CounterState::closed;
        at.state = stays ? was.state : CounterState::closing;
        at.becomes = stays ? was.becomes : CounterState::closed;
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < old.visits_.size(); ++i) {
        const bool goes_on = std::ranges::any_of(old.steps_, [&](const ModelStep& one_old) {
            return one_old.visit == i &&
                   (is_in_hand(one_old.state) || (goes_through && stands(one_old.state)));
        });
        if (goes_on) carry(old, began.visits.at(next++), i);
    }
    RC_ASSERT(next == began.visits.size());
}

void DayModel::check_edges(const std::vector<ModelStep>& before, const Event& event) const {
    std::visit(
        [&]<class Happened>(const Happened&) {
            if constexpr (std::is_same_v<Happened, DayBegan>) return;
            RC_ASSERT(steps_.size() >= before.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                if (steps_[i].state == before[i].state) continue;
                RC_ASSERT(is_edge<Happened>(before[i].state, steps_[i].state));
            }
        },
        event.what);
}

void DayModel::check_nobody_twice() const {
    std::set<std::size_t> visits;
    std::set<int> counters;
    for (const ModelStep& step : steps_) {
        if (!is_in_hand(step.state)) continue;
        RC_ASSERT(visits.insert(step.visit).second);
        RC_ASSERT(counters.insert(step.counter).second);
    }
    for (const auto& [number, counter] : counters_) {
        RC_ASSERT((counter.current != ModelStep::none) == counters.contains(number));
        RC_ASSERT((counter.state != CounterState::closing) || counters.contains(number));
    }
}

void DayModel::apply(const Event& event, Day& day) {
    RC_ASSERT(event.at >= last_at_);
    last_at_ = event.at;
    ++count_;
    const std::vector<ModelStep> steps_before = steps_;
    std::visit(ModelEvent{*this, event, day}, event.what);
    check_edges(steps_before, event);

    evolve(day, event);
    learn_offers(day);
    if (day.has_begun()) free_bound_steps();
    check_shows(day);
}

// --- what a day shows

void DayModel::check_shows(const Day& day) const {
    RC_ASSERT(day.steps().size() == steps_.size());
    RC_ASSERT(day.visits().size() == visits_.size());
    check_nobody_twice();
    std::map<StepState, std::size_t> by_state;
    const auto number = [&](CounterIndex at) {
        return at.exists() ? day.rules().counters[at.value].number : 0;
    };
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const Step& shown = day.steps()[i];
        const ModelStep& step = steps_[i];
        ++by_state[shown.state];
        RC_ASSERT(shown.visit.value == step.visit);
        RC_ASSERT(day.at(shown.service).id == step.service);
        RC_ASSERT(shown.state == step.state);
        RC_ASSERT(shown.outcome == step.outcome);
        RC_ASSERT(shown.e == step.e);
        RC_ASSERT(number(shown.counter) == step.counter);
        RC_ASSERT(number(shown.only_counter) == step.only);
        RC_ASSERT(shown.is_callable == is_eligible(i, last_at_));
    }
    std::size_t all = 0;
    for (const auto& [state, count] : by_state) all += count;
    RC_ASSERT(all == steps_.size());
    for (std::size_t i = 0; i < visits_.size(); ++i) {
        const Visit& shown = day.visits()[i];
        RC_ASSERT(day.prefix_of(shown) == visits_[i].prefix);
        RC_ASSERT(shown.number.value == visits_[i].number);
        RC_ASSERT(shown.priority.value == visits_[i].priority);
        RC_ASSERT(shown.rejoins == visits_[i].rejoins);
        RC_ASSERT(shown.with_clerk.exists() == is_with_clerk(i));
        RC_ASSERT(day.business_date_of(shown) == visits_[i].business_date);
    }
    for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
        const Desk& shown = day.desks()[i];
        const ModelCounter& counter = counters_.at(day.rules().counters[i].number);
        RC_ASSERT(shown.state == counter.state);
        RC_ASSERT(shown.becomes == counter.becomes);
        RC_ASSERT(shown.current == (counter.current == ModelStep::none
                                        ? StepIndex{}
                                        : StepIndex{static_cast<std::uint32_t>(counter.current)}));
    }
}

}  // namespace gerai::hall
