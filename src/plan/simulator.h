#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "hall/day.h"
#include "measure/step_record.h"
#include "plan/agenda.h"
#include "plan/arrivals.h"
#include "plan/model.h"
#include "plan/present.h"
#include "plan/second_choice.h"
#include "plan/timetable.h"

namespace gerai::plan {

/// One day as it went.
struct SimulatedDay {
    std::vector<measure::StepRecord> records;
    std::uint32_t refused = 0;  ///< Who came and got no number.
    double factor = 1;          ///< How many more came than on another day.
    Instant ended_at;           ///< Of the last event, or where the run was ended.
    std::uint64_t events = 0;
};

/// Thrown by a run that was stopped.
struct RunStopped {};

/// Plays days of a model: brings visitors and clerks with their commands to `hall::decide` under a
/// virtual clock, and measures what comes of it as a real day is measured. It has no rule of its
/// own; it knows only what people do. A clerk calls as soon as a counter is free, and a step that
/// can be called finds an idle counter, if there is one.
///
/// The same model, seed and number of the day give the same day, to the bit.
class Simulator {
public:
    /// Told of every event, with the day right after it.
    using Listener = std::function<void(const hall::Event&, const hall::Day&)>;

    /// `model` outlives the simulator.
    explicit Simulator(const Model& model);

    /// Plays days that go on from a hall as it stands; `model` is fitted to its rules, and its
    /// roster is not looked at. Who is in the hall has stayed until now, is served, walks or looks
    /// for the clerk, and what is left of each time is drawn given what has passed of it; their
    /// draws are keyed by visit. What is on hold comes back after the time that one takes who was
    /// called in vain, and goes on at the first counter that is free for it. What nobody serves
    /// ends with the date. `model` outlives the simulator.
    Simulator(const Model& model, const Present& present);

    SimulatedDay run(std::uint64_t seed, std::uint32_t number, const Listener& listener = {});

    /// Has `run` throw `RunStopped` soon after somebody asks for it: there are no half days.
    void stop_on(std::stop_token stop) { stop_ = std::move(stop); }

private:
    enum class Happening {
        arrival,      // About a source.
        duty,         // The next act of the timetable.
        met,          // About a counter, like the next three: who was called has come.
        missed,       // Who was called has not.
        served,       // Who was served has all.
        ready,        // The next may be called.
        patience,     // About a visit: its patience ends, unless it was called since.
        coming_back,  // About a visit: it asks to be called again.
        returning,    // About a step on hold: its visitor is there again.
        closing,      // Of the hall.
    };

    struct Visitor {
        Key key;
        Duration patience = Duration::max();  // What is left of it.
        Instant waits_since;
        Instant leaves_at = Instant::max();  // Says goodbye then, unless called before.
        bool says_goodbye = false;
        bool is_gone = false;
        std::uint16_t calls = 0;
        std::uint16_t sent_on = 0;
    };

    struct Clerk {
        bool is_busy = false;  // With a visitor, or getting ready for the next.
        std::uint32_t place = hall::CounterIndex::nowhere;  // Among the idle.
    };

    void begin(Key day);
    void end_date();
    void happen(Happening what, std::uint32_t about);
    bool act(const hall::Command& command);

    void await_next(std::uint32_t source);
    void arrive(std::uint32_t source);
    [[nodiscard]] hall::Issue wish_of(const Comer& comer, const Population& who) const;
    [[nodiscard]] Visitor visitor_of(const Comer& comer, std::uint32_t source) const;
    void lose_patience(hall::VisitIndex visit);
    void come_back(hall::VisitIndex visit);
    void go_on(hall::VisitIndex visit);
    [[nodiscard]] bool waits(hall::VisitIndex visit) const;

    void do_duty();
    void close_doors();
    void get_ready(hall::CounterIndex counter);
    bool call(hall::CounterIndex counter);
    bool offer(hall::StepIndex step);
    [[nodiscard]] bool is_missed(Visitor& visitor);
    void start(hall::CounterIndex counter);
    void finish(hall::CounterIndex counter);
    [[nodiscard]] hall::ServiceIndex onward_from(hall::StepIndex step) const;
    void give_up(hall::CounterIndex counter);
    void rest(hall::CounterIndex counter, hall::VisitIndex last);

    // How a day goes on from a present hall.
    void take_over(Key day);
    [[nodiscard]] Visitor visitor_in_hall(hall::VisitIndex visit, Key key) const;
    void look_for_absent(hall::VisitIndex visit);
    void await_held(hall::StepIndex step);
    void take_over(hall::CounterIndex counter, Key present);
    void take_over_call(hall::CounterIndex counter);
    void go_on_serving(hall::CounterIndex counter);
    void come_from_hold(hall::StepIndex step);
    void resume_at_idle();
    bool resume(hall::CounterIndex counter);

    void become_idle(hall::CounterIndex counter);
    void stop_being_idle(hall::CounterIndex counter);

    Visitor& visitor(hall::VisitIndex visit) { return visitors_[visit.value]; }
    [[nodiscard]] const Visitor& visitor(hall::VisitIndex visit) const {
        return visitors_[visit.value];
    }
    Clerk& clerk(hall::CounterIndex counter) { return clerks_[counter.value]; }
    [[nodiscard]] bool is_idle(hall::CounterIndex counter) const {
        return clerks_[counter.value].place != hall::CounterIndex::nowhere;
    }
    /// Whoever has the session of a counter is the clerk who is simulated.
    [[nodiscard]] static hall::AtCounter acting_at(hall::CounterIndex counter) {
        return {.counter = counter, .needs_session = false};
    }
    void in(Duration delay, Happening what, std::uint32_t about);

    const Model& model_;
    hall::Day first_;  // As each run finds the hall.
    measure::StepRecorder first_records_;
    std::optional<Instant> goes_on_from_;
    Coming coming_;
    std::vector<Appointed> timetable_;
    SecondChoice second_choice_;

    hall::Day day_;
    Instant now_;
    Agenda<Happening> agenda_;
    Arrivals arrivals_;
    std::vector<Comer> awaited_;  // By source.
    std::size_t duties_done_ = 0;
    std::vector<Visitor> visitors_;       // By visit.
    std::vector<std::uint32_t> errands_;  // By step: which draws are its.
    std::vector<Clerk> clerks_;           // By counter.
    std::vector<hall::CounterIndex> idle_;
    std::vector<hall::StepIndex> returned_;  // On hold, with their visitors there again.
    measure::StepRecorder recorder_;
    const Listener* listener_ = nullptr;
    std::stop_token stop_;
    SimulatedDay result_;
};

}  // namespace gerai::plan
