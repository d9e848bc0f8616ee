#include "api/planned_mall.h"

#include "plan/mall_model.h"

namespace gerai::api {

std::optional<PlannedMall> planned_mall_of(const hall::Day& day) {
    const auto files = day.files();
    if (files.empty()) return std::nullopt;
    return PlannedMall{.mall = files.back().mall, .version = files.back().version};
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
    return {.model = plan::model_of(*planned.mall, date, volume),
            .fit = {.checks_passed = {}, .basis = ModelBasis::planning_figures, .calibration = {}}};
}

std::string clock_time(Instant at, const TimeZone& zone) {
    constexpr std::size_t date_and_t = 11;
    constexpr std::size_t hours_and_minutes = 5;
    return to_rfc3339(at, zone).substr(date_and_t, hours_and_minutes);
}

}  // namespace gerai::api
