#include "app/planning/shift_tables.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "app/planning/staffing_words.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::WorkedShift;

std::string hours_of(const WorkedShift& one, const Hours& hours) {
    std::string text = fmt::format("{}-{}", hours.from(one.shift.from), hours.to(one.shift.to));
    if (one.shift.rest) text += " (rest " + hours.from(*one.shift.rest) + ")";
    return text;
}

}  // namespace

std::string roster_as_text(const StaffedMall& staffed) {
    const Hours hours{staffed};
    std::string text;
    const WorkedShift* before = nullptr;
    for (const WorkedShift& one : staffed.plan.shifts->roster) {
        const int number = number_of(staffed, one.counter);
        if (before == nullptr || before->pool != one.pool) {
            if (before != nullptr) text += '\n';
            text += fmt::format("{:<24.24} {} {}", name_of(staffed, one.pool), number,
                                hours_of(one, hours));
        } else if (before->counter != one.counter) {
            text += fmt::format("; {} {}", number, hours_of(one, hours));
        } else {
            text += " " + hours_of(one, hours);
        }
        before = &one;
    }
    return before == nullptr ? text : text + '\n';
}

json::object shifts_as_json(const StaffedMall& staffed) {
    const Hours hours{staffed};
    json::array roster;
    for (const WorkedShift& one : staffed.plan.shifts->roster) {
        json::object shift{{"agency", agency_of(staffed, one.pool)},
                           {"counter", number_of(staffed, one.counter)},
                           {"from", hours.from(one.shift.from)},
                           {"to", hours.to(one.shift.to)},
                           {"half_hours", one.shift.cost}};
        if (one.shift.rest) shift["rest"] = hours.from(*one.shift.rest);
        roster.push_back(std::move(shift));
    }
    return {{"counter_half_hours", staffed.plan.shifts->counter_half_hours()},
            {"roster", std::move(roster)}};
}

std::string roster_as_csv(const StaffedMall& staffed) {
    const Hours hours{staffed};
    std::string csv = "agency,counter,from,to,rest,half_hours\n";
    for (const WorkedShift& one : staffed.plan.shifts->roster) {
        csv += fmt::format("{},{},{},{},{},{}\n", agency_of(staffed, one.pool),
                           number_of(staffed, one.counter), hours.from(one.shift.from),
                           hours.to(one.shift.to),
                           one.shift.rest ? hours.from(*one.shift.rest) : "", one.shift.cost);
    }
    return csv;
}

}  // namespace gerai::app
