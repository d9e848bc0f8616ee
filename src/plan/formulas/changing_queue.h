#pragma once

#include <functional>
#include <vector>

namespace gerai::plan {

/// A queue that begins empty, with Poisson arrivals whose rate changes with time: the shares of its
/// states follow Kolmogorov's equations, which are solved by the fourth-order rule of Runge and
/// Kutta. Exponential times at each counter; who waits leaves at rate `leaving`, or never.
class ChangingQueue {
public:
    struct Terms {
        std::function<double(double)> arrivals;  ///< By time.
        double service{};
        int counters = 1;
        double leaving = 0;
        double step = 0.01;  ///< Small beside all rates: the sum of the greatest times it below 1.
        int inside_max = 300;  ///< Beyond it nobody is counted.
    };

    explicit ChangingQueue(Terms terms);

    [[nodiscard]] double now() const { return now_; }

    /// Goes on to a time in whole steps, and tells `look` after each.
    void advance(double to, const std::function<void()>& look = {});

    [[nodiscard]] double mean_inside() const;
    [[nodiscard]] double mean_waiting() const;
    /// That all counters are busy.
    [[nodiscard]] double share_full() const;
    /// That who came now would wait longer than that, where nobody leaves.
    [[nodiscard]] double share_beyond(double wait) const;

private:
    [[nodiscard]] std::vector<double> change(const std::vector<double>& shares, double at) const;
    [[nodiscard]] double gone(std::size_t inside) const;

    Terms terms_;
    double now_ = 0;
    std::vector<double> shares_;  // By number inside.
};

}  // namespace gerai::plan
