#pragma once

#include "api/public_types.h"
#include "hall/day.h"

namespace gerai::api {

/// What a view of the mall needs beside the day.
struct MallSetting {
    Instant now;
    double clock_rate = 1;  ///< Of the hall's clock against the machine's.
    bool is_trial = false;
};

/// The mall in a list. The day comes from a mall file.
MallSummary summary_of_mall(const hall::Day& day, Instant now);

/// The whole mall as it is on that date: who is where, and when it is open.
MallView view_of_mall(const hall::Day& day, const MallSetting& setting);

/// A name in English where the file has one.
std::optional<std::string> english(const std::string& name_en);

}  // namespace gerai::api
