#pragma once

#include <optional>
#include <string_view>

#include "app/command_line.h"
#include "core/time.h"

namespace gerai::app {

/// Reads the TIME of `serve --trial`: RFC 3339, whose seconds may be left out; without an offset it
/// is the time of `zone`.
std::optional<Instant> parse_trial_time(std::string_view text, const TimeZone& zone);

/// Adds the verb `serve`.
void add_serve(CommandLine& line);

}  // namespace gerai::app
