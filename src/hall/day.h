#pragma once

#include <map>
#include <memory>
#include <span>

#include "hall/command.h"
#include "hall/layout.h"
#include "hall/queues.h"
#include "hall/wall.h"

/// The hall of one mall on one business date. `decide` says which events a command causes, or why
/// it is turned down; `evolve` applies one event. Both are plain functions of what they are given:
/// no clock, no I/O, no threads, no randomness. A Day is a value: it may be copied, and two that
/// saw the same events are the same.
///
/// A visit waits in all its queues at once. While one of its steps is with a clerk (called or
/// serving) the others are passed over and keep their places; that is not an event but follows from
/// the visit.
namespace gerai::hall {

/// One service that a visit came for, from check-in to its end.
struct Step {
    VisitIndex visit;
    ServiceIndex service;
    StepState state = StepState::waiting;
    Outcome outcome = Outcome::none;
    bool is_callable = false;  ///< Waiting, and nothing keeps it from being called now.
    bool is_carried = false;   ///< From an earlier date, in a clerk's hands when that ended.
    std::uint16_t times_called = 0;
    std::uint32_t order = 0;    ///< In which it took its place: at issue, or when it rejoined.
    Instant e;                  ///< Effective time: its age counts from here.
    Instant placed_at;          ///< When it took its place.
    CounterIndex counter;       ///< Where it is, or was last.
    CounterIndex only_counter;  ///< Transferred to this counter alone.
    StepIndex next;             ///< In the same visit.
    StepIndex replaces;         ///< The transferred step whose successors wait for this one.
    Instant called_at;          ///< The last of each; the epoch: never.
    Instant held_at;
    Instant started_at;
    Instant ended_at;
};

struct Visit {
    Number number;
    ClassIndex priority;
    Channel channel{};
    Language language{};
    std::uint8_t rejoins = 0;
    StepIndex first_step;
    StepIndex last_step;
    StepIndex with_clerk;       ///< Its step that is called or serving.
    std::uint32_t touched = 0;  ///< The count of the last event that concerned it.
    Instant issued_at;
    Instant e;  ///< From which its steps count: check-in, or the time on the paper.
    Code code;
    ShortCode short_code;
    std::int32_t carried =
        -1;  ///< Its place in `Day::carried()` when it came from an earlier date.
};

using StepList = boost::container::small_vector<StepIndex, 8>;

/// What the last act of a counter was, and how to take it back.
struct LastAct {
    Act act = Act::none;
    std::uint32_t touched = 0;  ///< The count of its event.
    Instant at;
    StepIndex step;
    StepIndex created;
    Step step_before;
    CounterState state_before{};
    CounterState becomes_before{};
    Instant since_before;
    Instant idle_since_before;
    ServiceIndex last_service_before;
    std::uint8_t rejoins_before = 0;
};

/// A counter as the day has it; its place is that of `Rules::counters`.
struct Desk {
    CounterState state = CounterState::closed;
    CounterState becomes = CounterState::closed;
    StepIndex current;
    Instant since;       ///< Of the state.
    Instant idle_since;  ///< Without a step in hand since then.
    ServiceIndex last_service;
    std::vector<ServiceIndex> offers;  ///< Originals chosen by its clerk among those it gives.
    std::uint32_t touched = 0;
    std::string session;
    LastAct last;
};

/// One call, for those who were passed over and want to know why.
struct CallRecord {
    Instant at;
    StepIndex step;
    CounterIndex counter;
    CallRule rule{};
    Instant e;
    std::uint32_t order{};
};

struct Rating {
    int score{};
    std::vector<std::string> reasons;
    int count = 0;  ///< How often it was given; the last one holds.
};

class Day {
public:
    /// A hall without a date yet: the journal's first `day` event begins one.
    Day();

    /// A hall on its first date, with all counters closed and nobody in it.
    Day(Rules rules, Date date);

    [[nodiscard]] const Rules& rules() const { return layout_->rules; }
    [[nodiscard]] const Layout& layout() const { return *layout_; }
    [[nodiscard]] Date date() const { return date_; }
    [[nodiscard]] bool has_begun() const { return date_.ok(); }
    [[nodiscard]] bool is_closed() const { return is_closed_; }
    [[nodiscard]] Instant last_at() const { return last_at_; }

    /// The mall files in force, oldest first, by the journal sequence of their events; the last one
    /// is the current one. Empty for a day made from rules alone.
    struct File {
        std::int64_t version{};
        std::shared_ptr<const mall::Mall> mall;
    };
    [[nodiscard]] std::span<const File> files() const { return files_; }

    /// The newest document on how the mall is formed, and when it came; no document before the
    /// first.
    struct Forming {
        std::int64_t version = 0;
        Instant at;
        std::shared_ptr<const mall::Forming> document;
    };
    [[nodiscard]] const Forming& forming() const { return forming_; }

    [[nodiscard]] std::span<const Visit> visits() const { return visits_; }
    [[nodiscard]] std::span<const Step> steps() const { return steps_; }
    [[nodiscard]] std::span<const Desk> desks() const { return desks_; }
    [[nodiscard]] std::span<const CallRecord> calls() const { return calls_; }
    [[nodiscard]] std::span<const CarriedVisit> carried() const { return carried_; }
    /// Steps that are on hold.
    [[nodiscard]] std::span<const StepIndex> held_steps() const { return held_; }
    [[nodiscard]] const Queues& queues() const { return queues_; }
    [[nodiscard]] const Wall& wall() const { return wall_; }
    [[nodiscard]] const Visit& at(VisitIndex visit) const { return visits_[visit.value]; }
    [[nodiscard]] const Step& at(StepIndex step) const { return steps_[step.value]; }
    [[nodiscard]] const Desk& at(CounterIndex counter) const { return desks_[counter.value]; }
    [[nodiscard]] const Service& at(ServiceIndex service) const {
        return rules().services[service.value];
    }

    /// The queues that a counter calls from, given its present choice of services.
    [[nodiscard]] std::span<const std::uint64_t> queues_of(CounterIndex counter) const {
        return std::span{desk_queues_}.subspan(counter.value * layout_->queue_words,
                                               layout_->queue_words);
    }

    [[nodiscard]] QueueIndex queue_of(const Step& step) const {
        return layout_->queue_of(step.service, at(step.visit).priority);
    }

    [[nodiscard]] const Rating* rating_of(StepIndex step) const;

    /// The visit of a number of today, of the paper roll or carried over; nothing when there is
    /// none.
    [[nodiscard]] std::optional<VisitIndex> find_visit(std::string_view prefix,
                                                       std::uint32_t value) const;

    [[nodiscard]] std::string_view prefix_of(const Visit& visit) const;
    [[nodiscard]] Date business_date_of(const Visit& visit) const;
    [[nodiscard]] std::uint32_t last_number_of(AgencyIndex agency) const;
    [[nodiscard]] bool has_paper_number(std::uint32_t value) const {
        return paper_.contains(value);
    }

    /// Steps of a visit in their order.
    [[nodiscard]] StepList steps_of(VisitIndex visit) const;

    /// Its predecessors in the visit that have not ended, for which it has to wait.
    [[nodiscard]] StepList waits_for(StepIndex step, Instant now) const;

    /// Whether the counter, with its present choice of services, may call that edition.
    [[nodiscard]] bool offers(CounterIndex counter, ServiceIndex service) const;

    /// Steps waiting or on hold for an edition that are not for one counter alone.
    [[nodiscard]] std::uint32_t standing(ServiceIndex service) const {
        return standing_[service.value];
    }

    /// Mean work of the steps that wait for that counter alone.
    [[nodiscard]] Duration bound_work(CounterIndex counter) const {
        return bound_work_[counter.value];
    }

    /// The count of events so far; `touched` of visits and counters is in these terms.
    [[nodiscard]] std::uint32_t event_count() const { return event_count_; }
    [[nodiscard]] std::uint32_t next_order() const { return next_order_; }

    /// Whether closing time has freed steps that waited for a no-show who might have come back, and
    /// no event has been applied since.
    [[nodiscard]] bool has_unreleased(Instant now) const {
        return !held_back_.empty() && now >= rules().closes_at();
    }

private:
    friend class Evolution;

    std::shared_ptr<const Layout> layout_;
    Date date_{};
    bool is_closed_ = false;
    Instant last_at_ = Instant::min();
    std::uint32_t event_count_ = 0;
    std::uint32_t next_order_ = 0;
    std::vector<File> files_;
    Forming forming_;

    std::vector<Visit> visits_;
    std::vector<Step> steps_;
    std::vector<Desk> desks_;
    Queues queues_;
    QueueSet desk_queues_;                          // One set after the other, by counter.
    std::vector<std::uint32_t> standing_;           // By service.
    std::vector<Duration> bound_work_;              // By counter.
    std::vector<std::vector<VisitIndex>> numbers_;  // By series and number - 1.
    std::map<std::uint32_t, VisitIndex> paper_;
    std::vector<CarriedVisit> carried_;
    std::vector<CallRecord> calls_;
    std::vector<StepIndex> held_back_;  // They wait for a no-show alone, at most until closing.
    std::vector<StepIndex> held_;       // On hold now.
    std::map<StepIndex, Rating> ratings_;
    Wall wall_;
};

/// Which events a command causes now, or why it is turned down. `now` before the last event counts
/// as the time of that event. A command at or after `rules().ends_at` belongs to the next date: its
/// caller applies `next_date` first.
Result<Events> decide(const Day& day, const Command& command, Instant now);

/// Applies one event that `decide` or `next_date` gave, or the journal kept. An event that does not
/// fit the day is a bug of who wrote it, and stops the process.
void evolve(Day& day, const Event& event);

/// Frees the steps that waited for a no-show who may not come back after closing time, as the next
/// event at or after `now` will.
void release(Day& day, Instant now);

/// Ends the date, unless it was ended by hand, and begins another: what is with a clerk goes on
/// there, and in a mall that is open through the night what waits does too.
Events next_date(const Day& day, Date date, Instant now);

}  // namespace gerai::hall
