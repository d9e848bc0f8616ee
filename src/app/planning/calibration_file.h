#pragma once

#include <string>
#include <string_view>

#include "plan/calibration/calibration.h"

namespace gerai::app {

/// The calibration that `gerai calibrate --out` wrote into that file. Throws `WrongCall` when there
/// is none, or one of another mall than `mall`.
plan::Calibration read_calibration_file(const std::string& file, const std::string& mall);

/// A sentence where the mall's file, of that digest, is another than the one that the calibration
/// was made with; empty otherwise.
std::string warning_of_other_file(const plan::Calibration& calibration, std::string_view digest);

}  // namespace gerai::app
