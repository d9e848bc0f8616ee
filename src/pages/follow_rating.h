#pragma once

#include <string_view>

#include "api/types.h"
#include "pages/html_page.h"

namespace gerai::pages {

/// Whether the day on which a step was done goes on, so that what was said of it may be changed.
enum class Rateable { no, yes };

/// What a visitor says of a step that is done: four faces with words, one tap each, and once a face
/// was chosen the reasons that go with it. Where nothing may be changed any more, what was said.
void rating(Page& page, std::string_view code, const api::StepView& step, Rateable rateable);

}  // namespace gerai::pages
