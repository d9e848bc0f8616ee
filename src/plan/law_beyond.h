#pragma once

#include "plan/law.h"

/// What is left of a time that is running already: the law given that it is longer than what has
/// passed.
namespace gerai::plan {

/// The share of a law's times that are longer than `passed`.
double share_beyond(const Law& law, Duration passed);

/// What is left of one of them, from the law given that it is longer than `passed`; zero where none
/// is. Exact for every law: a running exponential one is as good as new.
Duration draw_rest(const Law& law, Duration passed, Random random);

}  // namespace gerai::plan
