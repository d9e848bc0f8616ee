#include "plan/calibration/replay.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "hall/dispatch.h"
#include "plan/calibration/samples.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

using measure::DayLog;
using measure::StayEnd;
using measure::StepRecord;

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// What is due, in this order where several things happened at one moment: who leaves a counter
/// frees it for a call, and who comes may be called at once.
enum class Due { end, cancel, counter, issue, call, start };

struct Happening {
    Instant at;
    Due what{};
    std::size_t about{};  ///< A stay, a visit or a turn of a counter.
};

/// A counter that opens, pauses or closes.
struct Turn {
    hall::CounterIndex counter;
    hall::CounterState state{};
    std::vector<hall::ServiceIndex> offers;
};

class Player {
public:
    explicit Player(const DayLog& log) : log_(log), issued_(issue_times(log)) {
        hall::Rules rules = log.rules;
        rules.has_capacity_stop = false;
        day_ = hall::Day{std::move(rules), log.date};
        steps_.resize(log.records.size());
        led_to_.assign(log.stays.size(), none);
        of_visit_.resize(issued_.size());
        plan_visits();
        plan_stays();
        plan_counters();
        std::ranges::stable_sort(due_, {},
                                 [](const Happening& one) { return std::tuple{one.at, one.what}; });
    }

    Replay play() {
        for (const Happening& one : due_) {
            now_ = one.at;
            happen(one);
        }
        return result_;
    }

private:
    // --- what is due

    void plan_visits() {
        for (const StepRecord& record : log_.records) {
            if (record.is_undone) continue;
            const auto from = stay_before(record, issued_[record.visit.value], log_);
            if (from) {
                led_to_[*from] = record.step.value;
            } else {
                of_visit_[record.visit.value].push_back(record.step);
            }
        }
        for (std::size_t i = 0; i < of_visit_.size(); ++i) {
            if (!of_visit_[i].empty()) due_.push_back({issued_[i], Due::issue, i});
        }
        plan_goodbyes();
    }

    void plan_goodbyes() {
        std::vector<bool> has_left(issued_.size(), false);
        for (const StepRecord& record : log_.records) {
            const std::size_t visit = record.visit.value;
            const bool is_left =
                record.state == hall::StepState::cancelled && record.outcome == hall::Outcome::none;
            if (!is_left || !record.ended_at || has_left[visit]) continue;
            has_left[visit] = true;
            due_.push_back({*record.ended_at, Due::cancel, visit});
        }
    }

    void plan_stays() {
        for (std::size_t i = 0; i < log_.stays.size(); ++i) {
            const measure::Stay& stay = log_.stays[i];
            if (stay.end == StayEnd::taken_back) continue;
            due_.push_back({stay.called_at, Due::call, i});
            if (stay.started_at && !stay.is_resumed) {
                due_.push_back({*stay.started_at, Due::start, i});
            }
            if (stay.left_at) due_.push_back({*stay.left_at, Due::end, i});
        }
    }

    void plan_counters() {
        const auto turn = [&](Instant at, Turn to) {
            due_.push_back({at, Due::counter, turns_.size()});
            turns_.push_back(std::move(to));
        };
        for (const measure::Stretch& stretch : log_.stretches) {
            if (stretch.state == hall::CounterState::closing) continue;
            const bool is_open = stretch.state == hall::CounterState::open;
            turn(stretch.at.from, {stretch.counter, stretch.state,
                                   is_open ? stretch.offers : std::vector<hall::ServiceIndex>{}});
            if (stretch.at.to < log_.ended_at && !goes_on(stretch)) {
                turn(stretch.at.to, {stretch.counter, hall::CounterState::closed, {}});
            }
        }
    }

    [[nodiscard]] bool goes_on(const measure::Stretch& before) const {
        return std::ranges::any_of(log_.stretches, [&](const measure::Stretch& one) {
            return one.counter == before.counter && one.at.from == before.at.to;
        });
    }

    // --- what happens

    void happen(const Happening& one) {
        switch (one.what) {
            case Due::end: return end(one.about);
            case Due::cancel: return cancel(one.about);
            case Due::counter: return turn(turns_[one.about]);
            case Due::issue: return issue(one.about);
            case Due::call: return call(one.about);
            case Due::start: return start(one.about);
        }
    }

    bool act(const hall::Command& command) {
        const auto events = hall::decide(day_, command, now_);
        if (!events) return false;
        for (const hall::Event& event : *events) hall::evolve(day_, event);
        return true;
    }

    void issue(std::size_t visit) {
        const StepRecord& first = log_.records[of_visit_[visit].front().value];
        hall::Issue wish{.priority = first.priority};
        for (const hall::StepIndex step : of_visit_[visit]) {
            wish.services.push_back(log_.records[step.value].service);
        }
        const auto next = static_cast<std::uint32_t>(day_.steps().size());
        if (!act(wish)) return;
        for (std::uint32_t i = 0; i < of_visit_[visit].size(); ++i) {
            steps_[of_visit_[visit][i].value] = {next + i};
        }
    }

    void cancel(std::size_t visit) {
        if (of_visit_[visit].empty()) return;
        const hall::StepIndex step = steps_[of_visit_[visit].front().value];
        if (step.exists()) act(hall::Cancel{.visit = day_.at(step).visit, .reason = {}});
    }

    void turn(const Turn& to) {
        const hall::AtCounter at{.counter = to.counter};
        if (to.state == hall::CounterState::open) {
            if (!act(hall::Open{at, to.offers})) act(hall::ChooseServices{at, to.offers});
        } else if (to.state == hall::CounterState::paused) {
            act(hall::Pause{at});
        } else {
            act(hall::Close{at});
        }
    }

    void call(std::size_t place) {
        const measure::Stay& stay = log_.stays[place];
        const hall::StepIndex step = steps_[stay.step.value];
        if (!step.exists()) {
            ++result_.others;
            return;
        }
        const hall::VisitIndex visit = day_.at(step).visit;
        if (stay.is_resumed) {
            act(hall::Resume{{.counter = stay.counter}, visit});
            return;
        }
        const bool is_new = day_.at(step).state == hall::StepState::waiting;
        if (is_new && stay.rule != hall::CallRule::by_number) compare(stay.counter, step);
        if (!act(hall::CallNumber{{.counter = stay.counter}, visit})) ++result_.others;
    }

    void compare(hall::CounterIndex counter, hall::StepIndex step) {
        const auto choice = hall::choose_next(day_, counter, now_);
        if (!choice) {
            ++result_.others;
            return;
        }
        ++result_.calls;
        const hall::Step& ours = day_.at(choice->next.step);
        if (ours.visit == day_.at(step).visit) ++result_.same;
        result_.wait_difference += std::abs(in_seconds(ours.e - day_.at(step).e));
    }

    [[nodiscard]] bool has(const measure::Stay& stay) const {
        const hall::StepIndex current = day_.at(stay.counter).current;
        const hall::StepIndex step = steps_[stay.step.value];
        return current.exists() && step.exists() && day_.at(current).visit == day_.at(step).visit;
    }

    void start(std::size_t place) {
        const measure::Stay& stay = log_.stays[place];
        if (has(stay)) act(hall::Start{{.counter = stay.counter}});
    }

    void end(std::size_t place) {
        const measure::Stay& stay = log_.stays[place];
        if (!has(stay)) return;
        const hall::AtCounter at{.counter = stay.counter};
        switch (stay.end) {
            case StayEnd::served: return leave(place, at, stay.end);
            case StayEnd::transferred: return leave(place, at, stay.end);
            case StayEnd::no_show: act(hall::RecordNoShow{at}); return;
            case StayEnd::held: act(hall::Hold{at, {}}); return;
            case StayEnd::cancelled: {
                const hall::VisitIndex visit = day_.at(day_.at(stay.counter).current).visit;
                act(hall::Cancel{.visit = visit, .reason = {}});
                return;
            }
            case StayEnd::unfinished:
            case StayEnd::taken_back: return;
        }
    }

    /// Served or transferred, with the step that it led to where there is one.
    void leave(std::size_t place, const hall::AtCounter& at, StayEnd how) {
        const std::size_t led_to = led_to_[place];
        if (led_to == none) {
            act(hall::Finish{at});
            return;
        }
        const hall::ServiceIndex service = log_.records[led_to].service;
        const hall::StepIndex next{static_cast<std::uint32_t>(day_.steps().size())};
        const bool is_made = how == StayEnd::served ? act(hall::SendOn{at, service})
                                                    : act(hall::TransferToService{at, service});
        if (is_made) {
            steps_[led_to] = next;
        } else {
            act(hall::Finish{at});
        }
    }

    const DayLog& log_;
    std::vector<Instant> issued_;                         // By visit.
    std::vector<std::vector<hall::StepIndex>> of_visit_;  // Of the log, asked for at the start.
    std::vector<std::size_t> led_to_;                     // By stay: a step of the log.
    std::vector<hall::StepIndex> steps_;                  // Of the replay, by step of the log.
    std::vector<Turn> turns_;
    std::vector<Happening> due_;
    hall::Day day_;
    Instant now_;
    Replay result_;
};

}  // namespace

Replay& Replay::operator+=(const Replay& other) {
    calls += other.calls;
    same += other.same;
    others += other.others;
    wait_difference += other.wait_difference;
    return *this;
}

Replay replay(const DayLog& day) { return Player{day}.play(); }

}  // namespace gerai::plan
