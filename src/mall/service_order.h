#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "mall/mall.h"

namespace gerai::mall {

/// Services that each wait for the next, and the last of them for the first.
struct Circle {
    std::size_t first{};  ///< The place of `ids[0]` in the list of services.
    std::vector<std::string> ids;
};

/// The circles in `after`, of which a visit could never leave; each service stands in one at most.
std::vector<Circle> circles_of_after(const std::vector<Service>& services);

}  // namespace gerai::mall
