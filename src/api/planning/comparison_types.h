#pragma once

#include "api/planning/types.h"

/// The shapes of a comparison: the mall as it is beside what it would be. The same visitors come to
/// both, so that a difference is far better known than either of what it is between.
namespace gerai::api {

struct ScenarioWish {
    Text<100> name;
    std::vector<AnyObject> changes;
};
BOOST_DESCRIBE_STRUCT(ScenarioWish, (), (name, changes))

struct ComparisonWish {
    std::optional<Date> date;
    std::optional<json::Ranged<20, 2'000>> days;
    std::optional<Seed> seed;
    std::vector<ScenarioWish> scenarios;
};
BOOST_DESCRIBE_STRUCT(ComparisonWish, (), (date, days, seed, scenarios))

struct AskedScenario {
    std::string name;
    std::vector<AnyObject> changes;
};
BOOST_DESCRIBE_STRUCT(AskedScenario, (), (name, changes))

/// What a comparison was asked, with all that was left out.
struct ComparisonAsked {
    Date date;
    PlannedPromise target;  ///< The mall's.
    std::int64_t days{};
    std::int64_t seed{};
    std::vector<AskedScenario> scenarios;
};
BOOST_DESCRIBE_STRUCT(ComparisonAsked, (), (date, target, days, seed, scenarios))

/// The figures of an agency, or of all. A share or a mean of nobody is null.
struct OutlookRow {
    MeanOverDays steps;                    ///< A day.
    Nullable<MeanOverDays> service_level;  ///< Share that was called in time.
    Nullable<MeanOverDays> wait_minutes;   ///< Mean of those that were called.
    Nullable<double> median_minutes;
    Nullable<double> p90_minutes;
    Nullable<MeanOverDays> no_shows;     ///< Share of the steps.
    Nullable<MeanOverDays> cancelled;    ///< Share of the steps: who left.
    Nullable<MeanOverDays> utilisation;  ///< Of the time that clerks were there: with a visitor.
};
BOOST_DESCRIBE_STRUCT(OutlookRow, (),
                      (steps, service_level, wait_minutes, median_minutes, p90_minutes, no_shows,
                       cancelled, utilisation))

struct OutlookHalfHour {
    std::string from;
    MeanOverDays steps;  ///< A day; by when they could first be called.
    Nullable<MeanOverDays> service_level;
    Nullable<MeanOverDays> wait_minutes;
};
BOOST_DESCRIBE_STRUCT(OutlookHalfHour, (), (from, steps, service_level, wait_minutes))

struct OutlookAgency {
    std::string agency;
    std::string agency_name;
    std::string agency_name_en;
    OutlookRow figures;
    std::vector<OutlookHalfHour> half_hours;
};
BOOST_DESCRIBE_STRUCT(OutlookAgency, (), (agency, agency_name, agency_name_en, figures, half_hours))

/// Counters that are asked for more than their clerks can do: their queues grow all day.
struct OverloadView {
    std::string agency;
    std::vector<std::string> services;
    double work_hours{};   ///< A day.
    double clerk_hours{};  ///< A day.
};
BOOST_DESCRIBE_STRUCT(OverloadView, (), (agency, services, work_hours, clerk_hours))

/// A hall on so many days.
struct HallOutlook {
    MeanOverDays visits;
    MeanOverDays refused;  ///< Who got no number.
    MeanOverDays overtime_minutes;
    OutlookRow all;
    std::vector<OutlookAgency> agencies;
    std::vector<OverloadView> overloads;
};
BOOST_DESCRIBE_STRUCT(HallOutlook, (),
                      (visits, refused, overtime_minutes, all, agencies, overloads))

/// Whether a difference is one for the better; `unclear` while its margin leaves room for none.
enum class Verdict { better, worse, unclear };
BOOST_DESCRIBE_ENUM(Verdict, better, worse, unclear)

/// A figure as it is and as it would be.
struct ComparedFigure {
    Nullable<double> before;  ///< Null, as `after`: a share or a mean of nobody.
    Nullable<double> after;
    Nullable<MeanOverDays> difference;  ///< Of `after` less `before`; null unless there are both.
    Nullable<Verdict> verdict;  ///< Null: neither more nor less of it is better, or there is no
                                ///< difference to judge.
};
BOOST_DESCRIBE_STRUCT(ComparedFigure, (), (before, after, difference, verdict))

struct ComparedRow {
    ComparedFigure steps;
    ComparedFigure service_level;
    ComparedFigure wait_minutes;
    ComparedFigure p90_minutes;
    ComparedFigure left;
    ComparedFigure utilisation;
};
BOOST_DESCRIBE_STRUCT(ComparedRow, (),
                      (steps, service_level, wait_minutes, p90_minutes, left, utilisation))

struct ComparedAgency {
    std::string agency;
    std::string agency_name;
    std::string agency_name_en;
    ComparedRow figures;
};
BOOST_DESCRIBE_STRUCT(ComparedAgency, (), (agency, agency_name, agency_name_en, figures))

/// What a scenario changes of the mall as it is.
struct ScenarioDifferences {
    ComparedFigure visits;
    ComparedFigure refused;
    ComparedFigure overtime_minutes;
    ComparedRow all;
    std::vector<ComparedAgency> agencies;
};
BOOST_DESCRIBE_STRUCT(ScenarioDifferences, (), (visits, refused, overtime_minutes, all, agencies))

struct ComparedScenario {
    std::string name;
    std::vector<AnyObject> changes;
    HallOutlook outlook;
    ScenarioDifferences differences;
};
BOOST_DESCRIBE_STRUCT(ComparedScenario, (), (name, changes, outlook, differences))

/// Which of several keeps the promise best, as far as the days have told: whoever is not among them
/// is worse, right 19 times in 20 where no other is within a visitor in a hundred.
struct BestChoice {
    std::vector<std::int64_t> may_be_best;  ///< 0: the mall as it is; from 1: the scenarios. One:
                                            ///< it is decided.
    std::int64_t days{};                    ///< That it took; all, where it is not decided.
};
BOOST_DESCRIBE_STRUCT(BestChoice, (), (may_be_best, days))

struct ComparisonResult {
    std::string mall;
    Date date;
    std::int64_t seed{};
    std::int64_t days{};     ///< How sharp this is.
    std::int64_t of_days{};  ///< How sharp it will be.
    PlannedPromise promise;
    ModelFit model_fit;
    HallOutlook as_it_is;
    std::vector<ComparedScenario> scenarios;
    Nullable<BestChoice> choice;  ///< Of more than one scenario.
};
BOOST_DESCRIBE_STRUCT(ComparisonResult, (),
                      (mall, date, seed, days, of_days, promise, model_fit, as_it_is, scenarios,
                       choice))

}  // namespace gerai::api
