#include "api/planning/wish.h"

namespace gerai::api {

namespace {

using json::FaultKind;
using json::Faults;

constexpr double volume_max = 10;
constexpr std::int64_t plan_days = 400;

double volume_of(const std::optional<double>& wished, Faults& faults) {
    const double volume = wished.value_or(1);
    if (volume > 0 && volume <= volume_max) return volume;
    faults.push_back({.pointer = "/volume",
                      .kind = FaultKind::out_of_range,
                      .lowest = 0,
                      .highest = static_cast<std::int64_t>(volume_max)});
    return 1;
}

PlannedPromise promise_of(const std::optional<PromiseWish>& wished, const mall::Mall& mall,
                          Faults& faults) {
    PlannedPromise promise{.within_seconds = mall.promise.wait.count(),
                           .share = mall.promise.share};
    if (!wished) return promise;
    if (wished->within_seconds) promise.within_seconds = wished->within_seconds->value;
    promise.share = wished->share.value_or(promise.share);
    if (promise.share > 0 && promise.share < 1) return promise;
    faults.push_back(
        {.pointer = "/target/share", .kind = FaultKind::bad_format, .allowed = {"0.9"}});
    return promise;
}

}  // namespace

Date planned_date(const std::optional<Date>& wished, const mall::Mall& mall, Date today,
                  Faults& faults) {
    const auto open = next_open_date(mall, wished.value_or(today));
    if (open && (!wished || *open == *wished)) return *open;
    faults.push_back({.pointer = "/date",
                      .kind = FaultKind::not_possible,
                      .allowed = {open ? to_string(*open) : "-"}});
    return today;
}

AskedOr<PlanAsked> asked_of(const PlanWish& wish, const mall::Mall& mall, Date today) {
    Faults faults;
    const PlanAsked asked{.date = planned_date(wish.date, mall, today, faults),
                          .volume = volume_of(wish.volume, faults),
                          .target = promise_of(wish.target, mall, faults),
                          .shifts = wish.shifts.value_or(ShiftsAsked::flexible),
                          .review = wish.review.value_or(true),
                          .days = wish.days ? wish.days->value : plan_days,
                          .seed = wish.seed ? wish.seed->value : usual_seed};
    if (!faults.empty()) return std::unexpected{std::move(faults)};
    return asked;
}

}  // namespace gerai::api
