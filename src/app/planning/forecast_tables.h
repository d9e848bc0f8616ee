#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "app/planning/planning_verbs.h"
#include "mall/mall.h"
#include "plan/forecast/forecast.h"

/// The forecast of a hall as text and JSON. Shares and chances are between 0 and 1 in JSON and
/// percent in text; waits are minutes.
namespace gerai::app {

/// What told the time of the hall.
enum class Clockwork {
    machine,
    trial,       ///< As its server noted it last.
    last_event,  ///< A trial whose clock is not known.
};

struct HallMoment {
    Instant now;
    Clockwork clockwork{};
};

/// What was foretold.
struct ForetoldHall {
    const mall::Mall& mall;
    const hall::Rules& rules;
    Date date;
    const plan::Forecast& forecast;
    plan::Target target;
    Clockwork clockwork{};
    Basis basis{};
};

std::string to_table(const ForetoldHall& foretold);

boost::json::object to_json(const ForetoldHall& foretold);

}  // namespace gerai::app
