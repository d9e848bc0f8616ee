#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/estimate_book.h"
#include "api/types.h"
#include "hall/day.h"

namespace gerai::api {

/// Who reads a visit: everybody sees its states, but only the hall sees the numbers that were
/// called before it and the class behind each.
enum class Audience { anyone, hall };

/// What a view needs beside the day.
struct ViewSetting {
    std::string_view public_url;  ///< Without a slash at its end.
    Audience audience = Audience::anyone;
    Instant now;
    const HallEstimates* estimates = nullptr;  ///< Null for a date that is over: it tells none.
};

/// A visit as it stands.
VisitView view_of_visit(const hall::Day& day, hall::VisitIndex visit, const ViewSetting& setting);

/// The state of the step that matters most to the visitor.
hall::StepState state_of_visit(const hall::Day& day, hall::VisitIndex visit);

/// Names of a visit and a step as a clerk needs them.
VisitReference reference_to(const hall::Day& day, hall::VisitIndex visit);
StepReference reference_to(const hall::Day& day, hall::StepIndex step);

/// `A-023`.
std::string number_of(const hall::Day& day, const hall::Visit& visit);

/// The visit that an event is about; the event must be about one.
hall::VisitIndex visit_of(const hall::Day& day, const hall::Event& event);

/// The place of a step in its visit, from 1.
std::int64_t ordinal_of(const hall::Day& day, hall::StepIndex step);

/// The step at a place of a visit, from 1; nothing where it has none.
std::optional<hall::StepIndex> step_at(const hall::Day& day, hall::VisitIndex visit,
                                       std::int64_t ordinal);

/// The zone of the mall whose day that is; UTC for a day made from rules alone.
const TimeZone& zone_of(const hall::Day& day);

/// The file in force, or null for a day made from rules alone.
const mall::Mall* file_of(const hall::Day& day);

}  // namespace gerai::api
