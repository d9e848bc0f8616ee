#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "heap_loop.h"
#include "measure/estimates.h"

namespace gerai::bench {

/// A hall in the middle of a day, every counter busy and hundreds waiting, with what it has learned
/// from the visits before.
class FullHall {
public:
    /// `rules` are of a day that does not close.
    explicit FullHall(const hall::Rules& rules) : day_(rules, std::chrono::year{2026} / 11 / 25) {
        now_ = rules.opening.front().from;
        for (std::uint32_t i = 0; i < day_.desks().size(); ++i) {
            play(hall::Open{.at = {.counter = {i}}, .services = {}});
        }
    }

    /// Visits come one after the other while all counters serve.
    void serve(int visits, Duration between) {
        for (int i = 0; i < visits; ++i) {
            now_ += between;
            come();
            turn_all();
        }
    }

    /// Nobody comes until all have been served; then visits come until so many wait, uncalled.
    void fill(int waiting) {
        while (waiting_now() > 0) {
            now_ += std::chrono::minutes{1};
            turn_all();
        }
        while (waiting_now() < waiting) come();
    }

    /// Works out every estimate that can be asked for; how many there are.
    [[nodiscard]] int work_out_all() const {
        int count = 0;
        for (std::uint32_t i = 0; i < day_.steps().size(); ++i) {
            count += estimates_.of_step(day_, {i}, now_) ? 1 : 0;
        }
        for (std::uint32_t i = 0; i < day_.rules().services.size(); ++i) {
            count += estimates_.for_newcomer(day_, {i}, now_) ? 1 : 0;
        }
        return count;
    }

private:
    [[nodiscard]] std::ptrdiff_t waiting_now() const {
        return std::ranges::count(day_.steps(), hall::StepState::waiting, &hall::Step::state);
    }

    void turn_all() {
        for (std::uint32_t k = 0; k < day_.desks().size(); ++k) turn({k});
    }

    void come() {
        const auto services = day_.rules().services.size();
        hall::Issue wish{.services = {{static_cast<std::uint32_t>(random_.next() % services)}},
                         .priority = {random_.next() % 10 == 0 ? 2U : 0U}};
        play(wish);
    }

    void turn(hall::CounterIndex counter) {
        const hall::StepIndex current = day_.at(counter).current;
        if (current.exists()) {
            const hall::Step& step = day_.at(current);
            if (now_ - step.called_at < day_.at(step.service).mean) return;
            play(hall::Finish{.at = {.counter = counter}});
        }
        if (play(hall::Call{{.counter = counter}})) play(hall::Start{{.counter = counter}});
    }

    bool play(const hall::Command& command) {
        const auto events = hall::decide(day_, command, now_);
        if (!events) return false;
        for (const hall::Event& event : *events) {
            hall::evolve(day_, event);
            estimates_.note(event, day_);
        }
        return true;
    }

    hall::Day day_;
    measure::Estimates estimates_;
    Random random_{7};
    Instant now_;
};

}  // namespace gerai::bench
