#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// The two forms of a visit's code: that of a link and the short one that people type.
using AnyCode = std::variant<Code, ShortCode>;

/// Reads either form; nothing when it is neither.
std::optional<AnyCode> parse_any_code(std::string_view text);

/// The row of a code of any date, on the archive's thread.
std::optional<journal::CodeRow> find_row(journal::Reader& reader, const AnyCode& code);

/// Looks for the code in the halls as they stand, and calls `look` with the day where it is found.
/// Gives whether it was.
bool look_at_visit(const Context& context, const AnyCode& code,
                   const std::function<void(const std::string& mall, const journal::Standing&,
                                            hall::VisitIndex, Instant now)>& look);

/// Answers 404 for a code that nobody has, or 429 when too many were tried.
web::Response too_many_guesses(const web::Request& request);
web::Response unknown_code(Context& context, const web::Request& request);

}  // namespace gerai::api
