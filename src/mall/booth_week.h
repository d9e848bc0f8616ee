#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mall/forming.h"

/// The week of the booths that are not one agency's on all days: who is there when, by the mall
/// file and by the agreements in force, and where these disagree.
namespace gerai::mall {

/// An agency in a booth on a weekday.
struct BoothUse {
    Weekday day{};
    std::string agency;
    std::vector<ClockRange> hours;
    bool in_file = false;                  ///< The mall file has it there.
    std::optional<std::string> agreement;  ///< The agreement that does, if one does.

    friend bool operator==(const BoothUse&, const BoothUse&) = default;
};
BOOST_DESCRIBE_STRUCT(BoothUse, (), (day, agency, hours, in_file, agreement))

enum class BoothTroubleKind {
    overlap,      ///< Two agreements give it to two agencies in the same hours.
    not_in_file,  ///< An agreement gives it to an agency that the mall file does not have there.
    not_in_agreement  ///< The mall file has an agency there whose agreement does not.
};
BOOST_DESCRIBE_ENUM(BoothTroubleKind, overlap, not_in_file, not_in_agreement)

struct BoothTrouble {
    Weekday day{};
    BoothTroubleKind kind{};
    std::vector<std::string> agencies;

    friend bool operator==(const BoothTrouble&, const BoothTrouble&) = default;
};
BOOST_DESCRIBE_STRUCT(BoothTrouble, (), (day, kind, agencies))

struct BoothWeek {
    std::string booth;
    std::vector<BoothUse> uses;  ///< In the order of the week, then of the agencies in the file.
    std::vector<BoothTrouble> troubles;

    friend bool operator==(const BoothWeek&, const BoothWeek&) = default;
};
BOOST_DESCRIBE_STRUCT(BoothWeek, (), (booth, uses, troubles))

/// In the order of the mall file, on the weekdays on which the mall is open. A booth that one
/// agency has on all of them, by file and agreement alike, is left out.
std::vector<BoothWeek> shared_booths(const Forming& forming, const Mall& mall, Date today);

}  // namespace gerai::mall
