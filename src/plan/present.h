#pragma once

#include <optional>
#include <vector>

#include "hall/day.h"
#include "plan/arrivals.h"
#include "plan/model.h"

/// A hall in the middle of its day, from which simulated days go on: who is in it, what is known of
/// the clerks, and how today's visitors came so far.
namespace gerai::plan {

/// Today's visitors until now, appointments aside.
struct Turnout {
    double came{};
    double expected{};  ///< By the model.
};

struct Present {
    hall::Day day;
    Instant now;               ///< Not before the last event.
    std::vector<Duty> duties;  ///< Of clerks from now on; counters that are open have one already.
    Turnout turnout;
    Coming coming;  ///< Of visitors from now on.
};

/// A model that speaks of the services, classes and counters of these rules, which may be those of
/// a day on which the mall's file was changed: each edition of a service takes what the model says
/// of its id (an unknown one takes exponential times of its mean), new visitors come for those that
/// are offered, and clerks whose counter is gone do not come.
Model fitted_to(const hall::Rules& rules, const Model& model);

/// Who is at the counters from now on, as far as it is known:
/// - A counter that is open stays so, with the services that its clerk chose, for the rest of its
///   duty in `roster`, or until the last closing and whoever waits then has been served. It takes
///   the breaks of its duty, or the mall's.
/// - A paused one opens again at the end of the break that it is in or of the next one, if any.
/// - A closed one stays closed for the rest of its duty, except that a break that it is in ends,
///   and that a clerk who has not been there yet is expected a quarter of an hour after the duty
///   began.
/// - Duties that begin later are kept.
std::vector<Duty> duties_from(const hall::Day& day, Instant now, const std::vector<Duty>& roster);

Turnout turnout_of(const hall::Day& day, Instant now, const Model& model);

/// How visitors come from now on. The factor of the day is gamma of mean 1 before anybody came;
/// given that n came where m were expected, it is gamma of shape 1/v + n and rate 1/v + m, v being
/// the square of `variation`.
Coming coming_after(const Turnout& turnout, Instant now, double variation);

/// Has each stream bring candidates enough for a day that is so busy.
void widen(Model& model, const Coming& coming);

/// The hall as it stands. `model` is fitted to its rules.
Present present_of(const hall::Day& day, Instant now, const Model& model);

}  // namespace gerai::plan
