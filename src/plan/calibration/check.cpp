#include "plan/calibration/check.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <map>
#include <string>
#include <thread>

#include "plan/calibration/difference.h"
#include "plan/calibration/replay.h"
#include "plan/mall_model.h"
#include "plan/outcome.h"

namespace gerai::plan {

namespace {

constexpr double seconds_a_minute = 60;
constexpr double same_at_least = 0.95;
constexpr double minutes_at_most = 1;
constexpr double inside_at_least = 0.85;
constexpr double inside_at_most = 0.95;
constexpr double wait_within = 2;   // Minutes.
constexpr double level_within = 3;  // Points.
constexpr double fewest_in_a_cell = 10;

/// A half-hour of an agency.
using CellId = std::pair<std::string, std::size_t>;

struct Waits {
    double seconds = 0;
    double called = 0;

    [[nodiscard]] double mean() const { return called > 0 ? seconds / called : 0; }
};

/// What is compared of a date.
struct DayFigures {
    std::map<CellId, Waits> cells;
    Waits all;
    double counted = 0;
    double within = 0;
};

DayFigures figures_of(const SimulatedDay& day, const hall::Rules& rules, Duration promised) {
    const DayOutcome outcome = outcome_of(day, rules, promised);
    DayFigures figures;
    for (std::size_t agency = 0; agency < outcome.half_hours.size(); ++agency) {
        for (std::size_t place = 0; place < outcome.half_hours[agency].size(); ++place) {
            const Tally& tally = outcome.half_hours[agency][place];
            if (tally.called <= 0) continue;
            figures.cells[{rules.agencies[agency].id, place}] = {tally.wait_seconds, tally.called};
        }
    }
    const Tally all = outcome.all();
    figures.all = {all.wait_seconds, all.called};
    figures.counted = all.counted;
    figures.within = all.within;
    return figures;
}

/// The cells of several dates together.
std::map<CellId, Waits> cells_of(std::span<const DayFigures> days) {
    std::map<CellId, Waits> cells;
    for (const DayFigures& day : days) {
        for (const auto& [id, waits] : day.cells) {
            cells[id].seconds += waits.seconds;
            cells[id].called += waits.called;
        }
    }
    return cells;
}

/// What the dates that were held out would have been, once.
using Run = std::vector<DayFigures>;

class HoldOut {
public:
    HoldOut(std::span<const measure::DayLog> before, std::span<const measure::DayLog> after,
            const mall::Mall& mall, const FitWish& wish, const Watch& watch)
        : calibration_(calibrate(before, mall)),
          after_(after),
          mall_(mall),
          wish_(wish),
          watch_(watch) {
        for (const measure::DayLog& day : after) {
            planned_.push_back(model_of(mall, day.date));
            observed_.push_back(figures_of({.records = day.records, .ended_at = day.ended_at},
                                           day.rules, mall.promise.wait));
        }
    }

    /// False when it was stopped.
    bool fill(ModelFit& fit) {
        if (!play()) return false;
        fit.half_hours = check_half_hours();
        fit.mean_wait = check_mean_wait();
        fit.service_level = check_service_level();
        fit.dates_held_out = static_cast<int>(after_.size());
        return true;
    }

private:
    [[nodiscard]] bool is_stopped() const { return watch_.stop.stop_requested(); }

    bool play() {
        runs_.resize(wish_.runs);
        std::atomic<std::uint32_t> taken = 0;
        const unsigned threads = std::max(1U, std::min(wish_.threads, wish_.runs));
        std::vector<std::exception_ptr> failures(threads);
        const auto work = [&](unsigned thread) {
            try {
                for (std::uint32_t run = taken++; run < wish_.runs && !is_stopped();
                     run = taken++) {
                    runs_[run] = play_once(run);
                }
            } catch (...) {
                failures[thread] = std::current_exception();
                taken = wish_.runs;
            }
        };
        {
            std::vector<std::jthread> others;
            for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
            work(0);
        }
        for (const std::exception_ptr& failure : failures) {
            if (failure) std::rethrow_exception(failure);
        }
        return !is_stopped();
    }

    [[nodiscard]] Run play_once(std::uint32_t number) const {
        const Calibration one = drawn(calibration_, Key{wish_.seed}.of(number));
        Run run;
        for (std::uint32_t i = 0; i < planned_.size(); ++i) {
            const Model model = calibrated(planned_[i], mall_, one);
            const auto day = static_cast<std::uint32_t>(number * planned_.size() + i);
            run.push_back(
                figures_of(Simulator{model}.run(wish_.seed, day), model.rules, mall_.promise.wait));
            if (watch_.on_day) watch_.on_day();
        }
        return run;
    }

    [[nodiscard]] FitCheck check_half_hours() const {
        std::map<CellId, std::vector<double>> simulated;
        for (const Run& run : runs_) {
            for (const auto& [id, waits] : cells_of(run)) simulated[id].push_back(waits.mean());
        }
        double cells = 0;
        double inside = 0;
        for (const auto& [id, waits] : cells_of(observed_)) {
            if (waits.called < fewest_in_a_cell) continue;
            ++cells;
            auto& means = simulated[id];
            if (means.empty()) continue;
            std::ranges::sort(means);
            const auto at = [&](double share) {
                return means[static_cast<std::size_t>(share * static_cast<double>(means.size()))];
            };
            inside += at(0.05) <= waits.mean() && waits.mean() <= at(0.95) ? 1 : 0;
        }
        if (cells == 0) return {};
        const bool holds = inside >= std::floor(inside_at_least * cells) &&
                           inside <= std::ceil(inside_at_most * cells);
        return {.verdict = holds ? CheckVerdict::holds : CheckVerdict::fails,
                .value = inside / cells,
                .low = inside_at_least,
                .high = inside_at_most,
                .observations = cells};
    }

    template <class Figure>
    [[nodiscard]] FitCheck difference(const Figure& figure, double scale, double within) const {
        const auto figures = [&](const Run& run) {
            std::vector<Quotient> all;
            for (const DayFigures& day : run) all.push_back(figure(day));
            return all;
        };
        std::vector<Date> dates;
        for (const measure::DayLog& day : after_) dates.push_back(day.date);
        std::vector<std::vector<Quotient>> runs;
        for (const Run& run : runs_) runs.push_back(figures(run));
        const auto found = observed_less_simulated(dates, figures(observed_), runs);
        if (!found) return {};
        FitCheck check{.value = found->value * scale,
                       .low = found->low * scale,
                       .high = found->high * scale,
                       .observations = found->observations};
        const bool holds = -within <= check.low && check.high <= within;
        check.verdict = holds ? CheckVerdict::holds : CheckVerdict::fails;
        return check;
    }

    [[nodiscard]] FitCheck check_mean_wait() const {
        const auto wait = [](const DayFigures& day) {
            return Quotient{day.all.seconds, day.all.called};
        };
        return difference(wait, 1 / seconds_a_minute, wait_within);
    }

    [[nodiscard]] FitCheck check_service_level() const {
        const auto in_time = [](const DayFigures& day) {
            return Quotient{day.within, day.counted};
        };
        return difference(in_time, 100, level_within);
    }

    Calibration calibration_;
    std::span<const measure::DayLog> after_;
    const mall::Mall& mall_;
    FitWish wish_;
    const Watch& watch_;
    std::vector<Model> planned_;        // By date held out.
    std::vector<DayFigures> observed_;  // By date held out.
    std::vector<Run> runs_;
};

FitCheck check_order(std::span<const measure::DayLog> days, double& minutes) {
    Replay all;
    for (const measure::DayLog& day : days) all += replay(day);
    if (all.calls == 0) return {};
    minutes = all.wait_difference / all.calls / seconds_a_minute;
    const double share = all.same / all.calls;
    const bool holds = share >= same_at_least && minutes <= minutes_at_most;
    return {.verdict = holds ? CheckVerdict::holds : CheckVerdict::fails,
            .value = share,
            .low = same_at_least,
            .high = 1,
            .observations = all.calls};
}

int count(const ModelFit& fit, CheckVerdict verdict) {
    const std::array checks{&fit.order, &fit.half_hours, &fit.mean_wait, &fit.service_level};
    return static_cast<int>(std::ranges::count(checks, verdict, &FitCheck::verdict));
}

}  // namespace

int ModelFit::passed() const { return count(*this, CheckVerdict::holds); }

int ModelFit::unknown() const { return count(*this, CheckVerdict::unknown); }

ModelFit check_fit(std::span<const measure::DayLog> days, const mall::Mall& mall,
                   const FitWish& wish) {
    return *check_fit(days, mall, wish, Watch{});
}

std::optional<ModelFit> check_fit(std::span<const measure::DayLog> days, const mall::Mall& mall,
                                  const FitWish& wish, const Watch& watch) {
    ModelFit fit;
    fit.order = check_order(days, fit.order_minutes);
    if (watch.stop.stop_requested()) return std::nullopt;
    if (days.size() < fewest_dates_for_checks) return fit;
    const std::size_t before = days.size() - dates_held_out;
    HoldOut hold_out{days.first(before), days.subspan(before), mall, wish, watch};
    if (!hold_out.fill(fit)) return std::nullopt;
    return fit;
}

}  // namespace gerai::plan
