#include "api/planning/calibration_work.h"

#include <atomic>

#include "api/archive_reading.h"
#include "api/mall_file_digest.h"
#include "api/planning/calibration_view.h"
#include "api/planning/observed_days.h"

namespace gerai::api {

namespace {

constexpr plan::FitWish check_wish{};

/// What there is to learn from.
struct Observed {
    std::vector<measure::DayLog> days;
    PlannedMall file;       ///< In force at the end of the last of them.
    std::string mall_file;  ///< Its digest.
    Date known_to{};        ///< The last date that was over, whether it was to count or not.
};

class Reading {
public:
    Reading(const Learning& learning, const PlannedMall& planned, const CalibrationAsked& asked,
            PlanningRun& run)
        : learning_(learning), planned_(planned), asked_(asked), run_(run) {}

    /// Nothing when it was stopped.
    [[nodiscard]] std::optional<Observed> observed() const {
        Observed seen{.days = {}, .file = planned_, .mall_file = {}};
        const std::vector<Date> over = read_and_wait(
            learning_.archive,
            [mall = id()](journal::Reader& reader) { return dates_that_are_over(reader, mall); });
        if (!over.empty()) seen.known_to = over.back();
        const std::vector<Date> counted = counted_of(over);
        for (std::size_t i = 0; i < counted.size(); ++i) {
            if (run_.stop().stop_requested()) return std::nullopt;
            run_.tell({.stage = PlanningStage::read_dates,
                       .done = static_cast<std::int64_t>(i),
                       .of = static_cast<std::int64_t>(counted.size()),
                       .counter_half_hours = {}});
            read(counted[i], seen);
        }
        seen.mall_file = digest_of(seen.file);
        // The one in force now may be the same under another number: it was imported again.
        if (seen.mall_file == digest_of(planned_)) seen.file = planned_;
        return seen;
    }

private:
    [[nodiscard]] const std::string& id() const { return planned_.mall->id; }

    [[nodiscard]] std::string digest_of(const PlannedMall& file) const {
        return read_and_wait(learning_.archive,
                             [mall = id(), version = file.version](journal::Reader& reader) {
                                 return digest_of_mall_file(reader, mall, version);
                             });
    }

    /// The last ones of those that were wished.
    [[nodiscard]] std::vector<Date> counted_of(const std::vector<Date>& over) const {
        std::vector<Date> counted;
        for (const Date date : over) {
            const bool is_wished =
                (!asked_.from || *asked_.from <= date) && (!asked_.to || date <= *asked_.to);
            if (is_wished) counted.push_back(date);
        }
        const auto count = static_cast<std::ptrdiff_t>(counted.size());
        constexpr auto most = static_cast<std::ptrdiff_t>(dates_learned_from);
        if (count > most) counted.erase(counted.begin(), counted.begin() + (count - most));
        return counted;
    }

    void read(Date date, Observed& seen) const {
        auto days = read_and_wait(learning_.archive, [mall = id(), date](journal::Reader& reader) {
            std::vector<ObservedDay> found;
            for_each_observed_day(reader, mall, date, date,
                                  [&](ObservedDay&& day) { found.push_back(std::move(day)); });
            return found;
        });
        for (ObservedDay& day : days) {
            seen.days.push_back(std::move(day.log));
            seen.file = {.mall = std::move(day.mall), .version = day.file_version};
        }
    }

    const Learning& learning_;
    const PlannedMall& planned_;
    const CalibrationAsked& asked_;
    PlanningRun& run_;
};

/// Nothing when it was stopped.
std::optional<plan::ModelFit> checked(const Observed& seen, PlanningRun& run) {
    std::atomic<std::int64_t> played = 0;
    const std::int64_t all = check_wish.runs * std::int64_t{plan::dates_held_out};
    plan::FitWish wish = check_wish;
    wish.threads = run.threads();
    return plan::check_fit(seen.days, *seen.file.mall, wish,
                           {.on_day =
                                [&] {
                                    run.tell({.stage = PlanningStage::check,
                                              .done = ++played,
                                              .of = all,
                                              .counter_half_hours = {}});
                                },
                            .stop = run.stop()});
}

}  // namespace

PlanningWork calibration_work(Learning learning, PlannedMall planned, CalibrationAsked asked) {
    return [learning, planned = std::move(planned), asked](PlanningRun& run) {
        const auto seen = Reading{learning, planned, asked, run}.observed();
        if (!seen) return;
        run.tell({.stage = PlanningStage::learn, .done = 0, .of = {}, .counter_half_hours = {}});
        LearnedDays learned{.calibration = plan::calibrate(seen->days, *seen->file.mall),
                            .fit = {},
                            .mall_version = seen->file.version,
                            .from = asked.from,
                            .known_to = seen->known_to,
                            .computed_at = learning.clock.machine_now()};
        learned.calibration.mall_file = seen->mall_file;
        const auto fit = checked(*seen, run);
        if (!fit || run.stop().stop_requested()) return;
        learned.fit = *fit;
        const CalibrationResult result = view_of_calibration(learned, *seen->file.mall);
        if (learned.calibration.is_long_enough()) learning.shelf.keep(std::move(learned));
        run.give(json::write(result), result.dates);
    };
}

}  // namespace gerai::api
