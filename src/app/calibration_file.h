#pragma once

#include <string>
#include <string_view>

#include "plan/calibration.h"

namespace gerai::app {

/// What names the text of a mall's file in a calibration.
std::string digest_of_mall_file(std::string_view text);

/// The calibration that `gerai calibrate --out` wrote into that file. Throws `WrongCall` when there
/// is none, or one of another mall than `mall`.
plan::Calibration read_calibration_file(const std::string& file, const std::string& mall);

/// A sentence where the mall's file is another than the one that the calibration was made with;
/// empty otherwise.
std::string warning_of_other_file(const plan::Calibration& calibration,
                                  std::string_view text_of_mall_file);

}  // namespace gerai::app
