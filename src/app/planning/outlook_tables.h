#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <span>
#include <string>

#include "app/planning/planning_verbs.h"
#include "mall/mall.h"
#include "plan/outcome.h"
#include "plan/overload.h"

/// The outlook of a mall as text, JSON and CSV. Shares are between 0 and 1 in JSON and CSV and
/// percent in text; times are minutes.
namespace gerai::app {

/// What was simulated.
struct SimulatedMall {
    const mall::Mall& mall;
    const plan::Model& model;
    const plan::Outlook& outlook;
    std::uint64_t seed{};
    double volume = 1;
    std::string scenario{};  ///< Its name; empty: the mall as it is.
    Basis basis{};
};

std::string to_table(const SimulatedMall& simulated);

boost::json::object to_json(const SimulatedMall& simulated);

/// A line for each agency.
std::string agencies_as_csv(const SimulatedMall& simulated);

/// A line for each agency and half-hour in which somebody came.
std::string half_hours_as_csv(const SimulatedMall& simulated);

/// In which agencies more is asked than the clerks can do and nobody leaves; nothing where that is
/// nowhere.
std::string to_text(std::span<const plan::Overload> overloads, const hall::Rules& rules);
boost::json::array to_json(std::span<const plan::Overload> overloads, const hall::Rules& rules);

}  // namespace gerai::app
