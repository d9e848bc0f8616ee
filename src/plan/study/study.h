#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "plan/study/fair_comparison.h"
#include "plan/study/practice_plan.h"

/// A study visit (studi tiru) as a function: two malls side by side from their bundles, adjusted
/// for the mix of services that they are asked for, and what the first would need to do as the
/// second does. What cannot be compared is part of the answer.
namespace gerai::plan {

/// What a study looks at in each mall.
enum class StudyFigure {
    // How it is managed.
    hours_a_week,
    agencies,
    counters,
    counters_open,  ///< On average, while the mall is open.
    services,       ///< That somebody came for.
    services_a_counter,
    skill_share,  ///< Of its agency's services, what a counter gives on average.
    shared_booths,
    life_events,
    priority_classes,
    rescue_after_minutes,
    max_rejoins,
    rejoin_behind,
    closing_tolerance_minutes,
    // How good its operation is.
    dates,
    steps_a_date,
    services_a_visit,
    appointments,   ///< Share of the steps.
    service_level,  ///< As it is, on its own mix.
    wait_minutes,   ///< Likewise: mean of those who were called.
    no_shows,       ///< Share of the steps.
    left,           ///< Share of the steps.
    steps_a_counter_hour,
    // How satisfied people are.
    ratings,
    rating_mean,  ///< From 1 to 4.
    rated,        ///< Ratings for each step that was called.
};

inline constexpr std::size_t study_figures = 26;

/// Nothing where a mall does not tell.
struct StudyRow {
    StudyFigure figure{};
    std::optional<double> first;
    std::optional<double> second;

    /// Both tell, and not the same.
    [[nodiscard]] bool differs() const { return first && second && *first != *second; }
};

/// What a figure of one mall is; nothing where its bundle does not tell.
std::optional<double> figure_of(StudyFigure figure, const measure::Bundle& bundle);

/// Why something is not to be compared, or not without care.
enum class Caveat {
    first_is_simulated,
    second_is_simulated,
    first_is_trial,  ///< Its days are of a trial hall, in which nobody was served.
    second_is_trial,
    same_mall,
    promises_differ,  ///< They count against different waits: levels are not compared.
    periods_differ,   ///< Not the same dates.
    few_dates,        ///< One has fewer than twenty.
    only_in_first,    ///< Services: `names`; so much of its steps at most is left out: `share`.
    only_in_second,
    too_few_at_once,    ///< Likewise of both, without a cell in which both have somebody.
    too_few_in_common,  ///< Less than half of the steps of one are in common cells.
    nothing_in_common,
    model_of_other_file,  ///< The plan was made from another edition of the first mall's file.
    no_plan,              ///< Of the first there is a bundle alone, which has no counters to plan.
    capped_target,        ///< Of some half-hour it is beyond what a plan is asked for.
    no_ratings,           ///< Of one or both.
    investment,           ///< Nothing here measures it.
};

struct StudyCaveat {
    Caveat what{};
    std::vector<std::string> names{};
    std::optional<double> share{};

    friend bool operator==(const StudyCaveat&, const StudyCaveat&) = default;
};

/// What of a mall is studied.
struct StudySide {
    const measure::Bundle& bundle;
    const Model* model = nullptr;  ///< To plan with; of the first alone it is looked at.
    std::string file_hash{};       ///< Of the file that the model was made from.
};

struct StudiedMall {
    std::string id;
    std::string name;
    measure::BundleSource source{};
    measure::BundlePeriod period;
    std::string file_hash;
    measure::BundlePractices practices;
};

struct StudyHalfHour {
    int from{};                   ///< Minutes since local midnight.
    std::optional<double> first;  ///< Service level, each on its own mix.
    std::optional<double> second;
};

struct Study {
    StudiedMall first;
    StudiedMall second;
    std::vector<StudyRow> rows;  ///< In the order of the figures.
    std::vector<StudyHalfHour> half_hours;
    std::optional<AdjustedDifference> level;  ///< Nothing where levels cannot be compared.
    std::optional<AdjustedWaits> waits;
    std::vector<Standardised> standardised;  ///< Of the first and the second.
    std::optional<PracticePlan> plan;        ///< What the first needs for the second's level.
    std::vector<StudyCaveat> caveats;
};

/// Compares without planning.
Study study(const StudySide& first, const StudySide& second);

/// The same, and plans the first mall with the second's level where it has a model. Nothing when it
/// was stopped.
std::optional<Study> study(const StudySide& first, const StudySide& second,
                           const PracticeWish& wish, const PracticeListener& listener = {},
                           const std::stop_token& stop = {});

}  // namespace gerai::plan
