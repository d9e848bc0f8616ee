#pragma once

#include <string>

#include "api/public_types.h"
#include "hall/day.h"

namespace gerai::api {

/// Which services are asked for; an empty text asks for all.
struct ServiceFilter {
    std::string words;   ///< Each is somewhere in the names of service, agency or product.
    std::string agency;  ///< An id.
};

/// The services of the file, and whether a number can be had for them now.
ServiceList view_of_services(const hall::Day& day, const ServiceFilter& filter, Instant now);

/// The whole standard of a service; nothing when the file has none of that id.
std::optional<ServiceStandard> view_of_standard(const hall::Day& day, std::string_view service,
                                                Instant now);

}  // namespace gerai::api
