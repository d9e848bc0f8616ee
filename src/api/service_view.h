#pragma once

#include <string>

#include "api/estimate_book.h"
#include "api/public_types.h"
#include "hall/day.h"

namespace gerai::api {

/// Which services are asked for; an empty text asks for all.
struct ServiceFilter {
    std::string words;   ///< Each is somewhere in the names of service, agency or product.
    std::string agency;  ///< An id.
};

/// The services of the file, whether a number can be had for them now, and, with `estimates`, how
/// long one would wait.
ServiceList view_of_services(const hall::Day& day, const ServiceFilter& filter, Instant now,
                             const HallEstimates* estimates = nullptr);

/// The whole standard of a service; nothing when the file has none of that id.
std::optional<ServiceStandard> view_of_standard(const hall::Day& day, std::string_view service,
                                                Instant now,
                                                const HallEstimates* estimates = nullptr);

}  // namespace gerai::api
