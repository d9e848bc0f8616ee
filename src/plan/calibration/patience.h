#pragma once

#include <optional>
#include <span>

#include "plan/calibration/estimators.h"

/// How long visitors stay, from what a journal shows of it: some say goodbye, of others only a call
/// in vain tells that they are gone, and some are there and miss the call.
namespace gerai::plan {

/// Somebody who was called once, after having waited so many seconds, and was gone or was not.
struct StatusAtCall {
    double waited{};
    bool is_gone = false;
};

/// The mean of an exponential patience of which nothing is seen but at the call: the likelihood of
/// current status, 1 - exp(-w/mean) for who is gone and exp(-w/mean) for who is not, with an
/// interval from its information. Nothing where all are there or all are gone, for then it has no
/// maximum. (Leavers over the time waited, which looks natural, takes the time between leaving and
/// the call for time waited and comes out too long.)
std::optional<Fitted> patience_by_status(std::span<const StatusAtCall> calls);

/// What one visit shows. Seconds of waiting are counted from check-in, without the time with a
/// clerk.
struct Staying {
    enum class Ending {
        stayed,        ///< Nothing is left to wait for.
        said_goodbye,  ///< At `until`.
        missed,        ///< Called at `until` in vain, and not seen again.
        still_waits,   ///< At `until` the date ended.
    };

    double seen{};   ///< Waited when it was last seen to be there.
    double until{};  ///< Waited when it ended like that; of no meaning to who stayed.
    Ending ending{};
    int met = 0;        ///< Calls that it answered.
    int came_back = 0;  ///< Calls in vain after which it was seen again.
};

struct PatienceFit {
    Fitted mean_seconds;
    Fitted says_goodbye;  ///< Of those who lose patience.
    Fitted absent;        ///< Share of the calls of somebody who is there.
    Fitted comes_back;    ///< Of those.
};

/// Fewer departures than that say nothing of patience.
inline constexpr double fewest_departures = 20;

/// Patience, goodbyes, absence and coming back, together by greatest likelihood, with a Beta(2, 18)
/// before the absences; intervals from the information, on the scale of logarithms and of log-odds.
/// A call in vain is of somebody who lost patience without a word since it was last seen, or of
/// somebody who is there and absent: these are told apart by how the share of calls in vain grows
/// with the wait, for which patience is taken to be exponential and absence not to depend on the
/// wait. Nothing with fewer departures (goodbyes and expected silent ones) than
/// `fewest_departures`.
std::optional<PatienceFit> patience_of(std::span<const Staying> visits);

}  // namespace gerai::plan
