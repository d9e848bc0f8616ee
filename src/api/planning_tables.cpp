#include "api/planning_tables.h"

#include "web/text.h"

namespace gerai::api {

namespace {

using enum TableColumn::Kind;
using web::Message;

/// Numbers as people write them, `1, 3, 4`.
std::string joined(const std::vector<std::int64_t>& numbers) {
    std::string text;
    for (const std::int64_t number : numbers) {
        if (!text.empty()) text += ", ";
        text += std::to_string(number);
    }
    return text;
}

TableCell whole(std::int64_t value) { return static_cast<double>(value); }

/// Makes the tables of one plan.
class PlanTables {
public:
    PlanTables(const PlanResult& plan, web::Language language) : plan_(plan), language_(language) {}

    [[nodiscard]] Table half_hours() const {
        Table table{say(Message::planning_table_half_hours),
                    {agency(),
                     counters(),
                     from(),
                     {"open", say(Message::planning_column_open)},
                     steps(),
                     service_level(),
                     margin(),
                     {"wait_minutes", say(Message::planning_column_wait_minutes)}},
                    {}};
        for (const PlannedPool& pool : plan_.pools) {
            for (const PlannedHalfHour& one : pool.half_hours) {
                table.rows.push_back({name_of(pool), joined(pool.counters), one.from,
                                      whole(one.counters), one.steps, one.service_level.value,
                                      one.service_level.margin, one.wait_minutes});
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
        add(Message::planning_asked_basis, say(plan_.model_fit.basis == ModelBasis::calibration
                                                   ? Message::planning_basis_calibration
                                                   : Message::planning_basis_planning_figures));
        return table;
    }

private:
    [[nodiscard]] std::string say(Message message) const { return web::text(message, language_); }

    [[nodiscard]] TableColumn agency() const {
        return {"agency", say(Message::planning_column_agency), text};
    }
    [[nodiscard]] TableColumn counters() const {
        return {"counters", say(Message::planning_column_counters), text};
    }
    [[nodiscard]] TableColumn from() const {
        return {"from", say(Message::planning_column_from), text};
    }
    [[nodiscard]] TableColumn steps() const {
        return {"steps", say(Message::planning_column_steps)};
    }
    [[nodiscard]] TableColumn service_level() const {
        return {"service_level", say(Message::planning_column_service_level), share};
    }
    [[nodiscard]] TableColumn margin() const {
        return {"service_level_margin", say(Message::planning_column_margin), share};
    }

    [[nodiscard]] const std::string& name_of(const PlannedPool& pool) const {
        return language_ == web::Language::english ? pool.agency_name_en : pool.agency_name;
    }

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
    web::Language language_;
};

}  // namespace

std::vector<Table> tables_of(const PlanResult& plan, web::Language language) {
    const PlanTables tables{plan, language};
    return {tables.half_hours(), tables.open_counters(), tables.cells(), tables.shortages(),
            tables.asked()};
}

}  // namespace gerai::api
