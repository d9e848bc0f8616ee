#include "api/planning/plan_review_tables.h"

#include <algorithm>
#include <cassert>

#include "api/planning/plan_columns.h"

namespace gerai::api {

namespace {

using enum TableColumn::Kind;
using web::Message;

/// Makes the tables of what a plan has beside its half-hours.
class ReviewTables : PlanColumns {
public:
    ReviewTables(const PlanResult& plan, web::Language language)
        : PlanColumns(language), plan_(plan) {}

    [[nodiscard]] Table roster() const {
        Table table{say(Message::planning_table_roster),
                    {agency(),
                     {"counter", say(Message::planning_column_counter)},
                     from(),
                     {"to", say(Message::planning_column_to), text},
                     {"half_hours", say(Message::planning_figure_paid_half_hours)}},
                    {}};
        for (const PlannedShift& one : plan_.in_shifts->roster) {
            table.rows.push_back({name_of(pool_of(one.pool)), whole(one.counter), one.from, one.to,
                                  whole(one.half_hours)});
        }
        return table;
    }

    [[nodiscard]] Table use() const {
        Table table{say(Message::planning_table_use),
                    {agency(),
                     counters(),
                     service_level(),
                     margin(),
                     {"wait_minutes", say(Message::planning_figure_wait_minutes)},
                     {"wait_minutes_margin", say(Message::planning_column_margin)},
                     {"utilisation", say(Message::planning_figure_utilisation), share},
                     {"utilisation_margin", say(Message::planning_column_margin), share},
                     {"overtime_minutes", say(Message::planning_figure_overtime_minutes)},
                     {"overtime_minutes_margin", say(Message::planning_column_margin)},
                     {"service_level_with_more", say(Message::planning_column_with_more), share},
                     {"fall", say(Message::planning_column_fall), share},
                     {"fall_margin", say(Message::planning_column_margin), share}},
                    {}};
        for (const PlannedPool& pool : plan_.pools) {
            const PoolReview& review = *pool.review;
            table.rows.push_back(row_of(name_of(pool), joined(pool.counters), review.use,
                                        review.service_level_with_more, review.fall));
        }
        const PlanReview& all = *plan_.review;
        table.rows.push_back(row_of(say(Message::planning_column_all), "", all.use,
                                    all.more_visitors.service_level, all.more_visitors.fall));
        return table;
    }

    [[nodiscard]] Table broken() const {
        Table table{say(Message::planning_table_broken),
                    {agency(),
                     counters(),
                     from(),
                     {"half_hours", say(Message::planning_column_joined)},
                     {"service_level", say(Message::planning_column_with_more), share},
                     margin()},
                    {}};
        for (const PlannedPool& pool : plan_.pools) {
            for (const BrokenCell& one : pool.review->broken) {
                table.rows.push_back({name_of(pool), joined(pool.counters), one.from,
                                      whole(one.half_hours), one.service_level.value,
                                      one.service_level.margin});
            }
        }
        return table;
    }

    [[nodiscard]] Table changes() const {
        Table table{say(Message::planning_table_changes),
                    {{"change", say(Message::planning_column_change), text},
                     agency(),
                     counters(),
                     from(),
                     {"in_time", say(Message::planning_column_in_time)},
                     {"in_time_margin", say(Message::planning_column_margin)}},
                    {}};
        add(Message::planning_change_one_more, plan_.review->one_more, table);
        add(Message::planning_change_one_fewer, plan_.review->one_fewer, table);
        return table;
    }

private:
    static std::vector<TableCell> row_of(const std::string& name, const std::string& numbers,
                                         const PlanUse& use, const MeanOverDays& with_more,
                                         const MeanOverDays& fall) {
        return {name,
                numbers,
                use.service_level.value,
                use.service_level.margin,
                use.wait_minutes.value,
                use.wait_minutes.margin,
                use.utilisation.value,
                use.utilisation.margin,
                use.overtime_minutes.value,
                use.overtime_minutes.margin,
                with_more.value,
                fall.value,
                fall.margin};
    }

    void add(Message what, const std::vector<PlannedChange>& changes, Table& table) const {
        for (const PlannedChange& one : changes) {
            const PlannedPool& pool = pool_of(one.pool);
            table.rows.push_back({say(what), name_of(pool), joined(pool.counters), one.from,
                                  one.in_time.value, one.in_time.margin});
        }
    }

    [[nodiscard]] const PlannedPool& pool_of(const std::string& id) const {
        const auto found = std::ranges::find(plan_.pools, id, &PlannedPool::id);
        assert(found != plan_.pools.end());
        return *found;
    }

    const PlanResult& plan_;
};

}  // namespace

Table roster_table(const PlanResult& plan, web::Language language) {
    return ReviewTables{plan, language}.roster();
}

std::vector<Table> review_tables(const PlanResult& plan, web::Language language) {
    const ReviewTables tables{plan, language};
    return {tables.use(), tables.broken(), tables.changes()};
}

}  // namespace gerai::api
