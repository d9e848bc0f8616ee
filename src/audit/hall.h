#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "audit/offering.h"

namespace gerai::audit {

enum class State : std::uint8_t { waiting, called, serving, done, on_hold, no_show, cancelled };

/// The state of that word in the journal. Throws `Unreadable`.
State state_of(const std::string& word);
std::string_view word_of(State state);

struct Step {
    std::size_t visit{};
    std::string service;
    std::size_t edition{};
    State state = State::waiting;
    bool is_final = false;    ///< A no-show of a date that is over: nobody comes back.
    bool is_carried = false;  ///< In a clerk's hands when an earlier date ended.
    Instant e;
    std::uint64_t order{};  ///< In which it took its place.
    int counter{};          ///< Where it is, or was last; 0: nowhere yet.
    int only_counter{};     ///< Transferred to this counter alone; 0: to none.
    std::optional<std::size_t> replaces;
};

struct Visit {
    std::string prefix;
    std::int64_t number{};
    Date business_date;
    std::string priority;
    std::int64_t rejoins{};
    Instant e;
    std::vector<std::size_t> steps;
    std::optional<std::size_t> with_clerk;  ///< Its step that is called or served.
    std::int64_t touched{};                 ///< The seq of the last event that concerned it.
};

enum class CounterState : std::uint8_t { closed, open, paused, closing };

CounterState counter_state_of(const std::string& word);

struct Counter {
    CounterState state = CounterState::closed;
    CounterState becomes = CounterState::closed;
    std::set<std::string> offers;
    std::optional<std::size_t> step;
    std::int64_t touched{};
};

/// The place of a waiting step.
struct Place {
    Instant e;
    std::uint64_t order{};
    std::size_t step{};

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// A hall on one date as the journal tells it: state and places, no rules about what may happen.
class Hall {
public:
    Hall() = default;
    explicit Hall(Offering given) : offering(std::move(given)) {}

    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    [[nodiscard]] const Step& step(std::size_t at) const { return steps_.at(at); }

    /// A new step of its visit; it takes the next place where it waits.
    std::size_t add(Step step);

    /// Takes a step to another state, and in or out of its queue.
    void move(std::size_t at, State to);

    /// Changes a step in whatever way, its place with it.
    template <class Change>
    void change(std::size_t at, Change&& how) {
        leave(at);
        how(steps_[at]);
        enter(at);
    }

    [[nodiscard]] std::uint64_t next_order() { return order_++; }
    [[nodiscard]] const std::array<std::int64_t, 7>& tally() const { return tally_; }

    void set_priority(std::size_t visit, const std::string& priority);

    /// Whether the counter, with its choice of services, gives the step's edition.
    [[nodiscard]] bool offers(int counter, const Step& step) const;

    /// Whether the counter may call the step when it waits.
    [[nodiscard]] bool serves(int counter, const Step& step) const;

    /// Steps of the same visit that have to end before this one may be called.
    [[nodiscard]] bool waits_for_others(const Step& step, Instant now) const;

    /// Calls `look` with each queue that the counter shares with others, one for each edition of a
    /// service and class: its places, in order, and never none.
    template <class Look>
    void for_each_queue(int counter, Look&& look) const;

    /// The places of who waits for this counter alone.
    [[nodiscard]] const std::set<Place>& bound_to(int counter) const;

    /// The places of who waits for the service of a step in its class, in whatever edition.
    [[nodiscard]] std::set<Place> waiting_like(const Step& step) const;

    /// Steps that are for this counter alone, and that it does not serve any more, are from now on
    /// for all that give their service.
    void free_bound(int counter);

    Offering offering;
    Instant closes_at;
    std::int64_t max_rejoins = 0;
    std::vector<Visit> visits;
    std::map<int, Counter> counters;
    std::set<int> counters_in_file;  ///< Of the newest file.

private:
    using QueueKey = std::tuple<std::string, std::size_t, std::string>;

    [[nodiscard]] QueueKey key_of(const Step& step) const {
        return {step.service, step.edition, visits.at(step.visit).priority};
    }
    std::set<Place>& places_of(const Step& step);
    void enter(std::size_t at);
    void leave(std::size_t at);
    [[nodiscard]] bool has_ended(const Step& step, Instant now) const;
    [[nodiscard]] bool stands_for_any(const Step& step,
                                      const std::set<std::string>& services) const;

    std::vector<Step> steps_;
    std::uint64_t order_ = 0;
    std::array<std::int64_t, 7> tally_{};
    std::map<QueueKey, std::set<Place>> queues_;
    std::map<int, std::set<Place>> bound_;
};

template <class Look>
void Hall::for_each_queue(int counter, Look&& look) const {
    const auto desk = counters.find(counter);
    if (desk == counters.end()) return;
    for (const std::string& service : desk->second.offers) {
        for (auto queue = queues_.lower_bound({service, 0, {}});
             queue != queues_.end() && std::get<0>(queue->first) == service; ++queue) {
            const bool is_given = offering.gives(counter, service, std::get<1>(queue->first));
            if (is_given && !queue->second.empty()) look(queue->second);
        }
    }
}

}  // namespace gerai::audit
