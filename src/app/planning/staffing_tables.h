#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "app/planning/planning_verbs.h"
#include "mall/mall.h"
#include "plan/staffing/staffing.h"

/// The staffing of a mall as text, JSON and CSV. Shares are between 0 and 1 in JSON and CSV and
/// percent in text; times are minutes.
namespace gerai::app {

/// What was planned.
struct StaffedMall {
    const mall::Mall& mall;
    const plan::Model& model;
    const plan::StaffingPlan& plan;
    plan::StaffingWish wish;
    double volume = 1;
    Basis basis{};
};

std::string to_table(const StaffedMall& staffed);

boost::json::object to_json(const StaffedMall& staffed);

/// A line for each pool and half-hour.
std::string staffing_as_csv(const StaffedMall& staffed);

}  // namespace gerai::app
