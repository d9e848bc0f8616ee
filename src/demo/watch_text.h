#pragma once

#include <string>
#include <string_view>

#include "core/time.h"

namespace gerai::demo {

enum class Language { indonesian, english };

/// The texts of the terminal screen.
enum class Word {
    trial,
    open,
    closed,
    waiting,
    counters_open,
    oldest,
    last_calls,
    no_calls,
    queues,
    counter_column,
    counter,
    again,
    more_agencies,
    link_lost,
    minutes,
    hours,
};

std::string_view text(Word word, Language language);

/// `Senin, 16 November 2026` or `Monday, 16 November 2026`.
std::string long_date(Date date, Language language);

/// `09.14` or `09:14`.
std::string clock_time(std::chrono::seconds since_midnight, Language language);

/// The same with seconds.
std::string clock_time_to_second(std::chrono::seconds since_midnight, Language language);

/// What people call the zone, such as `WITA`; empty when they have no name for it.
std::string_view zone_name(std::string_view zone);

}  // namespace gerai::demo
