#include "plan/formulas/queues.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

#include "measure/erlang.h"

namespace gerai::plan {

namespace {

using Complex = std::complex<double>;

/// Gauss and Legendre with five points: exact for polynomials of degree 9 in each piece.
double integrate(double from, double to, int pieces, const std::function<double(double)>& of) {
    struct Point {
        double at;
        double weight;
    };
    constexpr auto points = std::to_array<Point>({{0, 0.5688888888888889},
                                                  {-0.5384693101056831, 0.47862867049936647},
                                                  {0.5384693101056831, 0.47862867049936647},
                                                  {-0.906179845938664, 0.23692688505618908},
                                                  {0.906179845938664, 0.23692688505618908}});
    const double half = (to - from) / (2 * pieces);
    double sum = 0;
    for (int i = 0; i < pieces; ++i) {
        const double middle = from + half * (2 * i + 1);
        for (const Point& point : points) sum += point.weight * of(middle + half * point.at);
    }
    return sum * half;
}

double normal_density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); }

double normal_beyond(double x) { return std::erfc(x / std::numbers::sqrt2) / 2; }

/// The hazard of the standard normal law.
double hazard(double x) { return normal_density(x) / normal_beyond(x); }

/// The value of a function at `at` from its Laplace transform.
double inverted(const std::function<Complex(Complex)>& transform, double at) {
    constexpr double accuracy = 18.4;  // An error of e^-18.4.
    constexpr int terms = 30;
    constexpr int averaged = 11;
    const auto term = [&](int k) {
        const Complex s{accuracy / (2 * at), k * std::numbers::pi / at};
        return (k % 2 == 0 ? 1 : -1) * transform(s).real();
    };
    double sum = transform({accuracy / (2 * at), 0}).real() / 2;
    for (int k = 1; k <= terms; ++k) sum += term(k);
    double average = sum;
    double weight = 1;  // Binomial.
    double total = 1;
    for (int k = 1; k <= averaged; ++k) {
        sum += term(terms + k);
        weight *= static_cast<double>(averaged - k + 1) / k;
        average += weight * sum;
        total += weight;
    }
    return std::exp(accuracy / 2) / at * average / total;
}

/// Solves a x = b by elimination with pivots.
std::vector<double> solved(std::vector<std::vector<double>> a, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k; i < n; ++i) {
            if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
        }
        std::swap(a[k], a[pivot]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = a[i][k] / a[k][k];
            for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
        b[k] /= a[k][k];
    }
    return b;
}

}  // namespace

double erlang_b(double load, int counters) {
    double blocked = 1;
    for (int k = 1; k <= counters; ++k) blocked = load * blocked / (k + load * blocked);
    return blocked;
}

double erlang_c(double load, int counters) {
    if (load >= counters) return 1;
    const double blocked = erlang_b(load, counters);
    return blocked / (1 - load / counters * (1 - blocked));
}

double Queue::share_that_waits() const { return erlang_c(arrivals / service, counters); }

double Queue::mean_wait() const { return share_that_waits() / (counters * service - arrivals); }

double Queue::mean_waiting() const { return arrivals * mean_wait(); }

double Queue::share_within(double wait) const {
    return 1 - share_that_waits() * std::exp(-(counters * service - arrivals) * wait);
}

ImpatientQueue::ImpatientQueue(Rates rates) : rates_(rates) {
    const double capacity = rates_.counters * rates_.service;
    const double top = std::max(0.0, std::log(rates_.arrivals / capacity) / rates_.leaving);
    highest_ = log_density(top);
    constexpr double negligible = 40;  // e^-40 of the greatest density.
    until_ = top + 1 / capacity;
    while (log_density(until_) > highest_ - negligible) until_ = top + 1.5 * (until_ - top);

    // Nobody waits with the weight of the states in which a counter is free.
    const double free =
        1 / (rates_.arrivals * erlang_b(rates_.arrivals / rates_.service, rates_.counters - 1));
    const double waiting = integral(0, [](double) { return 1.0; });
    scale_ = 1 / (free * std::exp(-highest_) + waiting);
    waits_ = scale_ * waiting;
    leaves_ = scale_ * integral(0, [&](double v) { return -std::expm1(-rates_.leaving * v); });
    mean_wait_of_served_ =
        scale_ * integral(0, [&](double v) { return v * std::exp(-rates_.leaving * v); }) /
        (1 - leaves_);
}

double ImpatientQueue::log_density(double wait) const {
    return -rates_.arrivals * std::expm1(-rates_.leaving * wait) / rates_.leaving -
           rates_.counters * rates_.service * wait;
}

/// Of `weight` over the density, which is scaled to be 1 where it is greatest.
double ImpatientQueue::integral(double from, const std::function<double(double)>& weight) const {
    constexpr int pieces = 200;
    if (from >= until_) return 0;
    return integrate(from, until_, pieces,
                     [&](double v) { return weight(v) * std::exp(log_density(v) - highest_); });
}

double ImpatientQueue::utilisation() const {
    return rates_.arrivals * (1 - leaves_) / (rates_.service * rates_.counters);
}

double ImpatientQueue::share_beyond(double wait) const {
    return scale_ * integral(wait, [](double) { return 1.0; });
}

double GeneralQueue::mean_wait() const {
    return arrivals * service.second / (2 * (1 - arrivals * service.first));
}

double GeneralQueue::mean_square_wait() const {
    const double mean = mean_wait();
    return 2 * mean * mean + arrivals * service.third / (3 * (1 - arrivals * service.first));
}

double share_within_of_fixed(double load, double wait) {
    double sum = 0;
    double factorial = 1;
    for (int k = 0; k <= wait; ++k) {
        if (k > 0) factorial *= k;
        const double x = load * (k - wait);
        sum += std::pow(x, k) / factorial * std::exp(-x);
    }
    return (1 - load) * sum;
}

double mean_wait_of_punctual(double load) {
    double sigma =
        load;  // The share that waits: the root of sigma = exp(-(1 - sigma)/load) below 1.
    double before = 0;
    while (std::abs(sigma - before) > 1e-14) {
        before = sigma;
        const double value = std::exp(-(1 - sigma) / load);
        sigma -= (sigma - value) / (1 - value / load);
    }
    return sigma / (1 - sigma);
}

std::vector<double> PriorityQueue::mean_waits() const {
    const double capacity = counters * service;
    const double all = std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
    const double residual = erlang_c(all / service, counters) / capacity;
    std::vector<double> waits;
    double before = 0;
    for (const double rate : arrivals) {
        const double with = before + rate / capacity;
        waits.push_back(residual / ((1 - before) * (1 - with)));
        before = with;
    }
    return waits;
}

double PriorityQueue::share_of_first_beyond(double wait) const {
    const double all = std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
    return erlang_c(all / service, counters) *
           std::exp(-(counters * service - arrivals.front()) * wait);
}

double PriorityQueue::share_of_second_beyond(double wait) const {
    assert(arrivals.size() == 2);
    const double capacity = counters * service;
    const double first = arrivals[0];
    const double load = (arrivals[0] + arrivals[1]) / capacity;
    // While one of the second class waits, those ahead of it leave one by one, each with the first
    // class that has come meanwhile: busy periods.
    const auto tail = [&](Complex s) {
        const Complex sum = s + first + capacity;
        const Complex busy = (sum - std::sqrt(sum * sum - 4 * first * capacity)) / (2 * first);
        const Complex wait_if_any = (1 - load) * busy / (1.0 - load * busy);
        return (1.0 - wait_if_any) / s;
    };
    return erlang_c(load * counters, counters) * inverted(tail, wait);
}

std::vector<double> accumulating_waits(const PriorityQueue& queue, std::span<const double> rates) {
    assert(rates.size() == queue.arrivals.size());
    const double capacity = queue.counters * queue.service;
    const double all = std::accumulate(queue.arrivals.begin(), queue.arrivals.end(), 0.0);
    const double in_order_of_coming =
        erlang_c(all / queue.service, queue.counters) / (capacity - all);

    std::vector<std::size_t> slowest_first(rates.size());
    std::iota(slowest_first.begin(), slowest_first.end(), std::size_t{0});
    std::ranges::sort(slowest_first, {}, [&](std::size_t i) { return rates[i]; });
    std::vector<double> waits(rates.size());
    for (const std::size_t p : slowest_first) {
        double above = in_order_of_coming;
        double below = 1;
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const double load = queue.arrivals[i] / capacity;
            if (rates[i] < rates[p]) above -= load * waits[i] * (1 - rates[i] / rates[p]);
            if (rates[i] > rates[p]) below -= load * (1 - rates[p] / rates[i]);
        }
        waits[p] = above / below;
    }
    return waits;
}

std::vector<double> arrivals_at(std::span<const Node> nodes) {
    std::vector<double> external;
    std::vector<std::vector<double>> balance(nodes.size(), std::vector<double>(nodes.size(), 0));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        external.push_back(nodes[i].external);
        balance[i][i] += 1;
        for (std::size_t j = 0; j < nodes[i].onward.size(); ++j) {
            balance[j][i] -= nodes[i].onward[j];
        }
    }
    return solved(std::move(balance), std::move(external));
}

double share_that_waits_at(double slack) {
    return 1 / (1 + slack * (1 - normal_beyond(slack)) / normal_density(slack));
}

double share_that_waits_at(double slack, double impatience) {
    const double root = std::sqrt(impatience);
    return 1 / (1 + root * hazard(slack / root) / hazard(-slack));
}

int counters_for(double load, double slack) {
    return static_cast<int>(std::ceil(load + slack * std::sqrt(load)));
}

double arrivals_carried(double service, int counters, double wait, double share) {
    double enough = 0;
    double too_many = service * counters;
    for (int i = 0; i < 60; ++i) {
        const double middle = (enough + too_many) / 2;
        const bool fits = Queue{middle, service, counters}.share_within(wait) >= share;
        (fits ? enough : too_many) = middle;
    }
    return enough;
}

double offered_load(std::span<const double> rates, double cell,
                    const std::function<double(double)>& survival, double at) {
    constexpr int pieces = 16;
    double load = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const double from = cell * static_cast<double>(i);
        if (from >= at) break;
        const double to = std::min(from + cell, at);
        load += rates[i] * integrate(at - to, at - from, pieces, survival);
    }
    return load;
}

}  // namespace gerai::plan
