#pragma once

#include <span>

#include "plan/model.h"

namespace gerai::plan {

/// Gives the streams of all models that are for the same service as many candidates as any of them
/// has, so that models of one seed are brought the same visitors however much more come to one.
/// What counts is the number in all of a stream's time: over longer hours the same come more
/// slowly. Nothing else of the models changes, and models that were alike stay so.
void match_visitors(std::span<Model> models);

}  // namespace gerai::plan
