#include "app/planning/staffing_tables.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <numeric>

#include "app/planning/review_tables.h"
#include "app/planning/shift_tables.h"
#include "app/planning/staffing_words.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::Keeping;
using plan::PromisedCell;
using plan::Shortage;

constexpr double percent = 100;

/// The staffing that is to be run: in shifts, where there are some.
const plan::Staffing& counters_of(const StaffedMall& staffed) {
    return staffed.plan.shifts ? staffed.plan.shifts->counters : staffed.plan.counters;
}

const std::vector<PromisedCell>& cells_of(const StaffedMall& staffed) {
    return staffed.plan.shifts ? staffed.plan.shifts->cells : staffed.plan.cells;
}

std::string promise_of(const StaffedMall& staffed) {
    return fmt::format("{:g} % called within {:g} min", staffed.wish.target.share * percent,
                       plan::in_seconds(staffed.wish.target.wait) / 60);
}

std::string table_of_counters(const StaffedMall& staffed) {
    const Hours hours{staffed};
    std::string text = fmt::format("{:<24}", "");
    for (std::size_t i = 0; i < hours.count(); ++i) text += ' ' + hours.from(i);
    text += "   all\n";
    for (std::size_t pool = 0; pool < staffed.plan.pools.size(); ++pool) {
        text += fmt::format("{:<24.24}", name_of(staffed, pool));
        const auto& own = counters_of(staffed)[pool];
        for (const int counters : own) {
            text += counters == 0 ? "     -" : fmt::format(" {:>5}", counters);
        }
        text += fmt::format(" {:>5}\n", std::accumulate(own.begin(), own.end(), 0));
    }
    return text;
}

std::size_t count(const StaffedMall& staffed, Keeping keeping) {
    return static_cast<std::size_t>(
        std::ranges::count(cells_of(staffed), keeping, &PromisedCell::keeping));
}

std::string totals_of(const StaffedMall& staffed) {
    std::string text = fmt::format(
        "\n{} counter-half-hours; the formula that the search begins with (MOL-max, Erlang A) "
        "says {}.\n",
        staffed.plan.counter_half_hours(), plan::counter_half_hours(staffed.plan.mol_max));
    if (!staffed.plan.shifts) return text;
    return text + fmt::format("In {} shifts, as above: {} counter-half-hours.\n",
                              staffed.plan.shifts->roster.size(),
                              staffed.plan.shifts->counter_half_hours());
}

std::string promises_kept(const StaffedMall& staffed) {
    const auto judged = [&](Keeping keeping) { return count(staffed, keeping); };
    const std::size_t asked = judged(Keeping::kept) + judged(Keeping::not_kept);
    std::string text = fmt::format(
        "Kept in {} of {} cells (neighbouring half-hours, until enough come to tell) on {} days "
        "that the search did not see, each with 95 in 100.\n",
        judged(Keeping::kept), asked, staffed.wish.confirm_days);
    if (judged(Keeping::thin) > 0) {
        text +=
            fmt::format("{} more have too few visitors for a promise.\n", judged(Keeping::thin));
    }
    return text;
}

std::string sentence_of(const StaffedMall& staffed, const Shortage& shortage) {
    const std::size_t there = staffed.plan.pools[shortage.pool].counters.size();
    const bool is_lost_in_part = std::ranges::any_of(staffed.plan.cells, [&](const auto& one) {
        return one.cell.pool == shortage.pool && one.keeping == Keeping::unreachable;
    });
    const std::string what =
        shortage.counters.empty() ? "and no larger number was found that would do"
        : shortage.needed() <= static_cast<int>(there)
            ? "which would do with more of them before, where they are few"
            : fmt::format("and {} at once would do{}", shortage.needed(),
                          is_lost_in_part ? " except where no number does (below)" : "");
    return fmt::format("{}: {:.1f} % at worst, {:.1f} % for sure; {} {} there, {}.\n",
                       name_of(staffed, shortage.pool), shortage.service_level * percent,
                       shortage.lower_bound * percent, there,
                       there == 1 ? "counter is" : "counters are", what);
}

std::string sentence_of(const StaffedMall& staffed, const PromisedCell& one) {
    const Hours hours{staffed};
    return fmt::format("{} from {}: {:.1f} % however many counters are open.\n",
                       name_of(staffed, one.cell.pool), hours.from(one.cell.from),
                       one.reachable * percent);
}

std::string_view word_for(Keeping keeping) {
    switch (keeping) {
        case Keeping::kept: return "kept";
        case Keeping::thin: return "thin";
        case Keeping::a_break: return "break";
        case Keeping::not_kept: return "not_kept";
        case Keeping::unreachable: return "unreachable";
    }
    return {};
}

json::array half_hours_as_json(const StaffedMall& staffed, std::size_t pool) {
    const Hours hours{staffed};
    json::array all;
    for (std::size_t i = 0; i < hours.count(); ++i) {
        const plan::StaffedHalfHour& one = staffed.plan.half_hours[pool][i];
        all.push_back(json::object{{"from", hours.from(i)},
                                   {"counters", one.counters},
                                   {"steps", one.steps},
                                   {"service_level", to_json(one.service_level)},
                                   {"wait_minutes", one.wait_minutes}});
    }
    return all;
}

json::array cells_as_json(const StaffedMall& staffed, std::size_t pool,
                          const std::vector<PromisedCell>& cells) {
    const Hours hours{staffed};
    json::array all;
    for (const PromisedCell& one : cells) {
        if (one.cell.pool != pool) continue;
        all.push_back(json::object{{"from", hours.from(one.cell.from)},
                                   {"half_hours", one.cell.to - one.cell.from},
                                   {"steps", one.steps},
                                   {"service_level", to_json(one.service_level)},
                                   {"lower_bound", one.lower_bound},
                                   {"reachable", one.reachable},
                                   {"target", one.target},
                                   {"promise", std::string{word_for(one.keeping)}}});
    }
    return all;
}

json::object pool_as_json(const StaffedMall& staffed, std::size_t pool) {
    json::array numbers;
    for (const int number : numbers_of(staffed, pool)) numbers.push_back(number);
    json::object one{{"agency", agency_of(staffed, pool)}, {"counters", std::move(numbers)}};
    one["half_hours"] = half_hours_as_json(staffed, pool);
    one["cells"] = cells_as_json(staffed, pool, staffed.plan.cells);
    if (staffed.plan.shifts) {
        json::array counters;
        for (const int open : staffed.plan.shifts->counters[pool]) counters.push_back(open);
        one["shift_counters"] = std::move(counters);
        one["shift_cells"] = cells_as_json(staffed, pool, staffed.plan.shifts->cells);
    }
    if (staffed.plan.review) one["review"] = review_as_json(staffed, pool);
    const auto& shortages = staffed.plan.shortages;
    const auto shortage = std::ranges::find(shortages, pool, &Shortage::pool);
    if (shortage != shortages.end()) {
        json::object short_of{{"service_level", shortage->service_level},
                              {"lower_bound", shortage->lower_bound}};
        if (!shortage->counters.empty()) short_of["needed"] = shortage->needed();
        one["shortage"] = std::move(short_of);
    }
    return one;
}

/// Nothing of nobody.
std::string level_as_csv(const plan::StaffedHalfHour& one) {
    if (one.steps == 0) return ",";
    return fmt::format("{:.6g},{:.6g}", one.service_level.value, one.service_level.margin);
}

/// Nothing where no counter is open: a clerk who finishes a visitor then is all busy.
std::string utilisation_as_csv(const StaffedMall& staffed, std::size_t pool, std::size_t i) {
    const auto& counters = staffed.plan.shifts ? staffed.plan.shifts->counters[pool][i]
                                               : staffed.plan.half_hours[pool][i].counters;
    if (!staffed.plan.review || counters == 0) return ",,";
    const plan::Estimate busy = staffed.plan.review->use.pools[pool].utilisation[i];
    return fmt::format(",{:.6g},{:.6g}", busy.value, busy.margin);
}

}  // namespace

std::string to_table(const StaffedMall& staffed) {
    std::string text = fmt::format("{}, {:%A, %Y-%m-%d}: {} (seed {}, volume {:g})\n\n",
                                   staffed.mall.name, std::chrono::sys_days{staffed.model.date},
                                   promise_of(staffed), staffed.wish.seed, staffed.volume);
    text += table_of_counters(staffed);
    text += totals_of(staffed);
    text += promises_kept(staffed);
    for (const Shortage& one : staffed.plan.shortages) text += sentence_of(staffed, one);
    for (const PromisedCell& one : staffed.plan.cells) {
        if (one.keeping == Keeping::unreachable) text += sentence_of(staffed, one);
    }
    if (staffed.plan.review) text += '\n' + review_as_text(staffed);
    if (staffed.plan.shifts) text += "\nOpen:\n" + roster_as_text(staffed);
    return text + '\n' + to_sentence(staffed.basis);
}

json::object to_json(const StaffedMall& staffed) {
    json::array pools;
    for (std::size_t pool = 0; pool < staffed.plan.pools.size(); ++pool) {
        pools.push_back(pool_as_json(staffed, pool));
    }
    json::object all{{"mall", staffed.mall.id},
                     {"date", gerai::to_string(staffed.model.date)},
                     {"seed", staffed.wish.seed},
                     {"volume", staffed.volume},
                     {"target", staffed.wish.target.share},
                     {"within_minutes", plan::in_seconds(staffed.wish.target.wait) / 60},
                     {"search_days", staffed.wish.search_days},
                     {"confirm_days", staffed.wish.confirm_days},
                     {"counter_half_hours", staffed.plan.counter_half_hours()},
                     {"basis", to_json(staffed.basis)}};
    all["mol_max"] = plan::counter_half_hours(staffed.plan.mol_max);
    if (staffed.plan.shifts) all["shifts"] = shifts_as_json(staffed);
    if (staffed.plan.review) all["review"] = review_as_json(staffed);
    all["pools"] = std::move(pools);
    return all;
}

std::string staffing_as_csv(const StaffedMall& staffed) {
    const Hours hours{staffed};
    std::string csv =
        "agency,pool,from,counters,steps,service_level,service_level_margin,wait_minutes,"
        "in_shifts,utilisation,utilisation_margin\n";
    for (std::size_t pool = 0; pool < staffed.plan.pools.size(); ++pool) {
        for (std::size_t i = 0; i < hours.count(); ++i) {
            const plan::StaffedHalfHour& one = staffed.plan.half_hours[pool][i];
            csv += fmt::format("{},{},{},{},{:.6g},{},{:.6g}", agency_of(staffed, pool),
                               fmt::format("{}", fmt::join(numbers_of(staffed, pool), " ")),
                               hours.from(i), one.counters, one.steps, level_as_csv(one),
                               one.wait_minutes);
            csv += staffed.plan.shifts ? fmt::format(",{}", staffed.plan.shifts->counters[pool][i])
                                       : ",";
            csv += utilisation_as_csv(staffed, pool, i) + '\n';
        }
    }
    return csv;
}

}  // namespace gerai::app
