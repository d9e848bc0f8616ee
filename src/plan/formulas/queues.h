#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

/// The queues of the textbooks, as functions of their own: what the simulator is held to, and where
/// a plan begins. Rates and times are in one unit of time, which the caller chooses.
namespace gerai::plan {

/// Share of arrivals that find all counters busy and are lost; `load` is arrivals times mean time.
double erlang_b(double load, int counters);

/// Share of arrivals that have to wait; 1 where the load is not below the counters.
double erlang_c(double load, int counters);

/// Poisson arrivals, exponential times of rate `service` at each of `counters`, one queue. The load
/// is below the counters.
struct Queue {
    double arrivals{};
    double service{};
    int counters = 1;

    [[nodiscard]] double utilisation() const { return arrivals / (service * counters); }
    [[nodiscard]] double share_that_waits() const;
    [[nodiscard]] double mean_wait() const;
    [[nodiscard]] double mean_waiting() const;
    [[nodiscard]] double share_within(double wait) const;
};

/// The same, where each leaves when a patience of rate `leaving`, above zero, has passed: Erlang A.
/// Stable under any load. From the law of the wait that a visitor of endless patience is offered,
/// its density proportional to exp(arrivals (1 - e^(-leaving v))/leaving - counters service v).
class ImpatientQueue {
public:
    struct Rates {
        double arrivals{};
        double service{};
        double leaving{};
        int counters = 1;
    };

    explicit ImpatientQueue(Rates rates);

    [[nodiscard]] double share_that_waits() const { return waits_; }
    [[nodiscard]] double share_that_leaves() const { return leaves_; }
    [[nodiscard]] double mean_waiting() const { return rates_.arrivals * mean_wait(); }
    /// Over all arrivals.
    [[nodiscard]] double mean_wait() const { return leaves_ / rates_.leaving; }
    [[nodiscard]] double mean_wait_of_served() const { return mean_wait_of_served_; }
    [[nodiscard]] double utilisation() const;
    /// Share to whom a wait of more than that is offered.
    [[nodiscard]] double share_beyond(double wait) const;

private:
    [[nodiscard]] double log_density(double wait) const;
    [[nodiscard]] double integral(double from, const std::function<double(double)>& weight) const;

    Rates rates_;
    double highest_ = 0;  // Of the logarithm of the density, before it is scaled.
    double until_ = 0;    // Beyond it there is nothing.
    double scale_ = 0;
    double waits_ = 0;
    double leaves_ = 0;
    double mean_wait_of_served_ = 0;
};

/// The first three moments of a time.
struct Moments {
    double first{};
    double second{};
    double third{};
};

/// One counter with Poisson arrivals and times of any law: Pollaczek and Khinchine.
struct GeneralQueue {
    double arrivals{};
    Moments service;

    [[nodiscard]] double mean_wait() const;
    [[nodiscard]] double mean_square_wait() const;
};

/// The share that waits at most that long at one counter with Poisson arrivals where each takes
/// exactly 1; a load below 1.
double share_within_of_fixed(double load, double wait);

/// The mean wait of arrivals at equal distances at one counter with exponential times of mean 1.
double mean_wait_of_punctual(double load);

/// Waits by class where the first class always goes first, then the second ..., nobody is
/// interrupted, and all take equally long; `arrivals` by class.
struct PriorityQueue {
    std::vector<double> arrivals;
    double service{};
    int counters = 1;

    [[nodiscard]] std::vector<double> mean_waits() const;
    /// The share of the first class that waits longer than that.
    [[nodiscard]] double share_of_first_beyond(double wait) const;
    /// The share of the second of two classes that waits longer than that, by inverting its
    /// transform (Abate and Whitt 1995, Euler summation), to seven digits.
    [[nodiscard]] double share_of_second_beyond(double wait) const;
};

/// Mean waits by class where each gains priority with its wait times the rate of its class
/// (Kleinrock 1964; Stanford, Taylor and Ziedins 2014).
std::vector<double> accumulating_waits(const PriorityQueue& queue, std::span<const double> rates);

/// One place of a Jackson network, and what goes on from it to each place, itself included.
struct Node {
    double external{};
    double service{};
    int counters = 1;
    std::vector<double> onward;
};

/// All arrivals at each place.
std::vector<double> arrivals_at(std::span<const Node> nodes);

/// Halfin and Whitt 1981: the share that waits with load + slack sqrt(load) counters, of many.
double share_that_waits_at(double slack);

/// Garnett, Mandelbaum and Reiman 2002: the same where people leave; `impatience` is the rate of
/// leaving over that of service.
double share_that_waits_at(double slack, double impatience);

/// Counters by the square-root rule.
int counters_for(double load, double slack);

/// The most arrivals of which `share` wait at most `wait`.
double arrivals_carried(double service, int counters, double wait, double share);

/// The mean number at work of endlessly many counters (modified offered load) at time `at`, for
/// arrivals at constant rates in cells of equal length from time 0, none before and after.
/// `survival` is the share of times at the counter longer than that.
double offered_load(std::span<const double> rates, double cell,
                    const std::function<double(double)>& survival, double at);

}  // namespace gerai::plan
