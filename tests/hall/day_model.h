#pragma once

#include <rapidcheck.h>

#include <map>
#include <set>

#include "hall/mall_kit.h"

/// A hall told in the plainest way, from its mall files and its events alone: lists, loops over all
/// of them, and no index, bit or count that could go wrong. A Day must show the same after every
/// event, and must decide what is said here.
namespace gerai::hall {

struct ModelStep {
    std::size_t visit{};
    std::string service;
    std::size_t file{};  ///< The mall file that it was made under.
    StepState state = StepState::waiting;
    Outcome outcome = Outcome::none;
    Instant e;
    std::uint32_t order{};
    std::size_t placed{};  ///< The count of events when it took its place.
    std::size_t ended{};   ///< And when it ended.
    Instant placed_at;
    Instant ended_at;
    int counter{};  ///< Number; 0: none, here and below.
    int only{};
    std::size_t replaces = none;
    bool is_carried = false;

    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
};

struct ModelVisit {
    std::string prefix;
    std::uint32_t number{};
    Date business_date;
    std::uint32_t priority{};
    int rejoins{};
    Instant e;
    std::size_t touched{};
};

struct ModelCounter {
    CounterState state = CounterState::closed;
    CounterState becomes = CounterState::closed;
    std::size_t current = ModelStep::none;
    std::set<std::string> offers;
    std::string last_service;
    std::size_t touched{};
};

/// What a counter did last, and how everything was before.
struct ModelAct {
    Act act = Act::none;
    std::size_t count{};
    Instant at;
    std::size_t step{};
    std::size_t created = ModelStep::none;
    ModelStep step_before;
    ModelCounter counter_before;
    int rejoins_before{};
};

struct ModelCall {
    std::size_t count{};
    Instant at;
    std::size_t step{};
    int counter{};
    Instant e;
    std::uint32_t order{};
};

/// A step as the order of calls sees it.
struct Standing {
    std::size_t step{};
    bool is_rescued = false;
    std::int64_t rate{};
    std::int64_t score{};
    Instant e;
    std::uint32_t order{};
    bool is_primary = false;
};

class DayModel {
public:
    /// Before the first file.
    DayModel() = default;

    /// On a date whose rules are no file's.
    DayModel(std::shared_ptr<const mall::Mall> file, Rules rules, Date date);

    /// An event comes to a day: it may happen, and the day shows what it has to afterwards.
    void apply(const Event& event, Day& day);

    /// What a call at this counter must be, or nothing when it must find nobody.
    [[nodiscard]] std::optional<Standing> next_at(int counter, Instant now) const;
    void check_call(const Called& call, Instant now, const Day& before) const;
    [[nodiscard]] bool may_undo(int counter, Instant now) const;

    /// Nothing where rounding could decide.
    [[nodiscard]] std::optional<bool> has_room(const std::string& service, Instant now) const;

    [[nodiscard]] std::uint32_t ahead_of(std::size_t step, Instant now) const;

    /// Nothing where events at one and the same instant make it a matter of taste.
    [[nodiscard]] std::optional<std::vector<std::size_t>> overtakers_of(std::size_t step) const;

    [[nodiscard]] const std::vector<ModelStep>& steps() const { return steps_; }
    [[nodiscard]] const std::vector<ModelVisit>& visits() const { return visits_; }
    [[nodiscard]] const std::map<int, ModelCounter>& counters() const { return counters_; }

private:
    friend struct ModelEvent;

    [[nodiscard]] const mall::Mall& file() const { return *files_.back(); }
    [[nodiscard]] Instant closes_at() const;
    [[nodiscard]] std::size_t newest_file_with(const std::string& service) const;
    [[nodiscard]] bool gives(std::size_t file, int counter, const std::string& service) const;
    [[nodiscard]] bool may_call(int counter, const ModelStep& step) const;
    [[nodiscard]] bool serves(int counter, const ModelStep& step) const;
    [[nodiscard]] bool stands_for(std::size_t step, const std::string& service) const;
    [[nodiscard]] bool is_over(std::size_t step, Instant now) const;
    [[nodiscard]] bool is_with_clerk(std::size_t visit) const;
    [[nodiscard]] bool waits_for_others(std::size_t step, Instant now) const;
    [[nodiscard]] bool is_eligible(std::size_t step, Instant now) const;
    [[nodiscard]] Standing standing(int counter, std::size_t step, Instant now) const;
    [[nodiscard]] bool goes_first(const Standing& a, const Standing& b) const;
    [[nodiscard]] bool competes(std::size_t with, std::size_t step) const;
    [[nodiscard]] std::int64_t rate_of(const ModelStep& step) const {
        return rules_.classes[visits_[step.visit].priority].rate;
    }

    void add_step(ModelStep step);
    void end_step(ModelStep& step, StepState state, Outcome outcome);
    void learn_offers(const Day& day);
    void free_bound_steps();
    void check_shows(const Day& day) const;
    void check_edges(const std::vector<ModelStep>& before, const Event& event) const;
    void check_nobody_twice() const;

    std::vector<std::shared_ptr<const mall::Mall>> files_;
    Rules rules_;  // Only what no file changes within a date: order, classes, limits.
    Date date_{};
    bool is_closed_ = false;
    Instant last_at_ = Instant::min();
    std::size_t count_ = 0;
    std::uint32_t next_order_ = 0;
    std::vector<ModelStep> steps_;
    std::vector<ModelVisit> visits_;
    std::map<int, ModelCounter> counters_;
    std::map<int, ModelAct> acts_;
    std::vector<ModelCall> calls_;
    std::map<std::string, std::uint32_t> last_numbers_;
    std::set<std::tuple<Date, std::string, std::uint32_t>> numbers_;
};

}  // namespace gerai::hall
