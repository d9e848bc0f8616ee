#pragma once

#include "api/planning/calibration_shelf.h"
#include "api/planning/calibration_types.h"
#include "api/planning/job.h"
#include "api/planning/planned_mall.h"
#include "journal/archive.h"

namespace gerai::api {

/// Of the dates that are over, the last so many are read: about a year.
inline constexpr std::size_t dates_learned_from = 250;

/// What learning needs; all outlive the jobs.
struct Learning {
    journal::Archive& archive;
    CalibrationShelf& shelf;
    const journal::Clock& clock;
};

/// Reads dates of the mall's journal that are over, learns from them and checks the model: a
/// `CalibrationResult`, which is put in force where the dates are enough.
PlanningWork calibration_work(Learning learning, PlannedMall planned, CalibrationAsked asked);

}  // namespace gerai::api
