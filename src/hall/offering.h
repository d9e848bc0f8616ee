#pragma once

#include "hall/layout.h"

namespace gerai::hall {

/// Whether numbers for a service are issued on the date at all: it is in the file in force, and
/// some counter gives it. Otherwise a whole visit that asks for it is refused.
inline bool is_given(const Layout& layout, ServiceIndex service) {
    return layout.rules.services[service.value].is_offered && !layout.givers[service.value].empty();
}

}  // namespace gerai::hall
