#include "plan/study/study.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "plan/study/figures.h"
#include "plan/study/mix.h"

namespace gerai::plan {

namespace {

using measure::Bundle;
using measure::BundleSource;

StudiedMall studied(const Bundle& bundle) {
    return {.id = bundle.mall.id,
            .name = bundle.mall.name,
            .source = bundle.source,
            .period = bundle.period,
            .file_hash = bundle.mall.file_hash,
            .practices = bundle.practices};
}

std::vector<StudyHalfHour> half_hours_of(const Bundle& first, const Bundle& second) {
    const auto a = level_by_half_hour(first);
    const auto b = level_by_half_hour(second);
    std::vector<StudyHalfHour> all;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!a[i] && !b[i]) continue;
        all.push_back({.from = static_cast<int>(i) * 30, .first = a[i], .second = b[i]});
    }
    return all;
}

class Caveats {
public:
    Caveats(const StudySide& first, const StudySide& second, std::span<const CommonCell> cells)
        : a_(first.bundle), b_(second.bundle) {
        note(a_.source == BundleSource::simulation, Caveat::first_is_simulated);
        note(b_.source == BundleSource::simulation, Caveat::second_is_simulated);
        note(a_.source == BundleSource::trial, Caveat::first_is_trial);
        note(b_.source == BundleSource::trial, Caveat::second_is_trial);
        note(a_.mall.id == b_.mall.id, Caveat::same_mall);
        note(promises_differ(), Caveat::promises_differ);
        note(a_.period != b_.period, Caveat::periods_differ);
        constexpr std::int64_t enough_dates = 20;
        note(std::min(a_.period.dates, b_.period.dates) < enough_dates, Caveat::few_dates);
        note(mix_of(a_, b_, cells));
        note(first.model == nullptr, Caveat::no_plan);
        note(first.model != nullptr && first.file_hash != a_.mall.file_hash,
             Caveat::model_of_other_file);
        note(a_.ratings.empty() || b_.ratings.empty(), Caveat::no_ratings);
        note(true, Caveat::investment);
    }

    [[nodiscard]] bool promises_differ() const {
        return a_.mall.promised_wait_seconds != b_.mall.promised_wait_seconds;
    }
    std::vector<StudyCaveat> all() { return std::move(all_); }

private:
    void note(bool is_so, Caveat what) {
        if (is_so) all_.push_back({.what = what});
    }

    void note(const StudyMix& mix) {
        for (const auto* const one :
             {&mix.only_in_first, &mix.only_in_second, &mix.too_few_at_once}) {
            if (!one->names.empty()) all_.push_back(*one);
        }
        note(mix.most_left_out >= 1, Caveat::nothing_in_common);
        note(mix.most_left_out > 0.5 && mix.most_left_out < 1, Caveat::too_few_in_common);
    }

    const Bundle& a_;
    const Bundle& b_;
    std::vector<StudyCaveat> all_;
};

}  // namespace

Study study(const StudySide& first, const StudySide& second) {
    const std::array<const Bundle*, 2> both{&first.bundle, &second.bundle};
    const auto cells = common_cells(both);
    Caveats caveats{first, second, cells};
    Study told{.first = studied(first.bundle),
               .second = studied(second.bundle),
               .half_hours = half_hours_of(first.bundle, second.bundle)};
    for (std::size_t i = 0; i < study_figures; ++i) {
        const auto figure = static_cast<StudyFigure>(i);
        told.rows.push_back({.figure = figure,
                             .first = figure_of(figure, first.bundle),
                             .second = figure_of(figure, second.bundle)});
    }
    told.waits = adjusted_waits(cells);
    if (!caveats.promises_differ()) {
        told.level = adjusted_level(cells);
        told.standardised = standardised(cells, both.size());
    }
    told.caveats = caveats.all();
    return told;
}

std::optional<Study> study(const StudySide& first, const StudySide& second,
                           const PracticeWish& wish, const PracticeListener& listener,
                           const std::stop_token& stop) {
    Study told = study(first, second);
    if (first.model == nullptr) return told;
    const auto zone = TimeZone::named(first.bundle.mall.time_zone);
    assert(zone);
    auto plan = plan_with_practice(*first.model, second.bundle, *zone, wish, listener, stop);
    if (!plan) return std::nullopt;
    const bool is_capped = std::ranges::any_of(plan->other_by_half_hour, [](const auto& level) {
        return level && (*level > highest_target || *level < lowest_target);
    });
    if (is_capped) {
        told.caveats.push_back({.what = Caveat::capped_target, .share = plan->level_of_other});
    }
    told.plan = std::move(*plan);
    return told;
}

}  // namespace gerai::plan
