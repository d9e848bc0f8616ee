#include "app/planning/study_words.h"

#include <array>
#include <cassert>

namespace gerai::app {

namespace {

// In the order of plan::StudyFigure.
constexpr std::array<FigureWords, plan::study_figures> words{{
    {"hours_a_week", "hours a week", 1, 1,
     "Opening hours of the mall file; not when counters had a clerk."},
    {"agencies", "agencies", 1, 0, "Agencies that have a counter; not how often they are there."},
    {"counters", "counters", 1, 0, "Counters of the mall file; not how many were open."},
    {"counters_open", "counters open", 1, 1,
     "Open on average while the mall was; not whether they had work."},
    {"services", "services", 1, 0,
     "Services that somebody came for; not all that the mall offers."},
    {"services_a_counter", "services a counter", 1, 2,
     "What a counter gives of its agency's services; not what its clerk is good at."},
    {"skill_share", "% of its agency's", 100, 1,
     "The same over all services of the agency: at 100 its counters are one pool; not whether they "
     "should be."},
    {"shared_booths", "shared booths", 1, 0,
     "Booths with other agencies on other weekdays; not whether people know the days."},
    {"life_events", "life events", 1, 0,
     "Sets of services taken with one tap; not how often they are."},
    {"priority_classes", "priority classes", 1, 0,
     "Kinds of visitors who gain faster; not how many of them come."},
    {"rescue_after_minutes", "rescue after, min", 1, 0,
     "Who has waited so long goes first, whatever the class; none: nobody does, and not how often "
     "it happens."},
    {"max_rejoins", "rejoins", 1, 0,
     "How often a visit may come back after a no-show; not how often they do."},
    {"rejoin_behind", "rejoins behind", 1, 0,
     "Behind how many of the own class; not how long that is."},
    {"closing_tolerance_minutes", "closing tolerance, min", 1, 0,
     "How far after closing the last may be expected to end; not how late it got."},
    {"dates", "dates", 1, 0, "On which somebody came; not whether they were usual ones."},
    {"steps_a_date", "steps a date", 1, 1,
     "Services asked for, one or more for each visit; not who stayed away because of a queue."},
    {"services_a_visit", "services a visit", 1, 2,
     "Steps over visits; not what people would have needed besides."},
    {"appointments", "% with appointment", 100, 1,
     "Steps of visitors with a booking; not who came without because there was no slot."},
    {"service_level", "% in time", 100, 1,
     "Called within the promised wait over all issued, on the mall's own mix of services; compare "
     "the adjusted one below."},
    {"wait_minutes", "mean wait, min", 1, 1,
     "Of those who were called, likewise on the own mix; not of those who left."},
    {"no_shows", "% no-show", 100, 1, "Steps whose visitor did not come; not why."},
    {"left", "% left", 100, 1, "Steps that were cancelled; not who left without a word."},
    {"steps_a_counter_hour", "calls an hour", 1, 2,
     "Steps called in an hour of an open counter; not whether that is much: services differ in "
     "length."},
    {"ratings", "ratings", 1, 0, "Given after a service; not the yearly survey (SKM)."},
    {"rating_mean", "mean rating, 1 to 4", 1, 2,
     "Of those who rated, who are not everybody; not the index of the survey (IKM)."},
    {"rated", "% rated", 100, 1, "Ratings over steps called: with few, the mean is that of a few."},
}};

}  // namespace

const FigureWords& words_for(plan::StudyFigure figure) {
    return words.at(static_cast<std::size_t>(figure));
}

std::string_view heading_of(plan::StudyFigure figure) {
    if (figure <= plan::StudyFigure::closing_tolerance_minutes) return management;
    if (figure <= plan::StudyFigure::steps_a_counter_hour) return operation;
    return satisfaction;
}

std::string_view key_of(plan::Caveat caveat) {
    using enum plan::Caveat;
    switch (caveat) {
        case first_is_simulated: return "first_is_simulated";
        case second_is_simulated: return "second_is_simulated";
        case first_is_trial: return "first_is_trial";
        case second_is_trial: return "second_is_trial";
        case same_mall: return "same_mall";
        case promises_differ: return "promises_differ";
        case periods_differ: return "periods_differ";
        case few_dates: return "few_dates";
        case only_in_first: return "only_in_first";
        case only_in_second: return "only_in_second";
        case too_few_at_once: return "too_few_at_once";
        case too_few_in_common: return "too_few_in_common";
        case nothing_in_common: return "nothing_in_common";
        case model_of_other_file: return "model_of_other_file";
        case no_plan: return "no_plan";
        case capped_target: return "capped_target";
        case no_ratings: return "no_ratings";
        case investment: return "investment";
    }
    assert(false);
}

std::string_view sentence_of(plan::Caveat caveat) {
    using enum plan::Caveat;
    switch (caveat) {
        case first_is_simulated:
            return "A was simulated from its planning figures: what it says of A is a plan, not a "
                   "measurement.";
        case second_is_simulated:
            return "B was simulated from its planning figures: what it says of B is a plan, not a "
                   "measurement.";
        case first_is_trial:
            return "A's days are of a trial (percobaan): nobody was served, and they say nothing "
                   "of "
                   "A.";
        case second_is_trial:
            return "B's days are of a trial (percobaan): nobody was served, and they say nothing "
                   "of "
                   "B.";
        case same_mall: return "Both are the same mall: a change in time, not two malls.";
        case promises_differ:
            return "They count against different promised waits: their levels are not compared.";
        case periods_differ: return "The periods differ, and with them season and occasions.";
        case few_dates:
            return "One has fewer than twenty dates: a single bad day weighs much in it.";
        case only_in_first:
            return "Nobody came to B for these services of A, which are left out of what is "
                   "adjusted";
        case only_in_second:
            return "Nobody came to A for these services of B, which are left out of what is "
                   "adjusted";
        case too_few_at_once:
            return "Both have these services, but too few came for them in the same half-hours to "
                   "compare";
        case too_few_in_common:
            return "Less than half of what one of them does is comparable at all.";
        case nothing_in_common:
            return "No service has somebody of both in the same half-hours: nothing is adjusted.";
        case model_of_other_file:
            return "The plan is made from another edition of A's file than its bundle was.";
        case no_plan:
            return "Of A there is a bundle alone, which says nothing of single counters: name its "
                   "mall file with --file for a plan.";
        case capped_target:
            return "In some half-hours B keeps more than 99 % or less than 50 %: there the plan is "
                   "asked for that, as the last per cent costs counters that nobody would open.";
        case no_ratings: return "One of them has no ratings, or fewer than ten.";
        case investment: return "Investment is not compared.";
    }
    assert(false);
}

std::string_view word_for(plan::Place place) {
    using enum plan::Place;
    switch (place) {
        case expected: return "within the expected range";
        case worse: return "worse";
        case better: return "better";
        case much_worse: return "much worse";
        case much_better: return "much better";
        case too_few: return "nothing to compare";
    }
    assert(false);
}

std::string_view word_for(measure::BundleSource source) {
    switch (source) {
        case measure::BundleSource::journal: return "measured";
        case measure::BundleSource::simulation: return "SIMULATED, not measured";
        case measure::BundleSource::trial: return "TRIAL (percobaan), nobody was served";
    }
    assert(false);
}

}  // namespace gerai::app
