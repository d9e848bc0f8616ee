#include "app/mall_changes.h"

#include <algorithm>
#include <utility>

namespace gerai::app {

namespace {

using Kind = MallChange::Kind;

/// A key of the file and the member that holds its value.
template <class Thing, class Member>
struct Field {
    std::string_view key;
    Member Thing::* member;
};

template <class Thing, class... Members>
std::vector<std::string> differing(const Thing& before, const Thing& after,
                                   Field<Thing, Members>... fields) {
    std::vector<std::string> keys;
    (
        [&] {
            if (before.*fields.member != after.*fields.member) keys.emplace_back(fields.key);
        }(),
        ...);
    return keys;
}

std::string id_of(const mall::Counter& counter) { return std::to_string(counter.number); }
std::string id_of(const mall::Holiday& holiday) { return gerai::to_string(holiday.date); }
template <class Thing>
std::string id_of(const Thing& thing) {
    return thing.id;
}

std::string name_of(const mall::Counter& /*counter*/) { return {}; }
std::string name_of(const mall::Printer& /*printer*/) { return {}; }
template <class Thing>
std::string name_of(const Thing& thing) {
    return thing.name;
}

std::vector<std::string> fields_of(const mall::Agency& one, const mall::Agency& other) {
    using Thing = mall::Agency;
    return differing(one, other, Field{"name", &Thing::name}, Field{"name_en", &Thing::name_en},
                     Field{"kind", &Thing::kind}, Field{"prefix", &Thing::prefix});
}

std::vector<std::string> fields_of(const mall::Booth& one, const mall::Booth& other) {
    using Thing = mall::Booth;
    return differing(one, other, Field{"name", &Thing::name}, Field{"name_en", &Thing::name_en},
                     Field{"floor", &Thing::floor}, Field{"tenants", &Thing::tenants},
                     Field{"basis", &Thing::basis});
}

std::vector<std::string> fields_of(const mall::Counter& one, const mall::Counter& other) {
    using Thing = mall::Counter;
    return differing(one, other, Field{"booth", &Thing::booth},
                     Field{"services", &Thing::services});
}

std::vector<std::string> fields_of(const mall::Service& one, const mall::Service& other) {
    using Thing = mall::Service;
    return differing(one, other, Field{"agency", &Thing::agency}, Field{"name", &Thing::name},
                     Field{"name_en", &Thing::name_en}, Field{"requirements", &Thing::requirements},
                     Field{"requirements_en", &Thing::requirements_en}, Field{"fee", &Thing::fee},
                     Field{"time_limit", &Thing::time_limit}, Field{"product", &Thing::product},
                     Field{"counter_time", &Thing::counter_time},
                     Field{"daily_visits", &Thing::daily_visits}, Field{"basis", &Thing::basis},
                     Field{"source", &Thing::source}, Field{"after", &Thing::after});
}

std::vector<std::string> fields_of(const mall::Bundle& one, const mall::Bundle& other) {
    using Thing = mall::Bundle;
    return differing(one, other, Field{"name", &Thing::name}, Field{"name_en", &Thing::name_en},
                     Field{"services", &Thing::services});
}

std::vector<std::string> fields_of(const mall::Zone& one, const mall::Zone& other) {
    using Thing = mall::Zone;
    return differing(one, other, Field{"name", &Thing::name}, Field{"name_en", &Thing::name_en},
                     Field{"booths", &Thing::booths});
}

std::vector<std::string> fields_of(const mall::Printer& one, const mall::Printer& other) {
    using Thing = mall::Printer;
    return differing(one, other, Field{"address", &Thing::address}, Field{"width", &Thing::width});
}

std::vector<std::string> fields_of(const mall::Holiday& one, const mall::Holiday& other) {
    using Thing = mall::Holiday;
    return differing(one, other, Field{"name", &Thing::name}, Field{"basis", &Thing::basis});
}

/// What stands in `[mall]`, `[dispatch]` and `[planning]`, without the hours.
std::vector<std::string> fields_of(const mall::Mall& one, const mall::Mall& other) {
    using Thing = mall::Mall;
    return differing(one, other, Field{"name", &Thing::name}, Field{"name_en", &Thing::name_en},
                     Field{"region", &Thing::region}, Field{"time_zone", &Thing::time_zone},
                     Field{"priority_classes", &Thing::priority_classes},
                     Field{"closing_tolerance", &Thing::closing_tolerance},
                     Field{"max_rejoins", &Thing::max_rejoins},
                     Field{"rejoin_behind", &Thing::rejoin_behind},
                     Field{"walking_time", &Thing::walking_time}, Field{"promise", &Thing::promise},
                     Field{"alarm_after", &Thing::alarm_after},
                     Field{"paper_prefix", &Thing::paper_prefix}, Field{"accent", &Thing::accent},
                     Field{"logo", &Thing::logo}, Field{"picture", &Thing::picture},
                     Field{"dispatch", &Thing::dispatch}, Field{"planning", &Thing::planning});
}

template <class Thing>
const Thing* find(const std::vector<Thing>& things, const std::string& id) {
    const auto at =
        std::ranges::find_if(things, [&](const Thing& each) { return id_of(each) == id; });
    return at == things.end() ? nullptr : &*at;
}

template <class Thing>
void add_changes(const std::string& word, const std::vector<Thing>& before,
                 const std::vector<Thing>& after, std::vector<MallChange>& changes) {
    for (const Thing& old : before) {
        if (find(after, id_of(old)) == nullptr)
            changes.push_back({Kind::removed, word, id_of(old), name_of(old), {}});
    }
    for (const Thing& now : after) {
        const Thing* const old = find(before, id_of(now));
        if (old == nullptr) {
            changes.push_back({Kind::added, word, id_of(now), name_of(now), {}});
        } else if (auto fields = fields_of(*old, now); !fields.empty()) {
            changes.push_back({Kind::changed, word, id_of(now), name_of(now), std::move(fields)});
        }
    }
}

void add_hours(const mall::WeeklyHours& before, const mall::WeeklyHours& after,
               std::vector<MallChange>& changes) {
    constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::vector<std::string> changed;
    for (std::size_t day = 0; day < days.size(); ++day)
        if (before[day] != after[day]) changed.emplace_back(days[day]);
    if (!changed.empty()) changes.push_back({Kind::changed, "hours", "", "", std::move(changed)});
}

}  // namespace

std::vector<MallChange> changes_between(const mall::Mall& before, const mall::Mall& after) {
    std::vector<MallChange> changes;
    if (auto fields = fields_of(before, after); !fields.empty())
        changes.push_back({Kind::changed, "mall", after.id, after.name, std::move(fields)});
    add_hours(before.hours, after.hours, changes);
    add_changes("holiday", before.holidays, after.holidays, changes);
    add_changes("agency", before.agencies, after.agencies, changes);
    add_changes("booth", before.booths, after.booths, changes);
    add_changes("counter", before.counters, after.counters, changes);
    add_changes("zone", before.zones, after.zones, changes);
    add_changes("printer", before.printers, after.printers, changes);
    add_changes("service", before.services, after.services, changes);
    add_changes("bundle", before.bundles, after.bundles, changes);
    return changes;
}

std::string to_string(const MallChange& change) {
    std::string text{change.kind == Kind::added     ? "+ "
                     : change.kind == Kind::removed ? "- "
                                                    : "~ "};
    text += change.thing;
    if (!change.id.empty()) text += " " + change.id;
    if (!change.name.empty()) text += " (" + change.name + ")";
    for (std::size_t i = 0; i < change.fields.size(); ++i)
        text += (i == 0 ? ": " : ", ") + change.fields[i];
    return text;
}

}  // namespace gerai::app
