#pragma once

#include <optional>
#include <string>

#include "journal/journal.h"
#include "measure/bundle.h"

namespace gerai::api {

/// The bundle of a mall's dates that are over, from its journal: from the first to the last. The
/// mall is as its file says that was in force at the end of the last of them. Nothing when there is
/// no such date, or too few came. Of a trial it says that it is one.
std::optional<measure::Bundle> exported_bundle(journal::Reader& reader, const std::string& mall,
                                               Date first, Date last);

/// The same of so many dates at most: the last that are over, today or before.
std::optional<measure::Bundle> bundle_of_last_dates(journal::Reader& reader,
                                                    const std::string& mall, Date today,
                                                    std::size_t most);

}  // namespace gerai::api
