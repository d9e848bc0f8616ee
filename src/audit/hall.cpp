#include "audit/hall.h"

#include <algorithm>

#include "audit/body.h"

namespace gerai::audit {

namespace {

constexpr std::array<std::string_view, 7> state_words{"waiting", "called",  "serving",  "done",
                                                      "on_hold", "no_show", "cancelled"};
constexpr std::array<std::string_view, 4> counter_words{"closed", "open", "paused", "closing"};

const std::set<Place> nobody;

template <class Words>
std::size_t place_in(const Words& words, const std::string& word) {
    const auto at = std::ranges::find(words, word);
    if (at == words.end()) throw Unreadable{'`' + word + "` is not a state"};
    return static_cast<std::size_t>(at - words.begin());
}

}  // namespace

State state_of(const std::string& word) { return static_cast<State>(place_in(state_words, word)); }

std::string_view word_of(State state) { return state_words.at(static_cast<std::size_t>(state)); }

CounterState counter_state_of(const std::string& word) {
    return static_cast<CounterState>(place_in(counter_words, word));
}

std::size_t Hall::add(Step step) {
    const std::size_t at = steps_.size();
    step.order = next_order();
    visits.at(step.visit).steps.push_back(at);
    ++tally_.at(static_cast<std::size_t>(step.state));
    steps_.push_back(std::move(step));
    enter(at);
    return at;
}

void Hall::move(std::size_t at, State to) {
    change(at, [&](Step& step) {
        --tally_.at(static_cast<std::size_t>(step.state));
        step.state = to;
        ++tally_.at(static_cast<std::size_t>(to));
    });
}

void Hall::set_priority(std::size_t visit, const std::string& priority) {
    for (const std::size_t at : visits.at(visit).steps) leave(at);
    visits.at(visit).priority = priority;
    for (const std::size_t at : visits.at(visit).steps) enter(at);
}

bool Hall::serves(int counter, const Step& step) const {
    return step.only_counter == 0 ? offers(counter, step) : step.only_counter == counter;
}

bool Hall::offers(int counter, const Step& step) const {
    const auto desk = counters.find(counter);
    return desk != counters.end() && desk->second.offers.contains(step.service) &&
           offering.gives(counter, step.service, step.edition);
}

bool Hall::waits_for_others(const Step& step, Instant now) const {
    const auto& after = offering.after(step.service, step.edition);
    if (after.empty()) return false;
    return std::ranges::any_of(visits.at(step.visit).steps, [&](std::size_t at) {
        const Step& other = steps_.at(at);
        return &other != &step && !has_ended(other, now) && stands_for_any(other, after);
    });
}

bool Hall::has_ended(const Step& step, Instant now) const {
    if (step.state == State::done || step.state == State::cancelled) return true;
    if (step.state != State::no_show) return false;
    const bool may_come_back = !step.is_final && !step.is_carried && now < closes_at &&
                               visits.at(step.visit).rejoins < max_rejoins;
    return !may_come_back;
}

/// A step stands for the transferred ones that it replaces, too.
bool Hall::stands_for_any(const Step& step, const std::set<std::string>& services) const {
    if (services.contains(step.service)) return true;
    return step.replaces && stands_for_any(steps_.at(*step.replaces), services);
}

std::set<Place> Hall::waiting_like(const Step& step) const {
    const std::string& priority = visits.at(step.visit).priority;
    std::set<Place> all;
    for (std::size_t i = 0; i < offering.edition_count(step.service); ++i) {
        const auto queue = queues_.find({step.service, i, priority});
        if (queue != queues_.end()) all.insert(queue->second.begin(), queue->second.end());
    }
    return all;
}

const std::set<Place>& Hall::bound_to(int counter) const {
    const auto own = bound_.find(counter);
    return own == bound_.end() ? nobody : own->second;
}

void Hall::free_bound(int counter) {
    const bool is_here =
        counters[counter].state != CounterState::closed && counters_in_file.contains(counter);
    const std::set<Place> places = bound_to(counter);
    for (const Place& place : places) {
        if (is_here && offers(counter, steps_.at(place.step))) continue;
        change(place.step, [](Step& step) { step.only_counter = 0; });
    }
}

std::set<Place>& Hall::places_of(const Step& step) {
    return step.only_counter == 0 ? queues_[key_of(step)] : bound_[step.only_counter];
}

void Hall::enter(std::size_t at) {
    const Step& step = steps_.at(at);
    if (step.state == State::waiting) places_of(step).insert({step.e, step.order, at});
}

void Hall::leave(std::size_t at) {
    const Step& step = steps_.at(at);
    if (step.state == State::waiting) places_of(step).erase({step.e, step.order, at});
}

}  // namespace gerai::audit
