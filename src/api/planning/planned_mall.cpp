#include "api/planning/planned_mall.h"

#include "api/planning/calibration_view.h"
#include "plan/mall_model.h"

namespace gerai::api {

std::optional<PlannedMall> planned_mall_of(const hall::Day& day, const CalibrationShelf& shelf) {
    const auto files = day.files();
    if (files.empty()) return std::nullopt;
    const auto& [version, mall] = files.back();
    return PlannedMall{.mall = mall, .version = version, .learned = shelf.in_force(mall->id)};
}

std::optional<Date> next_open_date(const mall::Mall& mall, Date from) {
    constexpr int furthest = 366;
    for (int i = 0; i < furthest; ++i) {
        const Date date{std::chrono::sys_days{from} + std::chrono::days{i}};
        if (!mall.hours_on(date).empty()) return date;
    }
    return std::nullopt;
}

PlannedModel model_of(const PlannedMall& planned, Date date, double volume) {
    plan::Model model = plan::model_of(*planned.mall, date, volume);
    if (planned.learned == nullptr) return {.model = std::move(model), .fit = {}};
    return {.model = plan::calibrated(std::move(model), *planned.mall, planned.learned->calibration,
                                      volume),
            .fit = fit_of(*planned.learned, planned.version)};
}

std::string clock_time(Instant at, const TimeZone& zone) {
    constexpr std::size_t date_and_t = 11;
    constexpr std::size_t hours_and_minutes = 5;
    return to_rfc3339(at, zone).substr(date_and_t, hours_and_minutes);
}

}  // namespace gerai::api
