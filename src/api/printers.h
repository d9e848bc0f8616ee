#pragma once

#include "api/context.h"
#include "api/print_types.h"
#include "hall/day.h"

namespace gerai::api {

/// How the printers of the mall file were when they were last asked; `own` is that of the actor.
PrinterList printers_of(const Context& context, const hall::Day& day, const std::string& mall,
                        const trust::Actor& actor);

/// Has each printer of the mall file asked how it is.
void ask_printers(Context& context, const hall::Day& day, const std::string& mall);

}  // namespace gerai::api
