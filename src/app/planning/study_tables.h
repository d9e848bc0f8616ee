#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "plan/study/funnel.h"
#include "plan/study/study.h"

/// A study, a funnel and a bundle as text and JSON. Shares are between 0 and 1 in JSON and percent
/// in text; times are minutes unless a unit stands there.
namespace gerai::app {

std::string to_table(const plan::Study& study);
boost::json::object to_json(const plan::Study& study);

/// The half-hours of a study and its plan, a line for each.
std::string half_hours_as_csv(const plan::Study& study);

std::string to_table(const plan::Funnel& funnel);
boost::json::object to_json(const plan::Funnel& funnel);

/// What a bundle holds.
std::string to_table(const measure::Bundle& bundle);
boost::json::object to_json(const measure::Bundle& bundle);

}  // namespace gerai::app
