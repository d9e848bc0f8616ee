#pragma once

#include <vector>

#include "mall/mall_file.h"
#include "measure/bundle.h"
#include "web/problem.h"

/// Faults of scenarios and bundles in words, in the language of whoever asked. In English these are
/// followed by what the check itself expected, which it says in that language alone.
namespace gerai::api {

/// `pointer` is where it stands in what was sent.
web::ProblemError worded(const mall::Fault& fault, std::string pointer, web::Language language);

std::vector<web::ProblemError> worded(const std::vector<measure::BundleFault>& faults,
                                      web::Language language);

}  // namespace gerai::api
