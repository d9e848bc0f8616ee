#pragma once

#include "mall/forming_checks.h"
#include "web/problem.h"

namespace gerai::api {

/// A fault of a document on forming in words.
std::string fault_text(const mall::FormingFault& fault, web::Language language);

/// What is wrong with its form and with what it says, each place once. Of an entry whose form is
/// wrong only that is told: the rest of it may have been misread.
std::vector<web::ProblemError> errors_of(const json::Faults& of_form,
                                         const std::vector<mall::FormingFault>& of_content,
                                         web::Language language);

}  // namespace gerai::api
