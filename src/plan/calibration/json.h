#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "core/json.h"
#include "plan/calibration/calibration.h"

namespace gerai::plan {

/// The newest form of the file that this program reads and writes.
inline constexpr int calibration_version = 1;

/// Why a text is no calibration.
struct NoCalibration {
    std::int64_t newer_version = 0;  ///< Written by a newer program; 0: it was not.
    json::Faults faults;             ///< Otherwise: what is wrong, and where.
};

std::string to_json_text(const Calibration& calibration);

/// The calibration of a text, whole and fit to make a model of, or why there is none.
std::expected<Calibration, NoCalibration> read_calibration(std::string_view text);

}  // namespace gerai::plan
