#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/hall_words.h"
#include "core/json.h"

/// The shapes of the API: what goes in and out under `/api/v1`, and at the same time its OpenAPI
/// schemas. Names are those of the contract; a trailing `_` is not part of one.
namespace gerai::api {

using json::Nullable;
using json::Timestamp;
template <std::size_t most>
using Text = json::Text<most>;

/// An 80 % interval; null in its place when it cannot be honest.
struct Estimate {
    std::int64_t low_seconds{};
    std::int64_t median_seconds{};
    std::int64_t high_seconds{};
};
BOOST_DESCRIBE_STRUCT(Estimate, (), (low_seconds, median_seconds, high_seconds))

/// Who was called before a step that waited longer. In public there is a count, and every class is
/// `priority`; in the hall there is the number.
struct Overtaking {
    std::optional<std::string> number;
    std::optional<std::int64_t> count;
    std::string rule;
};
BOOST_DESCRIBE_STRUCT(Overtaking, (), (number, count, rule))

struct StepView {
    std::int64_t id{};  ///< Its place in the visit, from 1.
    std::string service;
    std::string service_name;
    std::string agency;
    hall::StepState state{};
    std::optional<hall::Outcome> outcome;
    std::vector<std::int64_t> waits_for;
    std::optional<std::int64_t> ahead;
    Nullable<Estimate> estimate;
    std::optional<std::int64_t> counter;
    std::optional<std::string> booth;
    std::optional<std::int64_t> floor;
    std::int64_t times_called{};
    std::optional<Timestamp> called_at;
    std::optional<Timestamp> started_at;
    std::optional<Timestamp> ended_at;
    std::vector<Overtaking> overtaken_by;
    std::optional<std::int64_t> rating;  ///< 1 to 4; absent before one was given.
    std::optional<std::vector<std::string>> rating_reasons;  ///< Absent where none was named.
};
BOOST_DESCRIBE_STRUCT(StepView, (),
                      (id, service, service_name, agency, state, outcome, waits_for, ahead,
                       estimate, counter, booth, floor, times_called, called_at, started_at,
                       ended_at, overtaken_by, rating, rating_reasons))

struct VisitView {
    std::string code;
    std::string short_code;
    std::string number;
    std::string mall;
    std::string business_date;
    Timestamp issued_at;
    std::string priority;
    hall::StepState state{};
    std::vector<StepView> steps;
    std::int64_t rejoins_left{};
    std::optional<Timestamp> rejoin_until;
    std::string track_url;
};
BOOST_DESCRIBE_STRUCT(VisitView, (),
                      (code, short_code, number, mall, business_date, issued_at, priority, state,
                       steps, rejoins_left, rejoin_until, track_url))

struct VisitList {
    std::vector<VisitView> visits;
    std::optional<std::string> next_page_token;
};
BOOST_DESCRIBE_STRUCT(VisitList, (), (visits, next_page_token))

/// A visit as a clerk needs it.
struct VisitReference {
    std::string code;
    std::string number;
    std::string priority;
};
BOOST_DESCRIBE_STRUCT(VisitReference, (), (code, number, priority))

struct StepReference {
    std::int64_t id{};
    std::string service;
    std::string service_name;
};
BOOST_DESCRIBE_STRUCT(StepReference, (), (id, service, service_name))

/// The step passed over by a call, and why.
struct Overtook {
    std::string number;
    std::int64_t score{};
    hall::PassReason reason{};
};
BOOST_DESCRIBE_STRUCT(Overtook, (), (number, score, reason))

/// Why this number was next: the rule, and its score (rate of its class times its age in seconds).
struct CallReason {
    hall::CallRule rule{};
    std::int64_t score{};
    std::int64_t waited_seconds{};
};
BOOST_DESCRIBE_STRUCT(CallReason, (), (rule, score, waited_seconds))

struct CalledView {
    VisitReference visit;
    StepReference step;
    CallReason reason;
    Nullable<Overtook> overtook;
};
BOOST_DESCRIBE_STRUCT(CalledView, (), (visit, step, reason, overtook))

/// The step that a counter has in hand.
struct CurrentStep {
    VisitReference visit;
    StepReference step;
    hall::StepState state{};
    Timestamp since;
    std::int64_t times_called{};
    std::int64_t heard_on{};
};
BOOST_DESCRIBE_STRUCT(CurrentStep, (), (visit, step, state, since, times_called, heard_on))

/// Somebody who waits for a counter, at the place where it would call them.
struct WaitingView {
    VisitReference visit;
    StepReference step;
    std::int64_t waited_seconds{};
    std::int64_t score{};
    bool is_rescued = false;
    hall::PassReason passed_over{};  ///< `none`: may be called now.
    std::optional<std::int64_t> at_counter;
};
BOOST_DESCRIBE_STRUCT(WaitingView, (),
                      (visit, step, waited_seconds, score, is_rescued, passed_over, at_counter))

struct HeldView {
    VisitReference visit;
    StepReference step;
    Timestamp since;
};
BOOST_DESCRIBE_STRUCT(HeldView, (), (visit, step, since))

struct UndoView {
    hall::Act action{};
    Timestamp until;
};
BOOST_DESCRIBE_STRUCT(UndoView, (), (action, until))

struct CounterView {
    std::int64_t number{};
    std::string booth;
    std::int64_t floor{};
    Nullable<std::string> agency;
    hall::CounterState state{};
    hall::CounterState becomes{};
    std::optional<Timestamp> since;
    std::optional<Timestamp> idle_since;  ///< Open with nobody in hand since then.
    std::vector<std::string> services;
    bool has_session = false;
    Nullable<CurrentStep> current;
    std::optional<std::int64_t> waiting_count;
    std::optional<std::vector<WaitingView>> waiting;
    std::optional<std::vector<HeldView>> held;
    Nullable<UndoView> undo;
};
BOOST_DESCRIBE_STRUCT(CounterView, (),
                      (number, booth, floor, agency, state, becomes, since, idle_since, services,
                       has_session, current, waiting_count, waiting, held, undo))

struct CounterList {
    std::vector<CounterView> counters;
};
BOOST_DESCRIBE_STRUCT(CounterList, (), (counters))

struct SessionView {
    std::string session;
    std::int64_t seq{};  ///< Of the event that tells the hall of it.
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (session, seq))

/// A screen of a trial hall and the address, with its token, that opens it ready.
struct ReadyLink {
    std::string screen;  ///< `kiosk`, `door`, `counter` or `hall`.
    std::optional<std::int64_t> counter;
    std::string address;
};
BOOST_DESCRIBE_STRUCT(ReadyLink, (), (screen, counter, address))

struct ReadyLinks {
    std::vector<ReadyLink> links;
};
BOOST_DESCRIBE_STRUCT(ReadyLinks, (), (links))

struct ClosedDay {
    std::string business_date;
    bool is_closed = false;
};
BOOST_DESCRIBE_STRUCT(ClosedDay, (), (business_date, is_closed))

/// A number for services of the mall, or the number that stands on a paper of the emergency roll
/// (`paper_number`, `taken_at`, `reason` together).
struct NewVisit {
    std::vector<Text<60>> services;
    std::optional<Text<60>> priority;
    std::optional<hall::Channel> channel;
    std::optional<hall::Language> language;
    std::optional<Text<20>> paper_number;
    std::optional<Timestamp> taken_at;
    std::optional<Text<200>> reason;
};
BOOST_DESCRIBE_STRUCT(NewVisit, (),
                      (services, priority, channel, language, paper_number, taken_at, reason))

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct WithReason {
    std::optional<Text<200>> reason;
};
BOOST_DESCRIBE_STRUCT(WithReason, (), (reason))

struct NewPriority {
    Text<60> class_;
};
BOOST_DESCRIBE_STRUCT(NewPriority, (), (class_))

/// Why a rating is as it is: four things that may please, and five that may not.
enum class RatingReasonId {
    quick,
    friendly,
    clear,
    comfortable,
    slow,
    unfriendly,
    unclear,
    uncomfortable,
    extra_cost
};
BOOST_DESCRIBE_ENUM(RatingReasonId, quick, friendly, clear, comfortable, slow, unfriendly, unclear,
                    uncomfortable, extra_cost)

struct NewRating {
    json::Ranged<1, 1'000> step;
    json::Ranged<1, 4> score;
    std::optional<std::vector<RatingReasonId>> reasons;
};
BOOST_DESCRIBE_STRUCT(NewRating, (), (step, score, reasons))

struct ChosenServices {
    std::optional<std::vector<Text<60>>> services;
};
BOOST_DESCRIBE_STRUCT(ChosenServices, (), (services))

/// Empty: the next in order.
struct WhomToCall {
    std::optional<Text<20>> number;
};
BOOST_DESCRIBE_STRUCT(WhomToCall, (), (number))

enum class FinishOutcome { completed, not_completed };
BOOST_DESCRIBE_ENUM(FinishOutcome, completed, not_completed)

struct HowFinished {
    std::optional<FinishOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(HowFinished, (), (outcome))

/// The visit to go on with: its code.
struct WhomToResume {
    Text<26> visit;
};
BOOST_DESCRIBE_STRUCT(WhomToResume, (), (visit))

/// Exactly one of the two.
struct WhereTo {
    std::optional<Text<60>> service;
    std::optional<json::Ranged<1, 100'000>> counter;
};
BOOST_DESCRIBE_STRUCT(WhereTo, (), (service, counter))

struct NextService {
    Text<60> service;
};
BOOST_DESCRIBE_STRUCT(NextService, (), (service))

struct SessionWish {
    std::optional<bool> take_over;
};
BOOST_DESCRIBE_STRUCT(SessionWish, (), (take_over))

}  // namespace gerai::api
