#pragma once

#include <expected>
#include <span>

#include "hall/event.h"

/// What people and devices ask of a hall, and why it may be turned down.
namespace gerai::hall {

/// Take one number for one or more services. Codes are random and come in with the command.
struct Issue {
    boost::container::small_vector<ServiceIndex, 4> services;
    ClassIndex priority;
    Channel channel{};
    Language language{};
    Code code;
    ShortCode short_code;
};

/// Key in a number of the emergency roll as it stands on the paper.
struct IssuePaper {
    std::uint32_t number{};
    Instant taken_at;
    std::string reason;
    Issue visit;
};

struct Cancel {
    VisitIndex visit;
    std::string reason;
};

struct Rejoin {
    VisitIndex visit;
};

struct ChangePriority {
    VisitIndex visit;
    ClassIndex priority;
};

struct Rate {
    StepIndex step;
    int score{};
    std::vector<std::string> reasons;
};

/// An act at a counter. Once somebody has a session there, acts carry it; the manager needs none.
struct AtCounter {
    CounterIndex counter;
    std::string session{};
    bool needs_session = true;
};

/// `services`: originals; empty means all that the file gives the counter today.
struct Open {
    AtCounter at;
    std::vector<ServiceIndex> services;
};

struct Close {
    AtCounter at;
};

struct Pause {
    AtCounter at;
};

struct ChooseServices {
    AtCounter at;
    std::vector<ServiceIndex> services;
};

struct Call {
    AtCounter at;
};

/// Out of turn: the visit whose number a person named.
struct CallNumber {
    AtCounter at;
    VisitIndex visit;
};

struct Recall {
    AtCounter at;
};

struct Start {
    AtCounter at;
};

struct Finish {
    AtCounter at;
    Outcome outcome = Outcome::completed;
};

struct RecordNoShow {
    AtCounter at;
};

struct Hold {
    AtCounter at;
    std::string reason;
};

struct Resume {
    AtCounter at;
    VisitIndex visit;
};

struct TransferToService {
    AtCounter at;
    ServiceIndex service;
};

struct TransferToCounter {
    AtCounter at;
    CounterIndex counter;
};

struct SendOn {
    AtCounter at;
    ServiceIndex service;
};

struct Undo {
    AtCounter at;
};

struct TakeSession {
    CounterIndex counter;
    std::string session;  ///< The new one; the caller makes it.
    bool take_over = false;
};

/// A new mall file, already read and checked.
struct Configure {
    std::int64_t version{};  ///< The journal sequence that its event will have.
    std::string text;
    std::shared_ptr<const mall::Mall> mall;
};

/// A new document on how the mall is formed, already read and checked. It was made from the one of
/// `based_on` (0: from none) and is refused when there is a newer one.
struct Form {
    std::int64_t version{};  ///< The journal sequence that its event will have.
    std::int64_t based_on{};
    std::string text;
    std::shared_ptr<const mall::Forming> forming;
};

/// End the date by hand: it issues no more numbers.
struct CloseDay {};

/// A device says that it has spoken an announcement; again is once.
struct Hear {
    std::uint32_t announcement{};
    std::string device;
};

/// The id is random and comes in with the command.
struct PostNotice {
    Notice notice;
};

struct WithdrawNotice {
    std::string id;
};

/// Asking again where help is still awaited changes nothing.
struct AskHelp {
    std::string place;
};

struct GiveHelp {
    std::uint32_t help{};
};

struct SetBoard {
    BoardSetup board;
};

using Command =
    std::variant<Issue, IssuePaper, Cancel, Rejoin, ChangePriority, Rate, Open, Close, Pause,
                 ChooseServices, Call, CallNumber, Recall, Start, Finish, RecordNoShow, Hold,
                 Resume, TransferToService, TransferToCounter, SendOn, Undo, TakeSession, Configure,
                 CloseDay, Hear, PostNotice, WithdrawNotice, AskHelp, GiveHelp, SetBoard, Form>;

/// Why a command was turned down: one entry for each thing that a caller can do about it.
enum class Refusal : std::uint8_t {
    unknown_visit,
    unknown_step,
    unknown_counter,
    unknown_service,
    unknown_class,
    no_services,              ///< A number or a counter needs at least one.
    service_not_offered,      ///< No counter gives it today. About: the service.
    capacity_reached,         ///< It could not be served before closing. About: the service.
    closed,                   ///< The mall is not open now.
    date_closed,              ///< The date was ended by hand.
    no_paper_roll,            ///< The mall's file names no roll.
    paper_number_used,        ///< That number was keyed in before.
    paper_time_out_of_range,  ///< The time on the paper is not between today's opening and now.
    wrong_step_state,         ///< About: the state (`StepState`) that forbids it.
    wrong_counter_state,      ///< About: the state (`CounterState`) that forbids it.
    counter_busy,             ///< It has a step in hand.
    counter_idle,             ///< It has none.
    nobody_waits,
    busy_elsewhere,     ///< The visitor is at another counter. About: the counter.
    waits_for_others,   ///< All its steps here wait for steps before them.
    no_step_here,       ///< The visit has no step that this counter serves.
    not_given_here,     ///< The counter does not give that service. About: the service.
    already_waiting,    ///< The visit has that service already. About: the service.
    waits_in_a_circle,  ///< Steps of the visit would wait for each other for ever.
    nothing_to_cancel,
    nothing_to_rejoin,
    no_rejoins_left,
    too_late_to_rejoin,
    nothing_to_undo,
    too_late_to_undo,
    touched_since,   ///< Something happened to the counter or the visit after that act.
    carried_over,    ///< A step of an earlier date can only be brought to its end.
    taken_over,      ///< Somebody else has the session of this counter.
    session_exists,  ///< Take it over, or leave it.
    not_rateable,    ///< Only a step that is done, until its date ends.
    invalid_rating,
    unknown_announcement,
    unknown_notice,
    too_many_notices,
    unknown_help,
    too_many_boards,
    forming_changed,  ///< Somebody else has changed the document on forming meanwhile.
    prefix_of_paper,  ///< Today's paper roll has it. About: the new agency, in the newer file.
};

/// A refusal and what it is about: the value of an index or a state, as the entry says.
struct Refused {
    Refusal why{};
    std::uint32_t about = Index<void>::nowhere;

    friend bool operator==(const Refused&, const Refused&) = default;
};

template <class T>
using Result = std::expected<T, Refused>;

}  // namespace gerai::hall
