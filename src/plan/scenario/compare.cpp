#include "plan/scenario/compare.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "plan/scenario/same_visitors.h"
#include "plan/scenario/selection.h"

namespace gerai::plan {

namespace {

constexpr double seconds_a_minute = 60;

/// The figures of one part of a hall, or of all of it.
struct Figures {
    DailyFigure steps;
    DailyFigure service_level;
    DailyFigure wait_minutes;
    DailyFigure p90_minutes;
    DailyFigure left;
    DailyFigure utilisation;
};

/// The days of one model.
class DaysOfModel {
public:
    DaysOfModel(std::span<const DayOutcome> days, const Model& model)
        : days_(days), staffed_(staffed_seconds(model)) {}

    [[nodiscard]] DailyFigure mean(double DayOutcome::* figure) const {
        return daily_mean(each([&](const DayOutcome& day) { return day.*figure; }));
    }

    [[nodiscard]] Figures of_agency(std::size_t agency) const {
        return figures([&](const DayOutcome& day) { return day.agencies[agency]; },
                       waits(agency, agency + 1), staffed_[agency]);
    }

    [[nodiscard]] Figures of_all() const {
        double staffed = 0;
        for (const double seconds : staffed_) staffed += seconds;
        return figures([](const DayOutcome& day) { return day.all(); }, waits(0, staffed_.size()),
                       staffed);
    }

private:
    template <class Look>
    [[nodiscard]] std::vector<double> each(const Look& look) const {
        std::vector<double> values;
        values.reserve(days_.size());
        for (const DayOutcome& day : days_) values.push_back(look(day));
        return values;
    }

    template <class TallyOf>
    [[nodiscard]] Figures figures(const TallyOf& tally_of,
                                  const std::vector<std::vector<double>>& waits,
                                  double staffed) const {
        std::vector<Tally> tallies;
        tallies.reserve(days_.size());
        for (const DayOutcome& day : days_) tallies.push_back(tally_of(day));
        const auto values = [&](double Tally::* figure, double unit = 1) {
            std::vector<double> all;
            for (const Tally& tally : tallies) all.push_back(tally.*figure / unit);
            return all;
        };
        return {.steps = daily_mean(values(&Tally::steps)),
                .service_level = daily_ratio(values(&Tally::within), values(&Tally::counted)),
                .wait_minutes = daily_ratio(values(&Tally::wait_seconds, seconds_a_minute),
                                            values(&Tally::called)),
                .p90_minutes = daily_quantile(waits, 0.9),
                .left = daily_ratio(values(&Tally::cancelled), values(&Tally::steps)),
                .utilisation = daily_ratio(values(&Tally::busy_seconds),
                                           std::vector<double>(days_.size(), staffed))};
    }

    /// In minutes, by day.
    [[nodiscard]] std::vector<std::vector<double>> waits(std::size_t from, std::size_t to) const {
        std::vector<std::vector<double>> by_day;
        by_day.reserve(days_.size());
        for (const DayOutcome& day : days_) {
            auto& minutes = by_day.emplace_back();
            for (std::size_t agency = from; agency < to; ++agency) {
                for (const Duration wait : day.waits[agency]) {
                    minutes.push_back(in_seconds(wait) / seconds_a_minute);
                }
            }
        }
        return by_day;
    }

    std::span<const DayOutcome> days_;
    std::vector<double> staffed_;
};

PairedRow row_of(const Figures& before, const Figures& after) {
    return {.steps = paired(before.steps, after.steps),
            .service_level = paired(before.service_level, after.service_level),
            .wait_minutes = paired(before.wait_minutes, after.wait_minutes),
            .p90_minutes = paired(before.p90_minutes, after.p90_minutes),
            .left = paired(before.left, after.left),
            .utilisation = paired(before.utilisation, after.utilisation)};
}

/// All that is kept of one model's days to pair it with others.
struct ModelFigures {
    DailyFigure visits;
    DailyFigure refused;
    DailyFigure overtime_minutes;
    Figures all;
    std::vector<Figures> agencies;

    ModelFigures(std::span<const DayOutcome> outcomes, const Model& model) {
        const DaysOfModel days{outcomes, model};
        visits = days.mean(&DayOutcome::visits);
        refused = days.mean(&DayOutcome::refused);
        overtime_minutes = days.mean(&DayOutcome::overtime_minutes);
        all = days.of_all();
        for (std::size_t i = 0; i < model.rules.agencies.size(); ++i) {
            agencies.push_back(days.of_agency(i));
        }
    }
};

Difference difference_of(const ModelFigures& before, const ModelFigures& after) {
    Difference difference{
        .visits = paired(before.visits, after.visits),
        .refused = paired(before.refused, after.refused),
        .overtime_minutes = paired(before.overtime_minutes, after.overtime_minutes),
        .all = row_of(before.all, after.all)};
    for (std::size_t i = 0; i < before.agencies.size(); ++i) {
        difference.agencies.push_back(row_of(before.agencies[i], after.agencies[i]));
    }
    return difference;
}

/// 1 where nobody came who counts.
double share_in_time(const DayOutcome& day) {
    const Tally all = day.all();
    return all.counted == 0 ? 1 : all.within / all.counted;
}

Choice choice_of(std::span<const std::vector<DayOutcome>> days_of_models) {
    constexpr std::uint32_t usual_first_days = 20;
    const auto days = static_cast<std::uint32_t>(days_of_models.front().size());
    Selection selection{{.rivals = days_of_models.size(),
                         .first_days = std::min(days, usual_first_days),
                         .worth = Choice::worth}};
    std::vector<double> shares(days_of_models.size());
    while (selection.days() < days && !selection.is_decided()) {
        for (std::size_t model = 0; model < shares.size(); ++model) {
            shares[model] = share_in_time(days_of_models[model][selection.days()]);
        }
        selection.add_day(shares);
    }
    return {.left = selection.left(), .days = selection.days()};
}

}  // namespace

std::optional<Unsynchronised> unsynchronised(const Comparison& comparison) {
    for (const Difference& difference : comparison.differences) {
        for (const auto& [name, figure] : paired_figures) {
            if (figure != &PairedRow::wait_minutes && figure != &PairedRow::service_level) continue;
            const std::optional<Gain>& gain = (difference.all.*figure).gain;
            if (!gain || gain->at_least <= 1) continue;
            return Unsynchronised{
                .from = difference.from, .to = difference.to, .figure = name, .gain = gain->value};
        }
    }
    return std::nullopt;
}

Comparing::Comparing(std::vector<Model> models, Duration promised)
    : models_(std::move(models)), promised_(promised), days_(models_.size()) {
    match_visitors(models_);
    for ([[maybe_unused]] const Model& model : models_) {
        assert(model.rules.agencies.size() == models_.front().rules.agencies.size());
    }
}

bool Comparing::play(const Replications& wish, const Watch& watch) {
    std::vector<std::vector<DayOutcome>> played;
    for (const Model& model : models_) {
        auto outcomes = replicate(
            model, wish,
            [&](const SimulatedDay& day) { return outcome_of(day, model.rules, promised_); },
            watch);
        if (!outcomes) return false;
        played.push_back(std::move(*outcomes));
    }
    for (std::size_t i = 0; i < played.size(); ++i) {
        std::ranges::move(played[i], std::back_inserter(days_[i]));
    }
    return true;
}

Comparison Comparing::result() const {
    Comparison comparison{.days = static_cast<std::uint32_t>(days_.front().size())};
    std::vector<ModelFigures> figures;
    for (std::size_t i = 0; i < models_.size(); ++i) {
        comparison.outlooks.push_back(outlook_of(days_[i], models_[i]));
        comparison.overloads.push_back(overloads_of(models_[i]));
        figures.emplace_back(days_[i], models_[i]);
    }
    for (std::size_t from = 0; from < models_.size(); ++from) {
        for (std::size_t to = from + 1; to < models_.size(); ++to) {
            Difference difference = difference_of(figures[from], figures[to]);
            difference.from = from;
            difference.to = to;
            comparison.differences.push_back(std::move(difference));
        }
    }
    comparison.choice = choice_of(days_);
    return comparison;
}

std::optional<Comparison> compare(std::vector<Model> models, Duration promised,
                                  const Replications& wish, const Watch& watch) {
    Comparing comparing{std::move(models), promised};
    if (!comparing.play(wish, watch)) return std::nullopt;
    return comparing.result();
}

}  // namespace gerai::plan
