#pragma once

#include <memory>

#include "api/planning/calibration_shelf.h"
#include "api/planning/types.h"
#include "hall/day.h"

namespace gerai::api {

/// The mall that is planned for: its file in force when the job was asked for.
struct PlannedMall {
    std::shared_ptr<const mall::Mall> mall;
    std::int64_t version{};  ///< As in the journal.

    /// What was in force of its own days then; null: nothing, the file's planning figures hold.
    std::shared_ptr<const LearnedDays> learned{};

    [[nodiscard]] TimeZone zone() const { return TimeZone::named(mall->time_zone).value(); }
};

/// The mall of the live hall, with what is in force of its own days; nothing while it has no file.
std::optional<PlannedMall> planned_mall_of(const hall::Day& day, const CalibrationShelf& shelf);

/// The date itself or the next one on which the mall is open; nothing when it is not within a year.
std::optional<Date> next_open_date(const mall::Mall& mall, Date from);

/// A model and what it rests on.
struct PlannedModel {
    plan::Model model;
    ModelFit fit;
};

/// The model that all of planning plays: of a mall on a date on which it is open, with `volume`
/// times its visits. What was learned from the mall's own days enters here.
PlannedModel model_of(const PlannedMall& planned, Date date, double volume);

/// Fills in the names of `view.agency`, the Indonesian one where there is no English one.
template <class View>
void name_agency(View& view, const mall::Mall& mall) {
    const mall::Agency* const agency = mall.find_agency(view.agency);
    if (agency == nullptr) return;
    view.agency_name = agency->name;
    view.agency_name_en = agency->name_en.empty() ? agency->name : agency->name_en;
}

/// When a half-hour of the day begins, `08:30`.
std::string clock_time(Instant at, const TimeZone& zone);

}  // namespace gerai::api
