#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/time.h"

namespace gerai::plan {

/// A figure of a date that is a quotient: seconds waited by calls, called in time by all.
struct Quotient {
    double part{};
    double whole{};
};

/// Observed less simulated, with its 90 % interval, in the unit of the quotients.
struct Difference {
    double value{};
    double low{};
    double high{};
    double observations{};  ///< The wholes of the observed dates together.
};

/// How far dates that were observed are from days that were simulated of them, each date from its
/// own kind. `runs` are by run and by date; a run has parameters of its own, drawn from what is
/// known of them. So the interval holds both what dates differ by chance and what the simulated
/// days may be off because their parameters are. Nothing with fewer than two dates on which
/// somebody is simulated to have come.
std::optional<Difference> observed_less_simulated(std::span<const Date> dates,
                                                  std::span<const Quotient> observed,
                                                  std::span<const std::vector<Quotient>> runs);

}  // namespace gerai::plan
