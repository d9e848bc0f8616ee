#include "plan/mall_model.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>

#include "mall/people.h"
#include "plan/breaks.h"
#include "plan/busy_day.h"

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;

// The rules come from the mall: what it names they have.
hall::ServiceIndex service_of(const hall::Rules& rules, std::string_view id) {
    const auto service = rules.find_service(id);
    assert(service);
    return *service;
}

hall::CounterIndex counter_of(const hall::Rules& rules, int number) {
    const auto counter = rules.find_counter(number);
    assert(counter);
    return *counter;
}

hall::ClassIndex class_of(const hall::Rules& rules, std::string_view name) {
    const auto one = rules.find_class(name);
    assert(one);
    return *one;
}

/// Daily visits by service of those that are given on the date.
std::vector<double> daily_visits(const mall::Mall& mall, const hall::Rules& rules, Date date) {
    std::vector<double> visits(rules.services.size(), 0);
    for (const mall::StaffedCounter& counter : mall::counters_of(mall, date)) {
        for (const std::string& id : counter.services) {
            visits[service_of(rules, id).value] = mall.find_service(id)->daily_visits;
        }
    }
    return visits;
}

/// Share of an agency's daily steps with which a visit begins; of the others it is the second.
/// With D the steps of an agency, S all steps and q the share that goes on, its first steps F and
/// those that come from others make D:
///     F(A) + sum over B that is not A of q F(B) D(A) / (S - D(B)) = D(A).
std::vector<double> share_of_first_steps(const hall::Rules& rules,
                                         const std::vector<double>& visits, double goes_on) {
    std::vector<double> steps(rules.agencies.size(), 0);
    for (std::size_t i = 0; i < visits.size(); ++i) {
        steps[rules.services[i].agency.value] += visits[i];
    }
    const double all = std::accumulate(steps.begin(), steps.end(), 0.0);
    std::vector<double> first(steps.size(), 1);
    const auto sent = [&](std::size_t agency) {
        const double others = all - steps[agency];
        return others > 0 ? goes_on * first[agency] * steps[agency] / others : 0;
    };
    constexpr int rounds = 100;  // Each brings it nearer by the share that goes on, at least.
    for (int round = 0; round < rounds; ++round) {
        double from_all = 0;
        for (std::size_t agency = 0; agency < steps.size(); ++agency) from_all += sent(agency);
        for (std::size_t agency = 0; agency < steps.size(); ++agency) {
            first[agency] = std::clamp(1 - (from_all - sent(agency)), 0.0, 1.0);
        }
    }
    return first;
}

std::vector<double> class_weights(const hall::Rules& rules, const mall::Mall& mall) {
    std::vector<double> weights(rules.classes.size(), 0);
    weights.front() = 1;
    for (const std::string& name : mall.priority_classes) {
        const double share = mall::share_of_visits(name);
        weights[class_of(rules, name).value] = share;
        weights.front() -= share;
    }
    return weights;
}

/// Shares of the day's arrivals an hour, in cells that end with the last closing.
Rate arrivals_of(const mall::Mall& mall, const std::vector<Interval>& opening) {
    const auto weights = mall::arrival_weights(mall.planning, opening);
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    const Duration whole = opening.back().to - opening.front().from;
    const Duration cell{std::gcd(mall::half_hour.count(), whole.count())};
    Rate rate{.from = opening.front().from, .cell = cell, .per_hour = {}};
    for (Duration at{0}; at < whole; at += cell) {
        const auto slot = at / mall::half_hour;
        const Duration length = std::min(mall::half_hour, whole - mall::half_hour * slot);
        const double share = weights[static_cast<std::size_t>(slot)] / total;
        rate.per_hour.push_back(share * 3600 / in_seconds(length));
    }
    return rate;
}

Rate times(Rate rate, double visits) {
    for (double& per_hour : rate.per_hour) per_hour *= visits;
    return rate;
}

std::vector<Stream> streams_of(const mall::Mall& mall, const hall::Rules& rules,
                               const std::vector<double>& visits, double volume) {
    const mall::Planning& planning = mall.planning;
    const auto first = share_of_first_steps(rules, visits, planning.second_service);
    const auto weights = class_weights(rules, mall);
    const Rate arrivals = arrivals_of(mall, rules.opening);
    const double candidates = std::ranges::max(arrivals.per_hour) *
                              busiest_day(planning.day_factor_cv) *
                              std::max(volume_of_candidates, volume);
    std::vector<Stream> streams;
    for (std::uint32_t i = 0; i < visits.size(); ++i) {
        const double begun = visits[i] * first[rules.services[i].agency.value];
        if (begun <= 0) continue;
        Stream stream{.who = {.service = {i},
                              .class_weights = weights,
                              .second_service = planning.second_service},
                      .rate = times(arrivals, begun * volume),
                      .candidates_per_hour = candidates * begun};
        if (planning.patience > 0s) {
            stream.who.patience =
                Patience{Exponential{planning.patience}, mall::share_says_goodbye};
        }
        streams.push_back(std::move(stream));
    }
    return streams;
}

std::vector<Duty> roster_of(const mall::Mall& mall, const hall::Rules& rules, Date date,
                            double volume) {
    const Interval whole{rules.opening.front().from, rules.opening.back().to};
    const auto breaks = breaks_between(rules.opening);
    std::vector<Duty> roster;
    for (const mall::StaffedCounter& counter : mall::staffed_counters(mall, date, volume)) {
        roster.push_back(
            {.counter = counter_of(rules, counter.number), .at = whole, .breaks = breaks});
    }
    return roster;
}

}  // namespace

Model model_of(const mall::Mall& mall, Date date, double volume) {
    Model model{.rules = hall::rules_for(mall, date),
                .date = date,
                .day_factor_cv = mall.planning.day_factor_cv,
                .walking = Between{mall::shortest_walk, mall::longest_walk},
                .idle_gap = Exponential{mall.planning.idle_gap},
                .no_show_after = mall.walking_time,
                .absence = {.share = mall.planning.no_show,
                            .comes_back = mall::share_comes_back,
                            .back_after = Between{mall::shortest_look, mall::longest_look}}};
    for (const hall::Service& service : model.rules.services) {
        const mall::CounterTime& time = mall.find_service(service.id)->counter_time;
        model.services.push_back({log_normal_through(time.p50, time.p90)});
    }
    if (model.rules.opening.empty()) return model;
    const auto visits = daily_visits(mall, model.rules, date);
    model.streams = streams_of(mall, model.rules, visits, volume);
    model.second_weights = visits;
    model.roster = roster_of(mall, model.rules, date, volume);
    return model;
}

}  // namespace gerai::plan
