#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "core/code.h"
#include "hall/rules.h"

/// What has happened in a hall. An event names things by their place in the Day (dense indexes);
/// the journal writes the ids and numbers behind them.
namespace gerai::mall {
struct Forming;
}

namespace gerai::hall {

struct Step;
struct Visit;
using StepIndex = Index<Step>;
using VisitIndex = Index<Visit>;

enum class StepState : std::uint8_t { waiting, called, serving, done, on_hold, no_show, cancelled };

/// How a step ended, where the state alone does not say it.
enum class Outcome : std::uint8_t {
    none,
    completed,
    not_completed,
    transferred,
    undone,
    day_ended
};

enum class CounterState : std::uint8_t { closed, open, paused, closing };

/// Where a number was taken.
enum class Channel : std::uint8_t { kiosk, door, paper, web, phone };

enum class Language : std::uint8_t { id, en };

/// Why a step was called: it was the oldest, its class gained faster, it had waited past the rescue
/// age, or a person named its number.
enum class CallRule : std::uint8_t { oldest, priority, rescue, by_number };

/// Why an older step was passed over by a call.
enum class PassReason : std::uint8_t {
    none,
    lower_score,     ///< The called one's class gained faster, or it needed no switch of service.
    busy_elsewhere,  ///< Its visitor is at another counter; it keeps its place.
    waits_for,       ///< Its predecessors are not done; it keeps its place.
    primary,         ///< The counter serves its own agency first.
    by_number,       ///< A person named another number.
};

/// An act of a counter that `undo` can take back.
enum class Act : std::uint8_t { none, call, start, finish, no_show, hold, transfer, send_on };

/// `PREFIX-NNN`: the prefix is an agency's, or the paper roll's where there is no agency.
struct Number {
    AgencyIndex prefix;
    std::uint32_t value{};

    friend auto operator<=>(const Number&, const Number&) = default;
};

struct Issued {
    VisitIndex visit;
    StepIndex first_step;  ///< The steps of the services follow one another from here.
    Number number;
    ClassIndex priority;
    Instant e;  ///< Effective time of all its steps.
    Channel channel{};
    Language language{};
    Code code;
    ShortCode short_code;
    boost::container::small_vector<ServiceIndex, 4> services;
    std::string reason;  ///< Why a paper number was needed; empty otherwise.
};

struct Called {
    StepIndex step;
    CounterIndex counter;
    CallRule rule{};
    std::int64_t score{};
    StepIndex overtook;  ///< The oldest step passed over, if there was one.
    std::int64_t overtook_score{};
    PassReason overtook_reason{};
    bool is_rejoin = false;  ///< A no-show that is called back; counts as a rejoin of its visit.
};

struct Recalled {
    StepIndex step;
    CounterIndex counter;
};

struct Started {
    StepIndex step;
    CounterIndex counter;
};

struct Finished {
    StepIndex step;
    CounterIndex counter;
    Outcome outcome{};  ///< completed or not_completed.
    StepIndex next;     ///< Sent on: the new step, and its service.
    ServiceIndex next_service;
};

struct NoShow {
    StepIndex step;
    CounterIndex counter;
};

struct Rejoined {
    struct Place {
        StepIndex step;
        Instant e;
    };

    VisitIndex visit;
    boost::container::small_vector<Place, 2> places;
};

struct Held {
    StepIndex step;
    CounterIndex counter;
    std::string reason;
};

struct Resumed {
    StepIndex step;
    CounterIndex counter;
};

struct Transferred {
    StepIndex step;
    CounterIndex counter;
    StepIndex next;
    ServiceIndex next_service;
    CounterIndex next_counter;  ///< Only this counter may call it, if it is named.
};

struct Cancelled {
    VisitIndex visit;
    boost::container::small_vector<StepIndex, 4> steps;
    std::string reason;
};

struct PriorityChanged {
    VisitIndex visit;
    ClassIndex priority;
};

struct Rated {
    StepIndex step;
    int score{};  ///< 1 to 4.
    std::vector<std::string> reasons;
};

struct Undone {
    CounterIndex counter;
    Act act{};
    StepIndex step;
    StepState restored{};  ///< The state that the step has again.
    StepIndex created;     ///< A step that the act had made: cancelled, outcome `undone`.
};

struct CounterChanged {
    CounterIndex counter;
    CounterState state{};
    CounterState becomes{};  ///< What a closing counter is to become; otherwise the state itself.
    std::vector<ServiceIndex> services;  ///< Originals that it offers now.
};

struct SessionTaken {
    CounterIndex counter;
    std::string session;
};

/// A mall's file was accepted.
struct Configured {
    std::int64_t version{};  ///< The journal sequence of this very event; not in its body.
    std::string text;
    std::shared_ptr<const mall::Mall> mall;
};

/// The document on how the mall is formed (`mall/forming.h`) was accepted.
struct Formed {
    std::int64_t version{};  ///< The journal sequence of this very event; not in its body.
    std::string text;        ///< As `mall::to_text` writes it.
    std::shared_ptr<const mall::Forming> forming;
};

/// A device has spoken an announcement: its place among those of the date, from 0.
struct Heard {
    std::uint32_t announcement{};
    std::string device;
};

/// What the mall tells everybody, until it is withdrawn or its time is over.
struct Notice {
    std::string id;
    std::string text;
    std::string text_en;  ///< Empty: there is none.
    std::string zone;     ///< Empty: the whole mall.
    Instant until;        ///< The epoch: until it is withdrawn.

    friend bool operator==(const Notice&, const Notice&) = default;
};

struct NoticePosted {
    Notice notice;
};

struct NoticeWithdrawn {
    std::string id;
};

/// Somebody at a kiosk or a door asks for a person: the place among those of the date, from 0.
struct HelpAsked {
    std::uint32_t help{};
    std::string place;
};

struct HelpGiven {
    std::uint32_t help{};
};

enum class Orientation : std::uint8_t { landscape, portrait };

/// How a board is set up: the device, its screen, its farthest reader, what it is about.
struct BoardSetup {
    std::string device;
    int inches{};
    int metres{};
    std::string zone;  ///< Empty: the whole mall.
    Orientation orientation{};
    bool has_voice = false;

    friend bool operator==(const BoardSetup&, const BoardSetup&) = default;
};

struct BoardSet {
    BoardSetup board;
};

/// The date is over: it issues no more numbers, and what waits, is on hold or did not rejoin has
/// ended, except where the mall is open through the end and those who wait go on into the next
/// date.
struct DayClosed {
    bool carries_waiting = false;
};

/// A counter as it goes into a new date.
struct CarriedCounter {
    int number{};
    CounterState state{};
    CounterState becomes{};
    std::vector<std::string> services;
};

/// A step that goes on in a new date.
struct CarriedStep {
    std::string service;
    StepState state{};
    Outcome outcome{};
    int counter{};       ///< 0: none.
    int only_counter{};  ///< 0: none.
    int replaces{};      ///< Which step of the visit, from 1, it replaces; 0: none.
    Instant e;
    Instant called_at;
    Instant held_at;
    Instant started_at;
    Instant ended_at;
    int times_called{};
};

/// A visit that goes on in a new date, with what people know it by.
struct CarriedVisit {
    std::string prefix;
    std::uint32_t number{};
    Date business_date;
    std::string priority;
    Instant issued_at;
    Instant e;
    Channel channel{};
    Language language{};
    Code code;
    ShortCode short_code;
    int rejoins{};
    std::vector<CarriedStep> steps;
};

/// A new business date begins: everything that it needs to be rebuilt from here.
struct DayBegan {
    Date date;
    std::vector<std::int64_t> versions;  ///< Journal sequences of the files in force, oldest first.
    std::vector<CarriedCounter> counters;
    std::vector<CarriedVisit> visits;
    std::vector<Notice> notices;
    std::vector<BoardSetup> boards;
    std::int64_t forming{};  ///< Journal sequence of the newest document on forming; 0: none.
};

using What = std::variant<Issued, Called, Recalled, Started, Finished, NoShow, Rejoined, Held,
                          Resumed, Transferred, Cancelled, PriorityChanged, Rated, Undone,
                          CounterChanged, SessionTaken, Configured, DayClosed, DayBegan, Heard,
                          NoticePosted, NoticeWithdrawn, HelpAsked, HelpGiven, BoardSet, Formed>;

struct Event {
    Instant at;  ///< Never before the event before it.
    What what;

    Event(Instant when, What happened) : at(when), what(std::move(happened)) {}

    /// In place: moving a variant costs as much as deciding what is in it.
    template <class Happened>
    Event(Instant when, std::in_place_type_t<Happened> type, Happened&& happened)
        : at(when), what(type, std::forward<Happened>(happened)) {}
};

using Events = boost::container::small_vector<Event, 2>;

}  // namespace gerai::hall
