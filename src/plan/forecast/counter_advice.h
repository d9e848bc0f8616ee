#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "plan/forecast/forecast.h"
#include "plan/forecast/rest_of_day.h"

/// Which counter to open: the same days are played on with it, and what it gains is the difference.
namespace gerai::plan {

/// Days that go on from the present, in their order; nothing when it was stopped.
std::optional<std::vector<RestOfDay>> rests_of_days(const Model& model, const Present& present,
                                                    const ForecastWish& wish,
                                                    const std::stop_token& stop);

/// A counter that might be opened, and whose trouble it would relieve.
struct Candidate {
    hall::CounterIndex counter;
    hall::AgencyIndex agency;
};

/// Counters that nobody is calling from now and that give something of an agency in trouble: one
/// for each agency, that of the greatest trouble first, then a second for each, and so on. Of
/// counters that give the same things there is one, and a paused one comes before a closed one.
std::vector<Candidate> candidates_for(std::span<const Trouble> troubles, const hall::Day& day);

/// What opening one of them until the last closing gains, where that is one person at least and
/// clear of zero; `without` are the days as they stand, of which as many are compared as the wish
/// says. Nothing when it was stopped.
std::optional<std::vector<Advice>> advice_for(std::span<const Trouble> troubles,
                                              std::span<const RestOfDay> without,
                                              const Model& model, const Present& present,
                                              const ForecastWish& wish,
                                              const std::stop_token& stop);

}  // namespace gerai::plan
