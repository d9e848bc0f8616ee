#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "hall/rules.h"
#include "plan/law.h"

/// What a simulated hall is given, as a value: its rules, who comes with what patience, how long
/// things take, and which counters have a clerk when. What the hall makes of it is `hall`'s.
namespace gerai::plan {

/// How long the visitors of a population stay.
struct Patience {
    Law law;  ///< Of the time that a visit waits in all, from check-in; time with a clerk is not
              ///< counted.
    double says_goodbye = 1;  ///< Share of those who lose patience and cancel; of the others only
                              ///< the call shows that they are gone.
};

/// Visitors who are alike.
struct Population {
    hall::ServiceIndex service;           ///< What they come for.
    std::vector<double> class_weights{};  ///< By class; none: all are ordinary.
    double second_service = 0;            ///< Share that comes to another agency too.
    std::optional<Patience> patience{};   ///< None: endless.
};

/// Arrivals an hour in cells of equal length from `from` on; nobody comes before and after.
struct Rate {
    Instant from;
    Duration cell{};
    std::vector<double> per_hour;

    [[nodiscard]] Instant to() const {
        return from + cell * static_cast<std::int64_t>(per_hour.size());
    }
    [[nodiscard]] double at(Instant when) const;
};

/// Visitors who come when they like: a Poisson process, thinned from one of candidates. A change of
/// the rate makes other candidates come, or not come; those who come either way are the same, at
/// the same times, as long as the rate of candidates is.
struct Stream {
    Population who;
    Rate rate;
    double candidates_per_hour{};  ///< At least the greatest rate times the day's factor, which is
                                   ///< cut off there.
};

/// Visitors with an appointment.
struct Appointments {
    Population who;
    std::vector<Instant> slots;
    double no_show = 0;  ///< Share that never comes.
    Law unpunctuality;   ///< Arrival less slot; nobody comes before the hall opens.
};

/// Where a visitor is sent on to.
struct Onward {
    hall::ServiceIndex service;
    double share{};
};

/// What a service takes at a counter, and where it leads to.
struct Work {
    Law time;
    std::vector<Onward> onward{};  ///< The rest is done.
};

enum class AtEnd {
    closes,      ///< Once the visitor in hand is served.
    serves_out,  ///< Stays for whoever still waits.
};

/// A clerk at a counter, for a stretch of the day.
struct Duty {
    hall::CounterIndex counter;
    Interval at;
    std::vector<hall::ServiceIndex> services{};  ///< None: all that the counter gives.
    std::vector<Interval> breaks{};
    AtEnd end = AtEnd::serves_out;
};

/// Visitors who are in the hall and do not come when they are called.
struct Absence {
    double share = 0;       ///< Of the calls.
    double comes_back = 0;  ///< Share of them that asks to be called again.
    Law back_after;         ///< After the clerk gave up.
};

struct Model {
    hall::Rules rules;
    Date date{};
    double day_factor_cv = 0;  ///< Of the arrivals that one day has more or less than another.
    std::vector<Stream> streams;
    std::vector<Appointments> appointments;
    std::vector<Work> services;          ///< By service.
    std::vector<double> second_weights;  ///< By service: how often it is the second of a visit.
    std::vector<Duty> roster;
    Law walking;               ///< From the call to the counter.
    Law idle_gap;              ///< From a visitor's leaving to the next call.
    Duration no_show_after{};  ///< How long a clerk waits for one who does not come.
    Absence absence;
    Instant until = Instant::max();  ///< The run ends here; never: when all is done.
};

}  // namespace gerai::plan
