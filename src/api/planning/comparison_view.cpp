#include "api/planning/comparison_view.h"

#include <algorithm>

namespace gerai::api {

namespace {

/// What is better: more of a figure, or less.
enum class Better { more, less, neither };

Nullable<Verdict> verdict_of(const plan::Paired& paired, Better better) {
    if (better == Better::neither || !paired.difference) return {};
    if (!paired.is_sure()) return Verdict::unclear;
    const bool is_more = paired.difference->value > 0;
    return is_more == (better == Better::more) ? Verdict::better : Verdict::worse;
}

Nullable<MeanOverDays> view_of(const std::optional<plan::Estimate>& estimate) {
    if (!estimate) return {};
    return MeanOverDays{*estimate};
}

ComparedFigure view_of(const plan::Paired& paired, Better better) {
    return {.before = paired.before,
            .after = paired.after,
            .difference = view_of(paired.difference),
            .verdict = verdict_of(paired, better)};
}

ComparedRow view_of(const plan::PairedRow& row) {
    return {.steps = view_of(row.steps, Better::neither),
            .service_level = view_of(row.service_level, Better::more),
            .wait_minutes = view_of(row.wait_minutes, Better::less),
            .p90_minutes = view_of(row.p90_minutes, Better::less),
            .left = view_of(row.left, Better::less),
            .utilisation = view_of(row.utilisation, Better::neither)};
}

OutlookRow view_of(const plan::Outlook::Row& row) {
    return {.steps = row.steps,
            .service_level = view_of(row.service_level),
            .wait_minutes = view_of(row.wait_minutes),
            .median_minutes = row.median_minutes,
            .p90_minutes = row.p90_minutes,
            .no_shows = view_of(row.no_shows),
            .cancelled = view_of(row.cancelled),
            .utilisation = view_of(row.utilisation)};
}

/// What halls of one comparison are told with.
struct Telling {
    const PlannedMall& planned;
    TimeZone zone = planned.zone();
};

/// Whether anybody comes to the agency, as it is or as it would be.
bool is_told(const plan::Outlook::Row& row) { return row.steps.value > 0; }

OutlookAgency view_of(const plan::Outlook& outlook, std::size_t at, const hall::Rules& rules,
                      const Telling& telling) {
    OutlookAgency view;
    view.agency = rules.agencies[at].id;
    name_agency(view, *telling.planned.mall);
    view.figures = view_of(outlook.agencies[at]);
    const plan::HalfHours half_hours{rules};
    for (std::size_t i = 0; i < outlook.half_hours[at].size(); ++i) {
        const plan::Outlook::Cell& cell = outlook.half_hours[at][i];
        view.half_hours.push_back({.from = clock_time(half_hours.from(i), telling.zone),
                                   .steps = cell.steps,
                                   .service_level = view_of(cell.service_level),
                                   .wait_minutes = view_of(cell.wait_minutes)});
    }
    return view;
}

OverloadView view_of(const plan::Overload& overload, const hall::Rules& rules) {
    OverloadView view{.agency = rules.agencies[overload.agency.value].id,
                      .services = {},
                      .work_hours = overload.work_hours,
                      .clerk_hours = overload.clerk_hours};
    for (const hall::ServiceIndex service : overload.services) {
        view.services.push_back(rules.services[service.value].id);
    }
    return view;
}

HallOutlook view_of(const plan::Outlook& outlook, const std::vector<plan::Overload>& overloads,
                    const hall::Rules& rules, const Telling& telling) {
    HallOutlook view{.visits = outlook.visits,
                     .refused = outlook.refused,
                     .overtime_minutes = outlook.overtime_minutes,
                     .all = view_of(outlook.all),
                     .agencies = {},
                     .overloads = {}};
    for (std::size_t at = 0; at < outlook.agencies.size(); ++at) {
        if (!is_told(outlook.agencies[at])) continue;
        view.agencies.push_back(view_of(outlook, at, rules, telling));
    }
    for (const plan::Overload& one : overloads) view.overloads.push_back(view_of(one, rules));
    return view;
}

ScenarioDifferences view_of(const plan::Difference& difference, const hall::Rules& rules,
                            const Telling& telling) {
    ScenarioDifferences view{.visits = view_of(difference.visits, Better::neither),
                             .refused = view_of(difference.refused, Better::less),
                             .overtime_minutes = view_of(difference.overtime_minutes, Better::less),
                             .all = view_of(difference.all),
                             .agencies = {}};
    for (std::size_t at = 0; at < difference.agencies.size(); ++at) {
        const plan::PairedRow& row = difference.agencies[at];
        if (row.steps.before <= 0 && row.steps.after <= 0) continue;
        ComparedAgency& agency = view.agencies.emplace_back();
        agency.agency = rules.agencies[at].id;
        name_agency(agency, *telling.planned.mall);
        agency.figures = view_of(row);
    }
    return view;
}

const plan::Difference& difference_to(const plan::Comparison& comparison, std::size_t to) {
    return *std::ranges::find_if(comparison.differences, [&](const plan::Difference& one) {
        return one.from == 0 && one.to == to;
    });
}

}  // namespace

ComparisonResult view_of_comparison(const plan::Comparison& comparison,
                                    const std::vector<plan::Model>& models,
                                    const PlannedMall& planned, const ModelFit& fit,
                                    const ComparisonAsked& asked) {
    const Telling telling{.planned = planned};
    const auto outlook_at = [&](std::size_t at) {
        return view_of(comparison.outlooks[at], comparison.overloads[at], models[at].rules,
                       telling);
    };
    ComparisonResult view{.mall = planned.mall->id,
                          .date = asked.date,
                          .seed = asked.seed,
                          .days = comparison.days,
                          .of_days = asked.days,
                          .promise = asked.target,
                          .model_fit = fit,
                          .as_it_is = outlook_at(0),
                          .scenarios = {},
                          .choice = {}};
    if (asked.scenarios.size() > 1) {
        const auto& left = comparison.choice.left;
        view.choice = BestChoice{{left.begin(), left.end()}, comparison.choice.days};
    }
    for (std::size_t i = 0; i < asked.scenarios.size(); ++i) {
        const std::size_t at = i + 1;
        view.scenarios.push_back(
            {.name = asked.scenarios[i].name,
             .changes = asked.scenarios[i].changes,
             .outlook = outlook_at(at),
             .differences = view_of(difference_to(comparison, at), models[at].rules, telling)});
    }
    return view;
}

}  // namespace gerai::api
