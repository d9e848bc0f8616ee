#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "api/planning/job_types.h"
#include "web/language.h"

namespace gerai::api {

/// A job of planning as it stands: what was asked, how far it is, and what it has come to.
struct PlanningJob {
    std::string id;  ///< Nobody can guess it.
    std::string mall;
    PlanningKind kind{};
    PlanningState state{};
    PlanningProgress progress;
    Instant created_at;  ///< By the machine's clock, as are the other two.
    std::optional<Instant> started_at{};
    std::optional<Instant> ended_at{};
    std::int64_t mall_version{};
    std::string asked{};                          ///< JSON.
    std::shared_ptr<const std::string> result{};  ///< JSON; null: there is none.
    std::int64_t result_days{};                   ///< How sharp it is.
    std::optional<PlanningFault> fault{};

    [[nodiscard]] bool has_ended() const {
        return state != PlanningState::queued && state != PlanningState::running;
    }
};

/// What the work of a job may use and is to tell. From any thread.
class PlanningRun {
public:
    virtual ~PlanningRun() = default;

    /// Asked for when the job is cancelled, and when the server stops.
    [[nodiscard]] virtual std::stop_token stop() const = 0;
    [[nodiscard]] virtual unsigned threads() const = 0;
    virtual void tell(const PlanningProgress& progress) = 0;

    /// A result, as JSON; a later one takes its place. `days` say how sharp it is.
    virtual void give(std::string result, std::int64_t days) = 0;
};

/// Does a job. It returns when it has given its last result or was told to stop, and throws when
/// it fails.
using PlanningWork = std::function<void(PlanningRun&)>;

/// The job in words, for one who asks in that language; times with the offset of the zone.
PlanningJobView view_of(const PlanningJob& job, const TimeZone& zone, web::Language language);

/// The same without its result.
PlanningJobLine line_of(const PlanningJob& job, const TimeZone& zone, web::Language language);

}  // namespace gerai::api
