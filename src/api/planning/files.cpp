#include "api/planning/files.h"

#include <algorithm>
#include <filesystem>

#include "api/whole_file.h"

namespace gerai::api {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t format = 1;

/// A job as its file holds it; times are UTC.
struct KeptJob {
    std::int64_t format{};
    std::string id;
    std::string mall;
    PlanningKind kind{};
    PlanningState state{};
    PlanningProgress progress;
    Timestamp created_at;
    Nullable<Timestamp> started_at;
    Nullable<Timestamp> ended_at;
    std::int64_t mall_version{};
    Nullable<PlanningFault> fault;
    Written<> asked;
    std::int64_t result_days{};
    Nullable<Written<>> result;
};
BOOST_DESCRIBE_STRUCT(KeptJob, (),
                      (format, id, mall, kind, state, progress, created_at, started_at, ended_at,
                       mall_version, fault, asked, result_days, result))

Nullable<Timestamp> utc(std::optional<Instant> instant) {
    if (!instant) return {};
    return Timestamp{*instant, TimeZone::named("UTC")};
}

std::optional<Instant> instant_of(const Nullable<Timestamp>& time) {
    if (!time) return std::nullopt;
    return time->instant;
}

std::string text_of(const PlanningJob& job) {
    KeptJob kept{.format = format,
                 .id = job.id,
                 .mall = job.mall,
                 .kind = job.kind,
                 .state = job.state,
                 .progress = job.progress,
                 .created_at = *utc(job.created_at),
                 .started_at = utc(job.started_at),
                 .ended_at = utc(job.ended_at),
                 .mall_version = job.mall_version,
                 .fault = job.fault,
                 .asked = {job.asked},
                 .result_days = job.result_days,
                 .result = {}};
    if (job.result) kept.result.emplace(*job.result);
    return json::write(kept) + "\n";
}

std::optional<PlanningJob> job_of(const std::string& text) {
    const auto kept = json::read_text<KeptJob>(text);
    if (!kept || kept->format != format) return std::nullopt;
    PlanningJob job{.id = kept->id,
                    .mall = kept->mall,
                    .kind = kept->kind,
                    .state = kept->state,
                    .progress = kept->progress,
                    .created_at = kept->created_at.instant,
                    .started_at = instant_of(kept->started_at),
                    .ended_at = instant_of(kept->ended_at),
                    .mall_version = kept->mall_version,
                    .asked = kept->asked.text,
                    .result_days = kept->result_days,
                    .fault = kept->fault};
    if (kept->result) job.result = std::make_shared<const std::string>(kept->result->text);
    return job;
}

fs::path place_of(const std::string& directory, const PlanningJob& job) {
    return fs::path{directory} / job.mall / (job.id + ".json");
}

}  // namespace

std::vector<PlanningJob> PlanningFiles::load(
    const std::function<void(const std::string& file)>& on_unreadable) const {
    std::vector<PlanningJob> jobs;
    if (!fs::is_directory(directory_)) return jobs;
    for (const auto& entry : fs::recursive_directory_iterator{directory_}) {
        if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
        auto job = job_of(content_of(entry.path()).value_or(""));
        if (job && place_of(directory_, *job) == entry.path()) {
            jobs.push_back(std::move(*job));
        } else {
            on_unreadable(entry.path().string());
        }
    }
    std::ranges::sort(jobs, {}, &PlanningJob::created_at);
    return jobs;
}

void PlanningFiles::save(const PlanningJob& job) const {
    const fs::path place = place_of(directory_, job);
    fs::create_directories(place.parent_path());
    write_whole_file(place, text_of(job));
}

void PlanningFiles::remove(const PlanningJob& job) const { fs::remove(place_of(directory_, job)); }

}  // namespace gerai::api
