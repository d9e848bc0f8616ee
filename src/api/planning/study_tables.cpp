#include <algorithm>
#include <array>
#include <cmath>

#include "api/planning/tables.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using enum TableColumn::Kind;
using plan::StudyFigure;
using web::Message;

/// What a figure is called, and in what it is counted.
struct FigureWords {
    StudyFigure figure{};
    Message name{};
    std::optional<Message> unit{};
};

constexpr auto figures = std::to_array<FigureWords>({
    {StudyFigure::hours_a_week, Message::page_console_f_hours_a_week},
    {StudyFigure::agencies, Message::page_console_f_agencies},
    {StudyFigure::counters, Message::page_console_f_counters},
    {StudyFigure::counters_open, Message::page_console_f_counters_open},
    {StudyFigure::services, Message::page_console_f_services},
    {StudyFigure::services_a_counter, Message::page_console_f_services_a_counter},
    {StudyFigure::skill_share, Message::page_console_f_skill_share, Message::planning_unit_share},
    {StudyFigure::shared_booths, Message::page_console_f_shared_booths},
    {StudyFigure::life_events, Message::page_console_f_life_events},
    {StudyFigure::priority_classes, Message::page_console_f_priority_classes},
    {StudyFigure::rescue_after_minutes, Message::page_console_f_rescue_after,
     Message::planning_unit_minutes},
    {StudyFigure::max_rejoins, Message::page_console_f_max_rejoins},
    {StudyFigure::rejoin_behind, Message::page_console_f_rejoin_behind},
    {StudyFigure::closing_tolerance_minutes, Message::page_console_f_closing_tolerance,
     Message::planning_unit_minutes},
    {StudyFigure::dates, Message::page_console_f_dates},
    {StudyFigure::steps_a_date, Message::page_console_f_steps_a_date},
    {StudyFigure::services_a_visit, Message::page_console_f_services_a_visit},
    {StudyFigure::appointments, Message::page_console_f_appointments, Message::planning_unit_share},
    {StudyFigure::service_level, Message::page_console_f_service_level,
     Message::planning_unit_share},
    {StudyFigure::wait_minutes, Message::page_console_f_wait, Message::planning_unit_minutes},
    {StudyFigure::no_shows, Message::page_console_f_no_shows, Message::planning_unit_share},
    {StudyFigure::left, Message::page_console_f_left, Message::planning_unit_share},
    {StudyFigure::steps_a_counter_hour, Message::page_console_f_steps_a_counter_hour},
    {StudyFigure::ratings, Message::page_console_f_ratings},
    {StudyFigure::rating_mean, Message::page_console_f_rating_mean},
    {StudyFigure::rated, Message::page_console_f_rated, Message::planning_unit_share},
});
static_assert(figures.size() == plan::study_figures);
static_assert(std::ranges::is_sorted(figures, {}, &FigureWords::figure));

Message message_for(plan::Caveat caveat) {
    switch (caveat) {
        case plan::Caveat::first_is_simulated: return Message::page_console_c_first_simulated;
        case plan::Caveat::second_is_simulated: return Message::page_console_c_second_simulated;
        case plan::Caveat::first_is_trial: return Message::page_console_c_first_trial;
        case plan::Caveat::second_is_trial: return Message::page_console_c_second_trial;
        case plan::Caveat::same_mall: return Message::page_console_c_same_mall;
        case plan::Caveat::promises_differ: return Message::page_console_c_promises;
        case plan::Caveat::periods_differ: return Message::page_console_c_periods;
        case plan::Caveat::few_dates: return Message::page_console_c_few_dates;
        case plan::Caveat::only_in_first: return Message::page_console_c_only_first;
        case plan::Caveat::only_in_second: return Message::page_console_c_only_second;
        case plan::Caveat::too_few_at_once: return Message::page_console_c_too_few_at_once;
        case plan::Caveat::too_few_in_common: return Message::page_console_c_too_few;
        case plan::Caveat::nothing_in_common: return Message::page_console_c_nothing;
        case plan::Caveat::model_of_other_file: return Message::page_console_c_other_file;
        case plan::Caveat::no_plan: return Message::page_console_c_no_plan;
        case plan::Caveat::capped_target: return Message::page_console_c_capped;
        case plan::Caveat::no_ratings: return Message::page_console_c_no_ratings;
        case plan::Caveat::investment: return Message::page_console_c_investment;
    }
    std::unreachable();
}

/// On what the figures of a mall stand.
Message message_for(measure::BundleSource source) {
    switch (source) {
        case measure::BundleSource::journal: return Message::planning_basis_calibration;
        case measure::BundleSource::simulation: return Message::planning_basis_planning_figures;
        case measure::BundleSource::trial: return Message::planning_basis_trial;
    }
    std::unreachable();
}

TableCell cell_of(const Nullable<double>& value) { return value ? TableCell{*value} : TableCell{}; }

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// Makes the tables of one study, in the language of the reader.
class StudyTables {
public:
    StudyTables(const StudyResult& study, web::Language language)
        : study_(study), language_(language) {}

    [[nodiscard]] Table rows() const {
        Table table{say(Message::planning_column_figure),
                    {{"figure", say(Message::planning_column_figure), text},
                     {"unit", say(Message::planning_column_unit), text},
                     first(),
                     second()},
                    {}};
        for (const StudyRowView& row : study_.rows) {
            const FigureWords& words = figures.at(static_cast<std::size_t>(row.figure));
            table.rows.push_back({say(words.name), words.unit ? say(*words.unit) : std::string{},
                                  cell_of(row.first), cell_of(row.second)});
        }
        return table;
    }

    [[nodiscard]] Table half_hours() const {
        Table table{
            say(Message::planning_table_half_hours),
            {{"from", say(Message::planning_column_from), text}, first(share), second(share)},
            {}};
        for (const StudyHalfHourView& one : study_.half_hours) {
            table.rows.push_back({one.from, cell_of(one.first), cell_of(one.second)});
        }
        return table;
    }

    /// What both have: the same services in the same proportions.
    [[nodiscard]] Table in_common() const {
        Table table{say(Message::planning_table_in_common),
                    {{"figure", say(Message::planning_column_figure), text},
                     first(),
                     second(),
                     {"difference_low", say(Message::planning_column_difference_low)},
                     {"difference_high", say(Message::planning_column_difference_high)}},
                    {}};
        if (study_.level) {
            const StudyLevel& level = *study_.level;
            table.rows.push_back({say(Message::planning_figure_service_level), level.first,
                                  level.second, level.low, level.high});
        }
        if (study_.waits) {
            table.rows.push_back({say(Message::planning_figure_wait_minutes), study_.waits->first,
                                  study_.waits->second, TableCell{}, TableCell{}});
        }
        return table;
    }

    [[nodiscard]] Table practice() const {
        Table table{say(Message::planning_table_practice),
                    {{"way", say(Message::page_console_way), text},
                     {"counter_hours", say(Message::page_console_counter_hours)},
                     {"counter_hours_low", say(Message::planning_column_fewest)},
                     {"counter_hours_high", say(Message::planning_column_most)},
                     {"service_level", say(Message::planning_column_service_level), share},
                     {"service_level_margin", say(Message::planning_column_margin), share}},
                    {}};
        const PracticePlanView& plan = *study_.plan;
        const auto alone = [&](Message way, double hours) {
            table.rows.push_back(
                {say(way), hours, TableCell{}, TableCell{}, TableCell{}, TableCell{}});
        };
        const auto needed = [&](Message way, const CounterNeed& need) {
            table.rows.push_back({say(way), need.counter_hours, need.counter_hours_low,
                                  need.counter_hours_high, need.service_level.value,
                                  need.service_level.margin});
        };
        alone(Message::page_console_present, plan.present_counter_hours);
        needed(Message::page_console_own, plan.own);
        needed(Message::page_console_pooled_need, plan.pooled);
        alone(Message::page_console_one_pool, plan.one_pool_counter_hours);
        return table;
    }

    [[nodiscard]] Table counters() const {
        const PracticePlanView& plan = *study_.plan;
        Table table{say(Message::planning_table_counters),
                    {{"from", say(Message::planning_column_from), text},
                     {"own", say(Message::page_console_own)},
                     {"pooled", say(Message::page_console_pooled_need)}},
                    {}};
        const auto at = [](const CounterNeed& need, std::size_t i) -> TableCell {
            if (i >= need.counters.size()) return {};
            return static_cast<double>(need.counters[i]);
        };
        for (std::size_t i = 0; i < plan.half_hours.size(); ++i) {
            table.rows.push_back({plan.half_hours[i], at(plan.own, i), at(plan.pooled, i)});
        }
        return table;
    }

    [[nodiscard]] Table caveats() const {
        Table table{say(Message::planning_table_caveats),
                    {{"caveat", say(Message::planning_table_caveats), text}},
                    {}};
        for (const CaveatView& one : study_.caveats) table.rows.push_back({worded(one)});
        return table;
    }

    [[nodiscard]] Table about() const {
        Table table{say(Message::planning_table_about),
                    {{"mall", say(Message::planning_asked_mall), text},
                     {"from", say(Message::planning_column_from), text},
                     {"to", say(Message::planning_column_to), text},
                     {"dates", say(Message::page_console_f_dates)},
                     {"basis", say(Message::planning_asked_basis), text}},
                    {}};
        for (const StudiedMallView* const one : {&study_.first, &study_.second}) {
            table.rows.push_back(
                {one->name, gerai::to_string(one->period.from), gerai::to_string(one->period.to),
                 static_cast<double>(one->period.dates), say(message_for(one->source))});
        }
        return table;
    }

private:
    [[nodiscard]] std::string say(Message message) const { return web::text(message, language_); }

    [[nodiscard]] TableColumn first(TableColumn::Kind kind = number) const {
        return {"first", study_.first.name, kind};
    }
    [[nodiscard]] TableColumn second(TableColumn::Kind kind = number) const {
        return {"second", study_.second.name, kind};
    }

    [[nodiscard]] std::string worded(const CaveatView& caveat) const {
        const auto percent = std::lround(caveat.share.value_or(0) * 100);
        return web::text(message_for(caveat.what), language_,
                         {{"first", study_.first.name},
                          {"second", study_.second.name},
                          {"names", joined(caveat.names)},
                          {"share", std::to_string(percent)}});
    }

    const StudyResult& study_;
    web::Language language_;
};

}  // namespace

std::vector<Table> tables_of(const StudyResult& study, web::Language language) {
    const StudyTables tables{study, language};
    std::vector<Table> all{tables.rows(), tables.half_hours(), tables.in_common()};
    if (study.plan) {
        all.push_back(tables.practice());
        all.push_back(tables.counters());
    }
    all.push_back(tables.caveats());
    all.push_back(tables.about());
    return all;
}

}  // namespace gerai::api
