#include "app/staffing_tables.h"

#include <fmt/chrono.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/array.hpp>

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::Keeping;
using plan::PromisedCell;
using plan::Shortage;

constexpr double percent = 100;

const std::string& agency_of(const StaffedMall& staffed, std::size_t pool) {
    return staffed.model.rules.agencies[staffed.plan.pools[pool].agency.value].id;
}

/// The numbers of the counters of a pool, in order.
std::vector<int> numbers_of(const StaffedMall& staffed, std::size_t pool) {
    std::vector<int> numbers;
    for (const hall::CounterIndex one : staffed.plan.pools[pool].counters) {
        numbers.push_back(staffed.model.rules.counters[one.value].number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

/// Such as `polres 83-86`: numbers that follow each other as a range.
std::string name_of(const StaffedMall& staffed, std::size_t pool) {
    const std::vector<int> numbers = numbers_of(staffed, pool);
    std::vector<std::string> ranges;
    for (std::size_t from = 0; from < numbers.size();) {
        std::size_t to = from;
        while (to + 1 < numbers.size() && numbers[to + 1] == numbers[to] + 1) ++to;
        ranges.push_back(from == to ? std::to_string(numbers[from])
                                    : fmt::format("{}-{}", numbers[from], numbers[to]));
        from = to + 1;
    }
    return fmt::format("{} {}", agency_of(staffed, pool), fmt::join(ranges, ","));
}

/// When a half-hour begins, `08:30`.
class Hours {
public:
    explicit Hours(const StaffedMall& staffed)
        : half_hours_(staffed.model.rules), zone_(TimeZone::named(staffed.mall.time_zone)) {}

    [[nodiscard]] std::size_t count() const { return half_hours_.count(); }
    [[nodiscard]] std::string from(std::size_t place) const {
        return to_rfc3339(half_hours_.from(place), *zone_).substr(11, 5);
    }

private:
    plan::HalfHours half_hours_;
    std::optional<TimeZone> zone_;
};

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
        int sum = 0;
        for (const int counters : staffed.plan.counters[pool]) {
            text += counters == 0 ? "     -" : fmt::format(" {:>5}", counters);
            sum += counters;
        }
        text += fmt::format(" {:>5}\n", sum);
    }
    return text;
}

std::size_t count(const StaffedMall& staffed, Keeping keeping) {
    return static_cast<std::size_t>(
        std::ranges::count(staffed.plan.cells, keeping, &PromisedCell::keeping));
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
    const std::string what = shortage.counters.empty()
                                 ? "and no larger number was found that would do"
                                 : fmt::format("and {} at once would do", shortage.needed());
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

json::object to_json(plan::Estimate estimate) {
    return {{"value", estimate.value}, {"margin", estimate.margin}};
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

json::array cells_as_json(const StaffedMall& staffed, std::size_t pool) {
    const Hours hours{staffed};
    json::array all;
    for (const PromisedCell& one : staffed.plan.cells) {
        if (one.cell.pool != pool) continue;
        all.push_back(json::object{{"from", hours.from(one.cell.from)},
                                   {"half_hours", one.cell.to - one.cell.from},
                                   {"steps", one.steps},
                                   {"service_level", to_json(one.service_level)},
                                   {"lower_bound", one.lower_bound},
                                   {"reachable", one.reachable},
                                   {"promise", std::string{word_for(one.keeping)}}});
    }
    return all;
}

json::object pool_as_json(const StaffedMall& staffed, std::size_t pool) {
    json::array numbers;
    for (const int number : numbers_of(staffed, pool)) numbers.push_back(number);
    json::object one{{"agency", agency_of(staffed, pool)}, {"counters", std::move(numbers)}};
    one["half_hours"] = half_hours_as_json(staffed, pool);
    one["cells"] = cells_as_json(staffed, pool);
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

}  // namespace

std::string to_table(const StaffedMall& staffed) {
    std::string text = fmt::format("{}, {:%A, %Y-%m-%d}: {} (seed {}, volume {:g})\n\n",
                                   staffed.mall.name, std::chrono::sys_days{staffed.model.date},
                                   promise_of(staffed), staffed.wish.seed, staffed.volume);
    text += table_of_counters(staffed);
    text += fmt::format(
        "\n{} counter-half-hours; the formula that the search begins with (MOL-max, Erlang A) "
        "says {}.\n",
        staffed.plan.counter_half_hours(), plan::counter_half_hours(staffed.plan.mol_max));
    text += promises_kept(staffed);
    for (const Shortage& one : staffed.plan.shortages) text += sentence_of(staffed, one);
    for (const PromisedCell& one : staffed.plan.cells) {
        if (one.keeping == Keeping::unreachable) text += sentence_of(staffed, one);
    }
    return text;
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
                     {"counter_half_hours", staffed.plan.counter_half_hours()}};
    all["mol_max"] = plan::counter_half_hours(staffed.plan.mol_max);
    all["pools"] = std::move(pools);
    return all;
}

std::string staffing_as_csv(const StaffedMall& staffed) {
    const Hours hours{staffed};
    std::string csv =
        "agency,counter,from,counters,steps,service_level,service_level_margin,wait_minutes\n";
    for (std::size_t pool = 0; pool < staffed.plan.pools.size(); ++pool) {
        for (std::size_t i = 0; i < hours.count(); ++i) {
            const plan::StaffedHalfHour& one = staffed.plan.half_hours[pool][i];
            csv += fmt::format("{},{},{},{},{:.6g},{:.6g},{:.6g},{:.6g}\n",
                               agency_of(staffed, pool), numbers_of(staffed, pool).front(),
                               hours.from(i), one.counters, one.steps, one.service_level.value,
                               one.service_level.margin, one.wait_minutes);
        }
    }
    return csv;
}

}  // namespace gerai::app
