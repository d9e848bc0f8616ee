#include "plan/formulas/changing_queue.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "measure/erlang.h"

namespace gerai::plan {

namespace {

std::vector<double> sum(const std::vector<double>& shares, const std::vector<double>& change,
                        double times) {
    std::vector<double> moved = shares;
    for (std::size_t n = 0; n < moved.size(); ++n) moved[n] += change[n] * times;
    return moved;
}

}  // namespace

ChangingQueue::ChangingQueue(Terms terms)
    : terms_(std::move(terms)), shares_(static_cast<std::size_t>(terms_.inside_max) + 1, 0) {
    shares_.front() = 1;
}

void ChangingQueue::advance(double to, const std::function<void()>& look) {
    const auto steps = std::llround((to - now_) / terms_.step);
    const double step = terms_.step;
    for (long long i = 0; i < steps; ++i) {
        const auto first = change(shares_, now_);
        const auto second = change(sum(shares_, first, step / 2), now_ + step / 2);
        const auto third = change(sum(shares_, second, step / 2), now_ + step / 2);
        // A rate that jumps at the end of a step has not done so in it.
        const auto fourth = change(sum(shares_, third, step), std::nextafter(now_ + step, now_));
        for (std::size_t n = 0; n < shares_.size(); ++n) {
            shares_[n] += step / 6 * (first[n] + 2 * second[n] + 2 * third[n] + fourth[n]);
        }
        now_ += step;
        if (look) look();
    }
}

/// The rate at which one of so many goes, served or not.
double ChangingQueue::gone(std::size_t inside) const {
    const auto n = static_cast<double>(inside);
    const double served = std::min<double>(n, terms_.counters);
    return served * terms_.service + (n - served) * terms_.leaving;
}

std::vector<double> ChangingQueue::change(const std::vector<double>& shares, double at) const {
    const double arrivals = terms_.arrivals(at);
    std::vector<double> change(shares.size(), 0);
    for (std::size_t n = 0; n + 1 < shares.size(); ++n) {
        const double up = arrivals * shares[n] - gone(n + 1) * shares[n + 1];
        change[n] -= up;
        change[n + 1] += up;
    }
    return change;
}

double ChangingQueue::mean_inside() const {
    double mean = 0;
    for (std::size_t n = 0; n < shares_.size(); ++n) mean += static_cast<double>(n) * shares_[n];
    return mean;
}

double ChangingQueue::mean_waiting() const {
    const auto counters = static_cast<std::size_t>(terms_.counters);
    double mean = 0;
    for (std::size_t n = counters; n < shares_.size(); ++n) {
        mean += static_cast<double>(n - counters) * shares_[n];
    }
    return mean;
}

double ChangingQueue::share_full() const { return share_beyond(0); }

double ChangingQueue::share_beyond(double wait) const {
    const auto counters = static_cast<std::size_t>(terms_.counters);
    const double served = terms_.counters * terms_.service * wait;
    double share = 0;
    for (std::size_t n = counters; n < shares_.size(); ++n) {
        // One more than those who wait have to be served first.
        const int first = static_cast<int>(n - counters) + 1;
        share += shares_[n] * (1 - measure::erlang_cdf(first, served));
    }
    return share;
}

}  // namespace gerai::plan
