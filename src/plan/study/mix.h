#pragma once

#include <span>

#include "plan/study/study.h"

namespace gerai::plan {

/// What of two malls is in no cell that both have, and why. Where services that are too few alone
/// are told as one, with some of either kind among them, their steps count for both kinds: shares
/// are the most that it can be.
struct StudyMix {
    StudyCaveat only_in_first;    ///< Nobody came for these to the second.
    StudyCaveat only_in_second;   ///< Nobody came for these to the first.
    StudyCaveat too_few_at_once;  ///< Of both, and the share of the mall with the greater one.
    double most_left_out{};       ///< Of the steps of either mall.
};

StudyMix mix_of(const measure::Bundle& first, const measure::Bundle& second,
                std::span<const CommonCell> cells);

}  // namespace gerai::plan
