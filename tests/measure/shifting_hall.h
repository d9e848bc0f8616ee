#pragma once

#include <array>
#include <functional>
#include <map>
#include <queue>
#include <random>

#include "measure/estimates.h"

namespace gerai::measure {

/// A hall in which nothing is as it was planned: every day people come at another rate, services
/// take other times than the file says and drift within the day, and counters close and open again.
/// A driver plays its days through the Day itself, and tells whoever listens of each event.
class ShiftingHall {
public:
    using Listener = std::function<void(const hall::Event&, const hall::Day&)>;

    ShiftingHall(std::uint64_t seed, Listener listener);

    /// Plays the next working day from opening until everybody is served.
    void play_day();

    static constexpr int agencies = 3;

private:
    enum class Kind { arrival, ready, finish, leave, roster };
    struct Happening {
        Instant at;
        std::uint64_t order;
        Kind kind;
        std::uint32_t who;
        friend bool operator>(const Happening& a, const Happening& b) {
            return std::tie(a.at, a.order) > std::tie(b.at, b.order);
        }
    };

    void begin_day();
    void push(Instant at, Kind kind, std::uint32_t who = 0);
    void handle(const Happening& now);
    void arrive(Instant now);
    void call(hall::CounterIndex counter, Instant now);
    void send_to_idle(hall::VisitIndex visit, Instant now);
    void change_roster(Instant now);
    bool act(const hall::Command& command, Instant now);
    double exponential(double mean);
    double log_normal(double mean, double sigma);
    double uniform(double low, double high);
    [[nodiscard]] double arrivals_per_minute(Instant now) const;

    Listener listener_;
    std::mt19937_64 random_;
    int day_number_ = 0;
    hall::Day day_;
    std::priority_queue<Happening, std::vector<Happening>, std::greater<>> agenda_;
    std::uint64_t pushed_ = 0;
    double day_factor_ = 1;
    std::array<double, agencies> plan_is_wrong_by_{};
    std::array<double, agencies> service_factors_{};  // Of the day.
};

}  // namespace gerai::measure
