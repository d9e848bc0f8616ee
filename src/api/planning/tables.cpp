#include "api/planning/tables.h"

#include "api/planning/plan_columns.h"
#include "api/planning/plan_review_tables.h"

namespace gerai::api {

namespace {

using enum TableColumn::Kind;
using web::Message;

/// Makes the tables of one plan by the half-hour.
class PlanTables : PlanColumns {
public:
    PlanTables(const PlanResult& plan, web::Language language)
        : PlanColumns(language), plan_(plan) {}

    [[nodiscard]] Table half_hours() const {
        Table table{say(Message::planning_table_half_hours),
                    {agency(),
                     counters(),
                     from(),
                     {"open", say(Message::planning_column_open)},
                     steps(),
                     service_level(),
                     margin(),
                     {"wait_minutes", say(Message::planning_column_wait_minutes)},
                     {"in_shifts", say(Message::planning_column_in_shifts)},
                     {"utilisation", say(Message::planning_figure_utilisation), share},
                     {"utilisation_margin", say(Message::planning_column_margin), share}},
                    {}};
        for (const PlannedPool& pool : plan_.pools) {
            for (std::size_t i = 0; i < pool.half_hours.size(); ++i) {
                const PlannedHalfHour& one = pool.half_hours[i];
                std::vector<TableCell> row{name_of(pool),
                                           joined(pool.counters),
                                           one.from,
                                           whole(one.counters),
                                           one.steps,
                                           one.service_level.value,
                                           one.service_level.margin,
                                           one.wait_minutes};
                row.push_back(pool.in_shifts ? whole(pool.in_shifts->counters[i]) : TableCell{});
                row.push_back(pool.review ? pool.review->utilisation[i].value : TableCell{});
                row.push_back(pool.review ? pool.review->utilisation[i].margin : TableCell{});
                table.rows.push_back(std::move(row));
            }
        }
        return table;
    }

    /// A line for each pool, a column for each half-hour.
    [[nodiscard]] Table open_counters() const {
        Table table{say(Message::planning_table_counters), {agency(), counters()}, {}};
        for (const std::string& at : plan_.half_hours) table.columns.push_back({at, at});
        for (const PlannedPool& pool : plan_.pools) {
            auto& row = table.rows.emplace_back();
            row = {name_of(pool), joined(pool.counters)};
            for (const PlannedHalfHour& one : pool.half_hours) row.push_back(whole(one.counters));
        }
        auto& all = table.rows.emplace_back();
        all = {say(Message::planning_column_all), std::string{}};
        for (const std::int64_t open : plan_.open) all.push_back(whole(open));
        return table;
    }

    [[nodiscard]] Table cells() const {
        Table table{say(Message::planning_table_cells),
                    {agency(),
                     counters(),
                     from(),
                     {"half_hours", say(Message::planning_column_joined)},
                     steps(),
                     service_level(),
                     margin(),
                     {"lower_bound", say(Message::planning_column_lower_bound), share},
                     {"reachable", say(Message::planning_column_reachable), share},
                     {"promise", say(Message::planning_column_promise), text}},
                    {}};
        for (const PlannedPool& pool : plan_.pools) {
            for (const PlannedCell& one : pool.cells) {
                table.rows.push_back({name_of(pool), joined(pool.counters), one.from,
                                      whole(one.half_hours), one.steps, one.service_level.value,
                                      one.service_level.margin, one.lower_bound, one.reachable,
                                      word_for(one.promise)});
            }
        }
        return table;
    }

    [[nodiscard]] Table shortages() const {
        Table table{say(Message::planning_table_shortages),
                    {agency(),
                     counters(),
                     service_level(),
                     {"lower_bound", say(Message::planning_column_lower_bound), share},
                     {"there", say(Message::planning_column_there)},
                     {"needed", say(Message::planning_column_needed)}},
                    {}};
        for (const PlannedPool& pool : plan_.pools) {
            if (!pool.shortage) continue;
            const PlannedShortage& one = *pool.shortage;
            TableCell needed;
            if (one.needed) needed = whole(*one.needed);
            table.rows.push_back(
                {name_of(pool), joined(pool.counters), one.service_level, one.lower_bound,
                 whole(static_cast<std::int64_t>(pool.counters.size())), std::move(needed)});
        }
        return table;
    }

    [[nodiscard]] Table asked() const {
        Table table{say(Message::planning_table_about),
                    {{"what", say(Message::planning_table_about), text}, {"value", "", text}},
                    {}};
        const auto add = [&](Message what, TableCell value) {
            table.rows.push_back({say(what), std::move(value)});
        };
        add(Message::planning_asked_mall, plan_.mall);
        add(Message::planning_asked_date, gerai::to_string(plan_.date));
        add(Message::planning_asked_share, plan_.target);
        add(Message::planning_asked_minutes, plan_.within_minutes);
        add(Message::planning_asked_volume, plan_.volume);
        add(Message::planning_asked_days, whole(plan_.days));
        add(Message::planning_asked_seed, whole(plan_.seed));
        add(Message::planning_figure_counter_half_hours, whole(plan_.counter_half_hours));
        if (plan_.in_shifts) {
            add(Message::planning_figure_paid_half_hours,
                whole(plan_.in_shifts->counter_half_hours));
        }
        add(Message::planning_asked_basis, basis(plan_.model_fit));
        return table;
    }

private:
    [[nodiscard]] std::string word_for(CellPromise promise) const {
        switch (promise) {
            case CellPromise::kept: return say(Message::planning_promise_kept);
            case CellPromise::thin: return say(Message::planning_promise_thin);
            case CellPromise::break_: return say(Message::planning_promise_break);
            case CellPromise::not_kept: return say(Message::planning_promise_not_kept);
            case CellPromise::unreachable: return say(Message::planning_promise_unreachable);
        }
        std::unreachable();
    }

    const PlanResult& plan_;
};

}  // namespace

std::vector<Table> tables_of(const PlanResult& plan, web::Language language) {
    const PlanTables tables{plan, language};
    std::vector<Table> all{tables.half_hours(), tables.open_counters(), tables.cells(),
                           tables.shortages()};
    if (plan.in_shifts) all.push_back(roster_table(plan, language));
    if (plan.review) {
        for (Table& one : review_tables(plan, language)) all.push_back(std::move(one));
    }
    all.push_back(tables.asked());
    return all;
}

}  // namespace gerai::api
