#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// How many come on a day of such a rate, in the mean.
double visitors_a_day(const Rate& rate);

/// How many come on a day of the model, in the mean, those with an appointment among them.
double expected_visits(const Model& model);

/// Steps of a day by service, in the mean: what visitors come for first and second, and what they
/// are sent on to.
std::vector<double> expected_steps(const Model& model);

}  // namespace gerai::plan
