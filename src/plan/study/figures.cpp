#include "plan/study/figures.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>

#include "plan/study/study.h"

namespace gerai::plan {

namespace {

using measure::Bundle;
using measure::BundleCell;

double real(std::int64_t count) { return static_cast<double>(count); }

std::optional<double> ratio(double part, double whole) {
    if (whole <= 0) return std::nullopt;
    return part / whole;
}

/// A figure of the cells, over all of them.
double sum_of(const Bundle& bundle, std::int64_t BundleCell::* figure) {
    std::int64_t sum = 0;
    const auto add = [&](const std::vector<BundleCell>& cells) {
        for (const BundleCell& cell : cells) sum += cell.*figure;
    };
    for (const auto& service : bundle.services) add(service.cells);
    for (const auto& others : bundle.others) add(others.cells);
    return real(sum);
}

double hours_a_week(const Bundle& bundle) {
    double minutes = 0;
    for (const auto& day : bundle.mall.hours) {
        for (const auto& span : day) minutes += span.to - span.from;
    }
    return minutes / 60;
}

double agencies(const Bundle& bundle) {
    std::set<std::string> names;
    for (const auto& one : bundle.skills) names.insert(one.agency);
    return static_cast<double>(names.size());
}

double services(const Bundle& bundle) {
    std::size_t count = bundle.services.size();
    for (const auto& others : bundle.others) count += others.services.size();
    return static_cast<double>(count);
}

struct Skills {
    double counters = 0;
    double given = 0;
    double all = 0;

    explicit Skills(const Bundle& bundle) {
        for (const auto& one : bundle.skills) {
            counters += real(one.counters);
            given += real(one.counters * one.services);
            all += real(one.counters * one.of_services);
        }
    }
};

double open_minutes(const Bundle& bundle) {
    std::int64_t minutes = 0;
    for (const auto& one : bundle.open_counters) minutes += one.counter_minutes;
    return real(minutes);
}

/// Within the opening hours: half-hours of it count in full.
std::optional<double> counters_open(const Bundle& bundle) {
    double minutes = 0;
    for (const auto& one : bundle.open_counters) minutes += 30 * real(one.dates);
    return ratio(open_minutes(bundle), minutes);
}

double visits(const Bundle& bundle) {
    double sum = 0;
    for (const auto& part : bundle.channels) sum += real(part.count);
    return sum;
}

/// Nothing where they are too few to stand alone.
std::optional<double> appointments(const Bundle& bundle) {
    bool is_hidden = false;
    for (const auto& part : bundle.classes) {
        if (std::ranges::find(part.names, "booking") == part.names.end()) continue;
        if (part.names.size() == 1) {
            return ratio(real(part.count), sum_of(bundle, &BundleCell::steps));
        }
        is_hidden = true;
    }
    if (is_hidden) return std::nullopt;
    return 0;
}

double ratings(const Bundle& bundle) {
    double count = 0;
    for (const auto& one : bundle.ratings) count += real(one.count);
    return count;
}

std::optional<double> rating_mean(const Bundle& bundle) {
    double sum = 0;
    for (const auto& one : bundle.ratings) sum += real(one.sum);
    return ratio(sum, ratings(bundle));
}

std::optional<double> rescue_minutes(const Bundle& bundle) {
    if (!bundle.practices.rescue_after_seconds) return std::nullopt;
    return real(*bundle.practices.rescue_after_seconds) / 60;
}

}  // namespace

double steps_in(const std::vector<BundleCell>& cells) {
    std::int64_t sum = 0;
    for (const BundleCell& cell : cells) sum += cell.steps;
    return real(sum);
}

std::optional<double> figure_of(StudyFigure figure, const Bundle& bundle) {
    const auto sum = [&](std::int64_t BundleCell::* one) { return sum_of(bundle, one); };
    const auto& practices = bundle.practices;
    switch (figure) {
        case StudyFigure::hours_a_week: return hours_a_week(bundle);
        case StudyFigure::agencies: return agencies(bundle);
        case StudyFigure::counters: return Skills{bundle}.counters;
        case StudyFigure::counters_open: return counters_open(bundle);
        case StudyFigure::services: return services(bundle);
        case StudyFigure::services_a_counter:
            return ratio(Skills{bundle}.given, Skills{bundle}.counters);
        case StudyFigure::skill_share: return ratio(Skills{bundle}.given, Skills{bundle}.all);
        case StudyFigure::shared_booths: return real(practices.shared_booths);
        case StudyFigure::life_events: return real(practices.life_events);
        case StudyFigure::priority_classes:
            return static_cast<double>(practices.priority_classes.size());
        case StudyFigure::rescue_after_minutes: return rescue_minutes(bundle);
        case StudyFigure::max_rejoins: return real(practices.max_rejoins);
        case StudyFigure::rejoin_behind: return real(practices.rejoin_behind);
        case StudyFigure::closing_tolerance_minutes:
            return real(practices.closing_tolerance_seconds) / 60;
        case StudyFigure::dates: return real(bundle.period.dates);
        case StudyFigure::steps_a_date:
            return ratio(sum(&BundleCell::steps), real(bundle.period.dates));
        case StudyFigure::services_a_visit: return ratio(sum(&BundleCell::steps), visits(bundle));
        case StudyFigure::appointments: return appointments(bundle);
        case StudyFigure::service_level:
            return ratio(sum(&BundleCell::within), sum(&BundleCell::counted));
        case StudyFigure::wait_minutes:
            return ratio(sum(&BundleCell::wait_seconds) / 60, sum(&BundleCell::called));
        case StudyFigure::no_shows:
            return ratio(sum(&BundleCell::no_shows), sum(&BundleCell::steps));
        case StudyFigure::left: return ratio(sum(&BundleCell::left), sum(&BundleCell::steps));
        case StudyFigure::steps_a_counter_hour:
            return ratio(sum(&BundleCell::called), open_minutes(bundle) / 60);
        case StudyFigure::ratings: return ratings(bundle);
        case StudyFigure::rating_mean: return rating_mean(bundle);
        case StudyFigure::rated: return ratio(ratings(bundle), sum(&BundleCell::called));
    }
    assert(false);
}

}  // namespace gerai::plan
