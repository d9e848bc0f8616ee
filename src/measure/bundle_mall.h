#pragma once

#include "mall/mall.h"
#include "measure/bundle.h"

/// What of a mall's file stands in its bundle.
namespace gerai::measure {

BundleMall bundle_mall(const mall::Mall& mall, std::string file_hash);

BundlePractices practices_of(const mall::Mall& mall);

/// Counters by agency and number of services. A counter counts for the agency of its first service.
std::vector<BundleSkills> skills_of(const mall::Mall& mall);

}  // namespace gerai::measure
