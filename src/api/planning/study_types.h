#pragma once

#include "api/planning/types.h"
#include "plan/study/study.h"

/// The shapes of a study visit: two malls side by side, adjusted for their mix of services, and
/// what the first would need to do as the second does.
namespace gerai::plan {
BOOST_DESCRIBE_ENUM(StudyFigure, hours_a_week, agencies, counters, counters_open, services,
                    services_a_counter, skill_share, shared_booths, life_events, priority_classes,
                    rescue_after_minutes, max_rejoins, rejoin_behind, closing_tolerance_minutes,
                    dates, steps_a_date, services_a_visit, appointments, service_level,
                    wait_minutes, no_shows, left, steps_a_counter_hour, ratings, rating_mean, rated)
BOOST_DESCRIBE_ENUM(Caveat, first_is_simulated, second_is_simulated, first_is_trial,
                    second_is_trial, same_mall, promises_differ, periods_differ, few_dates,
                    only_in_first, only_in_second, too_few_at_once, too_few_in_common,
                    nothing_in_common, model_of_other_file, no_plan, capped_target, no_ratings,
                    investment)
}  // namespace gerai::plan

namespace gerai::api {

/// Whom to study: another mall of this server, or a bundle that was imported.
struct WithMall {
    Text<60> mall;
};
BOOST_DESCRIBE_STRUCT(WithMall, (), (mall))

struct WithBundle {
    Text<60> bundle;
};
BOOST_DESCRIBE_STRUCT(WithBundle, (), (bundle))

struct StudyWish {
    std::variant<WithMall, WithBundle> with;
    std::optional<json::Ranged<20, 2'000>> days;
    std::optional<Seed> seed;
};
BOOST_DESCRIBE_STRUCT(StudyWish, (), (with, days, seed))

/// What a study was asked, with all that was left out.
struct StudyAsked {
    std::variant<WithMall, WithBundle> with;
    std::int64_t days{};  ///< By which plans are compared.
    std::int64_t seed{};
};
BOOST_DESCRIBE_STRUCT(StudyAsked, (), (with, days, seed))

struct StudiedPeriod {
    Date from;
    Date to;               ///< Included.
    std::int64_t dates{};  ///< On which somebody came.
};
BOOST_DESCRIBE_STRUCT(StudiedPeriod, (), (from, to, dates))

struct StudiedMallView {
    std::string id;
    std::string name;
    measure::BundleSource source{};
    StudiedPeriod period;
};
BOOST_DESCRIBE_STRUCT(StudiedMallView, (), (id, name, source, period))

/// A bundle that was imported.
struct BundleLine {
    std::string id;
    std::string mall;
    std::string name;
    measure::BundleSource source{};
    Date from;
    Date to;
    std::int64_t dates{};
};
BOOST_DESCRIBE_STRUCT(BundleLine, (), (id, mall, name, source, from, to, dates))

struct BundleList {
    std::vector<BundleLine> bundles;
};
BOOST_DESCRIBE_STRUCT(BundleList, (), (bundles))

/// A bundle as it is exported and imported; the format is in docs/study-visit.md.
struct BundleFile {};

/// A figure of both malls; null: the mall does not tell.
struct StudyRowView {
    plan::StudyFigure figure{};
    Nullable<double> first;
    Nullable<double> second;
};
BOOST_DESCRIBE_STRUCT(StudyRowView, (), (figure, first, second))

struct StudyHalfHourView {
    std::string from;
    Nullable<double> first;  ///< Share called in time, each on its own mix.
    Nullable<double> second;
};
BOOST_DESCRIBE_STRUCT(StudyHalfHourView, (), (from, first, second))

/// Shares called in time on the mix of services that both have.
struct StudyLevel {
    double first{};
    double second{};
    double low{};  ///< Of the difference, 95 in 100.
    double high{};
    std::int64_t cells{};  ///< In which both have somebody.
};
BOOST_DESCRIBE_STRUCT(StudyLevel, (), (first, second, low, high, cells))

/// Mean waits in minutes on the common mix.
struct StudyWaits {
    double first{};
    double second{};
};
BOOST_DESCRIBE_STRUCT(StudyWaits, (), (first, second))

/// An agency whose counters are too few.
struct ShortAgency {
    std::string agency;
    std::string agency_name;
    std::string agency_name_en;
};
BOOST_DESCRIBE_STRUCT(ShortAgency, (), (agency, agency_name, agency_name_en))

/// Counters that the first mall would need for the second's level.
struct CounterNeed {
    std::vector<std::int64_t> counters;  ///< Open in all, by half-hour.
    double counter_hours{};  ///< A day; over all repeats the fewest and the most beside.
    double counter_hours_low{};
    double counter_hours_high{};
    double services_a_counter{};
    MeanOverDays service_level;
    std::int64_t cells_kept{};                ///< That keep the level for sure,
    std::int64_t cells_asked{};               ///< of so many that have enough visitors to tell.
    bool is_enough = true;                    ///< The counters that there are suffice.
    std::vector<ShortAgency> short_agencies;  ///< Where they do not.
};
BOOST_DESCRIBE_STRUCT(CounterNeed, (),
                      (counters, counter_hours, counter_hours_low, counter_hours_high,
                       services_a_counter, service_level, cells_kept, cells_asked, is_enough,
                       short_agencies))

/// The first mall with the practice of the second.
struct PracticePlanView {
    PlannedPromise target;
    double level_of_other{};
    std::vector<std::string> half_hours;  ///< When each begins.
    double present_counter_hours{};
    CounterNeed own;                  ///< Each counter gives what it gives now.
    CounterNeed pooled;               ///< Each gives all services of its agency.
    double one_pool_counter_hours{};  ///< What the formula asks for if all were one pool.
};
BOOST_DESCRIBE_STRUCT(PracticePlanView, (),
                      (target, level_of_other, half_hours, present_counter_hours, own, pooled,
                       one_pool_counter_hours))

/// Why something is not to be compared, or not without care.
struct CaveatView {
    plan::Caveat what{};
    std::vector<std::string> names;
    Nullable<double> share;
};
BOOST_DESCRIBE_STRUCT(CaveatView, (), (what, names, share))

struct StudyResult {
    StudiedMallView first;
    StudiedMallView second;
    std::int64_t days{};  ///< On which plans were confirmed; 0 without a plan.
    ModelFit model_fit;
    std::vector<StudyRowView> rows;
    std::vector<StudyHalfHourView> half_hours;
    Nullable<StudyLevel> level;  ///< Null: levels cannot be compared.
    Nullable<StudyWaits> waits;
    Nullable<PracticePlanView> plan;
    std::vector<CaveatView> caveats;
};
BOOST_DESCRIBE_STRUCT(StudyResult, (),
                      (first, second, days, model_fit, rows, half_hours, level, waits, plan,
                       caveats))

}  // namespace gerai::api

template <>
struct gerai::json::Codec<gerai::api::BundleFile> {
    static Value schema(Schemas&) {
        return {{"type", "object"}, {"description", "A bundle (docs/study-visit.md)"}};
    }
};
