#include "api/planning/calibration_shelf.h"

#include <filesystem>

#include "api/planning/calibration_types.h"
#include "api/whole_file.h"
#include "plan/calibration/json.h"

namespace gerai::plan {
BOOST_DESCRIBE_STRUCT(FitCheck, (), (verdict, value, low, high, observations))
BOOST_DESCRIBE_STRUCT(ModelFit, (),
                      (order, order_minutes, half_hours, mean_wait, service_level, dates_held_out))
}  // namespace gerai::plan

namespace gerai::api {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t format = 1;

/// A calibration as its file holds it; the time is UTC.
struct KeptCalibration {
    std::int64_t format{};
    std::int64_t mall_version{};
    Nullable<Date> from;
    Date known_to;
    Timestamp computed_at;
    plan::ModelFit fit;
    Written<> calibration;
};
BOOST_DESCRIBE_STRUCT(KeptCalibration, (),
                      (format, mall_version, from, known_to, computed_at, fit, calibration))

std::string text_of(const LearnedDays& learned) {
    const KeptCalibration kept{.format = format,
                               .mall_version = learned.mall_version,
                               .from = learned.from,
                               .known_to = learned.known_to,
                               .computed_at = {learned.computed_at, TimeZone::named("UTC")},
                               .fit = learned.fit,
                               .calibration = {plan::to_json_text(learned.calibration)}};
    return json::write(kept) + "\n";
}

std::optional<LearnedDays> learned_of(const std::string& text) {
    const auto kept = json::read_text<KeptCalibration>(text);
    if (!kept || kept->format != format) return std::nullopt;
    auto calibration = plan::read_calibration(kept->calibration.text);
    if (!calibration || !calibration->is_long_enough()) return std::nullopt;
    return LearnedDays{.calibration = *std::move(calibration),
                       .fit = kept->fit,
                       .mall_version = kept->mall_version,
                       .from = kept->from,
                       .known_to = kept->known_to,
                       .computed_at = kept->computed_at.instant};
}

fs::path place_of(const std::string& directory, const std::string& mall) {
    return fs::path{directory} / (mall + ".json");
}

}  // namespace

CalibrationShelf::CalibrationShelf(
    std::string directory, const std::function<void(const std::string& file)>& on_unreadable)
    : directory_(std::move(directory)) {
    if (!fs::is_directory(directory_)) return;
    for (const auto& entry : fs::directory_iterator{directory_}) {
        if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
        auto learned = learned_of(content_of(entry.path()).value_or(""));
        if (!learned || learned->calibration.mall != entry.path().stem()) {
            on_unreadable(entry.path().string());
            continue;
        }
        const std::string mall = learned->calibration.mall;
        malls_[mall] = std::make_shared<const LearnedDays>(*std::move(learned));
    }
}

std::shared_ptr<const LearnedDays> CalibrationShelf::in_force(const std::string& mall) const {
    const std::scoped_lock lock{mutex_};
    const auto found = malls_.find(mall);
    return found == malls_.end() ? nullptr : found->second;
}

void CalibrationShelf::keep(LearnedDays learned) {
    const std::string mall = learned.calibration.mall;
    const fs::path place = place_of(directory_, mall);
    fs::create_directories(place.parent_path());
    write_whole_file(place, text_of(learned));
    auto shared = std::make_shared<const LearnedDays>(std::move(learned));
    const std::scoped_lock lock{mutex_};
    malls_[mall] = std::move(shared);
}

}  // namespace gerai::api
