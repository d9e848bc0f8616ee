#include "api/planning/calibration_keeper.h"

#include "api/mall_file_digest.h"
#include "api/planning/observed_days.h"
#include "trust/random.h"

namespace gerai::api {

std::optional<SeenDate> seen_date(const hall::Day& day) {
    const auto files = day.files();
    if (files.empty() || !day.has_begun()) return std::nullopt;
    return SeenDate{.planned = {.mall = files.back().mall, .version = files.back().version},
                    .date = day.date(),
                    .is_closed = day.is_closed()};
}

CalibrationKeeper::CalibrationKeeper(Learning learning, PlanningDesk& desk, OnFailure on_failure)
    : learning_(learning), desk_(desk), on_failure_(std::move(on_failure)) {}

void CalibrationKeeper::stop() {
    std::unique_lock lock{mutex_};
    is_stopping_ = true;
    quiet_.wait(lock, [&] { return readings_ == 0; });
}

void CalibrationKeeper::look_at(const SeenDate& seen) {
    const std::string mall = seen.planned.mall->id;
    if (!is_news(mall, {seen.date, seen.is_closed, seen.planned.version})) return;
    // Counted down when the archive has done with it, or has dropped it.
    const std::shared_ptr<void> reading{nullptr, [this](void*) {
                                            const std::scoped_lock lock{mutex_};
                                            --readings_;
                                            quiet_.notify_all();
                                        }};
    const bool is_taken = learning_.archive.submit(
        [this, planned = seen.planned, reading](journal::Archive::Shelf& shelf) {
            read(shelf.reader(), planned);
        });
    if (!is_taken) forget(mall);
}

bool CalibrationKeeper::is_news(const std::string& mall, const Looked& now) {
    const std::scoped_lock lock{mutex_};
    if (is_stopping_) return false;
    const auto known = looked_.find(mall);
    if (known != looked_.end() && known->second == now) return false;
    looked_[mall] = now;
    ++readings_;
    return true;
}

/// It is looked at again when somebody asks.
void CalibrationKeeper::forget(const std::string& mall) {
    const std::scoped_lock lock{mutex_};
    looked_.erase(mall);
}

void CalibrationKeeper::read(journal::Reader& reader, const PlannedMall& planned) {
    try {
        note_file(reader, planned);
        begin_where_due(reader, planned);
    } catch (const std::exception& error) {
        if (on_failure_) on_failure_(planned.mall->id, error.what());
    }
}

/// Whether the file is the one that was learned with its digest says, not its place in a journal:
/// another file may have been in force meanwhile, or the data directory be another's.
void CalibrationKeeper::note_file(journal::Reader& reader, const PlannedMall& planned) {
    const auto known = learning_.shelf.in_force(planned.mall->id);
    if (known == nullptr) return;
    const bool is_same =
        known->calibration.is_of(digest_of_mall_file(reader, planned.mall->id, planned.version));
    if (is_same == (known->mall_version == planned.version)) return;
    LearnedDays corrected = *known;
    corrected.mall_version = is_same ? planned.version : 0;
    learning_.shelf.keep(std::move(corrected));
}

void CalibrationKeeper::begin_where_due(journal::Reader& reader, const PlannedMall& planned) {
    const std::string& mall = planned.mall->id;
    const std::vector<Date> over = dates_that_are_over(reader, mall);
    const auto known = learning_.shelf.in_force(mall);
    const bool is_due =
        over.size() >= plan::fewest_dates && (known == nullptr || known->known_to < over.back());
    if (!is_due || desk_.book().has_active(mall, PlanningLane::learning)) return;
    CalibrationAsked asked{.from = {}, .to = {}, .is_automatic = true};
    if (known != nullptr) asked.from = known->from;
    desk_.submit({.id = to_string(trust::random_code()),
                  .mall = mall,
                  .kind = PlanningKind::calibration,
                  .created_at = learning_.clock.machine_now(),
                  .mall_version = planned.version,
                  .asked = json::write(asked)},
                 calibration_work(learning_, planned, asked));
}

}  // namespace gerai::api
