#pragma once

#include <optional>
#include <vector>

namespace gerai::plan {

/// A linear program: least `costs` x with `rows` x <= `limits` and x >= 0; no cost is negative.
struct LinearProgram {
    std::vector<double> costs;
    std::vector<std::vector<double>> rows;
    std::vector<double> limits;
};

/// Where it is least; nothing where no x is allowed. By the dual simplex method (Lemke 1954), which
/// may begin at zero because no cost is negative.
std::optional<std::vector<double>> least_point(const LinearProgram& program);

}  // namespace gerai::plan
