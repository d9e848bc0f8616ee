#pragma once

#include "plan/model.h"

namespace gerai::plan {

/// A day to which the same visitors come, at the same times and with the same needs, and `share` of
/// as many beside them (0.1: a tenth more). Those have streams and appointments of their own, so
/// that nothing that is drawn for the others changes.
Model with_more_visitors(Model model, double share);

}  // namespace gerai::plan
