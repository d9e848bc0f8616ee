#include "mall/mall_checks.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string>

#include "core/time.h"
#include "mall/accent.h"
#include "mall/kinds.h"
#include "mall/nearest.h"
#include "mall/service_order.h"

namespace gerai::mall {

namespace {

using Ids = std::vector<std::string>;

// Each is compared with every id of the file; a file with more slips has another trouble.
constexpr int hints_max = 200;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_id(std::string_view text) {
    return std::ranges::all_of(
               text, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; }) &&
           (is_lower(text.front()) || is_digit(text.front()));
}

bool is_snake_case(std::string_view text) {
    return std::ranges::all_of(text,
                               [](char c) { return is_lower(c) || is_digit(c) || c == '_'; }) &&
           is_lower(text.front());
}

bool is_prefix(std::string_view text) {
    return text.size() <= 2 && std::ranges::all_of(text, is_upper);
}

/// A file beside the mall file: a name, never a way to another folder.
bool is_picture_name(std::string_view text) {
    return text.size() > 4 && text.ends_with(".svg") && text.front() != '.' &&
           std::ranges::all_of(text, [](char c) {
               return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
           });
}

/// `64` for a province, `64.01` for a regency or city.
bool is_region(std::string_view text) {
    if (text.size() != 2 && text.size() != 5) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 2 ? text[i] != '.' : !is_digit(text[i])) return false;
    }
    return true;
}

bool is_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view port = text.substr(colon + 1);
    int number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    return error == std::errc{} && end == port.data() + port.size() && number >= 1 &&
           number <= 65535;
}

bool is_paper_width(std::string_view text) {
    return text.size() == 4 && text.ends_with("mm") && is_digit(text[0]) && is_digit(text[1]);
}

void check_form(FaultList& faults, const std::string& path, const std::string& text,
                bool (*is_right)(std::string_view), std::string_view expected) {
    if (text.empty() || is_right(text)) return;
    faults.add(path, "expected " + std::string{expected} + ", found " + quoted(text));
}

/// Remembers where each value of a kind stands, and faults the second one.
class OnlyOnce {
public:
    OnlyOnce(FaultList& faults, std::string what) : faults_(faults), what_(std::move(what)) {}

    void add(const std::string& path, const std::string& value) {
        const auto [first, is_new] = places_.try_emplace(value, path);
        if (is_new) return;
        faults_.add(path, "expected " + what_ + " that stands once, found " + value +
                              " as on line " + std::to_string(faults_.line_of(first->second)));
    }

private:
    FaultList& faults_;
    std::string what_;
    std::map<std::string, std::string> places_;
};

template <class Thing>
Ids ids_of(const std::vector<Thing>& things) {
    Ids ids;
    for (const Thing& thing : things) {
        const bool is_new = std::ranges::find(ids, thing.id) == ids.end();
        if (is_new && !thing.id.empty()) ids.push_back(thing.id);
    }
    return ids;
}

/// The checks of one file; the ids that others may name are collected once.
class Checks {
public:
    Checks(const Mall& mall, FaultList& faults)
        : mall_(mall),
          faults_(faults),
          agencies_(ids_of(mall.agencies)),
          booths_(ids_of(mall.booths)),
          services_(ids_of(mall.services)) {}

    void mall_table();
    void hours();
    void priority_classes();
    void holidays();
    void agencies();
    void booths();
    void counters();
    void zones();
    void printers();
    void services();
    void bundles();

private:
    template <class Thing>
    void ids(const std::vector<Thing>& things, std::string_view table);
    bool known(const std::string& path, const std::string& id, const Ids& ids,
               std::string_view what);
    void known_once(const std::string& path, const Ids& named, const Ids& ids,
                    std::string_view what);
    void tenants(const Booth& booth, const std::string& path);
    [[nodiscard]] bool may_be_of(const Booth& booth, const std::string& agency) const;
    void counter_services(const Counter& counter, const std::string& path);
    void offered();
    void circles();

    const Mall& mall_;
    FaultList& faults_;
    Ids agencies_;
    Ids booths_;
    Ids services_;
    int hints_left_ = hints_max;
};

template <class Thing>
void Checks::ids(const std::vector<Thing>& things, std::string_view table) {
    OnlyOnce once{faults_, "an id"};
    for (std::size_t i = 0; i < things.size(); ++i) {
        const std::string path = child_path(child_path(table, i), "id");
        check_form(faults_, path, things[i].id, is_id,
                   R"(an id of lower case letters, digits, "-" and "_")");
        if (!things[i].id.empty()) once.add(path, quoted(things[i].id));
    }
}

bool Checks::known(const std::string& path, const std::string& id, const Ids& ids,
                   std::string_view what) {
    if (id.empty()) return false;
    if (std::ranges::find(ids, id) != ids.end()) return true;
    const bool has_hint = hints_left_ > 0;
    if (has_hint) --hints_left_;
    faults_.add(path, "expected the id of " + std::string{what} + ", found " + quoted(id) +
                          (has_hint ? hint(id, ids) : ""));
    return false;
}

void Checks::known_once(const std::string& path, const Ids& named, const Ids& ids,
                        std::string_view what) {
    OnlyOnce once{faults_, std::string{what}};
    for (std::size_t i = 0; i < named.size(); ++i) {
        const std::string place = child_path(path, i);
        if (known(place, named[i], ids, what)) once.add(place, quoted(named[i]));
    }
}

void Checks::mall_table() {
    check_form(faults_, "mall.id", mall_.id, is_id,
               R"(an id of lower case letters, digits, "-" and "_")");
    check_form(faults_, "mall.region", mall_.region, is_region, "a region code such as \"64.01\"");
    check_form(faults_, "mall.accent", mall_.accent, is_colour, "a colour such as \"#0B5FA5\"");
    check_form(faults_, "mall.logo", mall_.logo, is_picture_name,
               "the name of an .svg file beside this one");
    check_form(faults_, "mall.paper_prefix", mall_.paper_prefix, is_prefix,
               "one or two upper case letters");
    if (!mall_.time_zone.empty() && !TimeZone::named(mall_.time_zone)) {
        faults_.add("mall.time_zone", "expected a time zone such as \"Asia/Makassar\", found " +
                                          quoted(mall_.time_zone));
    }
}

void Checks::hours() {
    for (std::size_t day = 0; day < mall_.hours.size(); ++day) {
        const std::string path = child_path("mall.hours", weekdays[day]);
        const auto& ranges = mall_.hours[day];
        for (std::size_t i = 1; i < ranges.size(); ++i) {
            if (ranges[i].to == ranges[i].from || ranges[i].from >= ranges[i - 1].to) continue;
            faults_.add(child_path(path, i),
                        "expected hours that begin after the ones before them have ended");
        }
    }
}

void Checks::priority_classes() {
    OnlyOnce once{faults_, "a priority class"};
    for (std::size_t i = 0; i < mall_.priority_classes.size(); ++i) {
        const std::string& word = mall_.priority_classes[i];
        const std::string path = child_path("mall.priority_classes", i);
        if (word.empty()) continue;
        check_form(faults_, path, word, is_snake_case, "a word such as \"with_infant\"");
        if (word == "none" || word == "booking") {
            faults_.add(path,
                        "expected a class besides \"none\" and \"booking\", which every "
                        "mall has");
        }
        once.add(path, quoted(word));
    }
}

void Checks::holidays() {
    OnlyOnce once{faults_, "a date"};
    for (std::size_t i = 0; i < mall_.holidays.size(); ++i) {
        const Date date = mall_.holidays[i].date;
        if (!date.ok()) continue;
        once.add(child_path(child_path("holiday", i), "date"), gerai::to_string(date));
    }
}

void Checks::agencies() {
    ids(mall_.agencies, "agency");
    OnlyOnce once{faults_, "a prefix"};
    for (std::size_t i = 0; i < mall_.agencies.size(); ++i) {
        const std::string& prefix = mall_.agencies[i].prefix;
        if (prefix.empty()) continue;
        const std::string path = child_path(child_path("agency", i), "prefix");
        check_form(faults_, path, prefix, is_prefix, "one or two upper case letters");
        once.add(path, quoted(prefix));
        if (prefix == mall_.paper_prefix) {
            faults_.add("mall.paper_prefix", "expected a prefix that no agency has, found " +
                                                 quoted(prefix) + " as on line " +
                                                 std::to_string(faults_.line_of(path)));
        }
    }
}

void Checks::tenants(const Booth& booth, const std::string& path) {
    const std::string single = child_path(path, "agency");
    if (faults_.has_value(single)) {
        if (!booth.tenants.empty()) known(single, booth.tenants[0].agency, agencies_, "an agency");
        return;
    }
    OnlyOnce once{faults_, "a day"};
    for (std::size_t i = 0; i < booth.tenants.size(); ++i) {
        const Tenant& tenant = booth.tenants[i];
        const std::string place = child_path(child_path(path, "tenants"), i);
        known(child_path(place, "agency"), tenant.agency, agencies_, "an agency");
        for (std::size_t j = 0; j < tenant.days.size(); ++j) {
            if (tenant.days[j] < 0) continue;
            const auto day = weekdays[static_cast<std::size_t>(tenant.days[j])];
            once.add(child_path(child_path(place, "days"), j), quoted(day));
        }
    }
}

void Checks::booths() {
    ids(mall_.booths, "booth");
    for (std::size_t i = 0; i < mall_.booths.size(); ++i) {
        tenants(mall_.booths[i], child_path("booth", i));
    }
}

/// Whether services of the agency may be offered in the booth. An agency that is unknown, here or
/// there, has its fault already and is not blamed on the counters.
bool Checks::may_be_of(const Booth& booth, const std::string& agency) const {
    const auto is_it_or_unknown = [&](const Tenant& tenant) {
        return tenant.agency == agency || mall_.find_agency(tenant.agency) == nullptr;
    };
    return mall_.find_agency(agency) == nullptr ||
           std::ranges::any_of(booth.tenants, is_it_or_unknown);
}

void Checks::counter_services(const Counter& counter, const std::string& path) {
    const Booth* booth = mall_.find_booth(counter.booth);
    OnlyOnce once{faults_, "a service"};
    for (std::size_t i = 0; i < counter.services.size(); ++i) {
        const std::string& id = counter.services[i];
        const std::string place = child_path(path, i);
        if (!known(place, id, services_, "a service")) continue;
        once.add(place, quoted(id));
        const std::string& agency = mall_.find_service(id)->agency;
        if (booth != nullptr && !may_be_of(*booth, agency)) {
            faults_.add(place, "expected a service of an agency in booth " + quoted(booth->id) +
                                   ", found " + quoted(id) + " of " + quoted(agency));
        }
    }
}

void Checks::counters() {
    OnlyOnce once{faults_, "a counter number"};
    for (std::size_t i = 0; i < mall_.counters.size(); ++i) {
        const Counter& counter = mall_.counters[i];
        const std::string path = child_path("counter", i);
        if (counter.number != 0) {
            once.add(child_path(path, "number"), std::to_string(counter.number));
        }
        known(child_path(path, "booth"), counter.booth, booths_, "a booth");
        counter_services(counter, child_path(path, "services"));
    }
}

void Checks::zones() {
    ids(mall_.zones, "zone");
    for (std::size_t i = 0; i < mall_.zones.size(); ++i) {
        known_once(child_path(child_path("zone", i), "booths"), mall_.zones[i].booths, booths_,
                   "a booth");
    }
}

void Checks::printers() {
    ids(mall_.printers, "printer");
    for (std::size_t i = 0; i < mall_.printers.size(); ++i) {
        const std::string path = child_path("printer", i);
        check_form(faults_, child_path(path, "address"), mall_.printers[i].address, is_address,
                   "host and port such as \"192.0.2.10:9100\"");
        check_form(faults_, child_path(path, "width"), mall_.printers[i].width, is_paper_width,
                   "a paper width such as \"80mm\"");
    }
}

void Checks::services() {
    ids(mall_.services, "service");
    for (std::size_t i = 0; i < mall_.services.size(); ++i) {
        const Service& service = mall_.services[i];
        const std::string path = child_path("service", i);
        known(child_path(path, "agency"), service.agency, agencies_, "an agency");
        const auto& [p50, p90] = service.counter_time;
        if (p90.count() > 0 && p90 < p50) {
            faults_.add(path + ".counter_time.p90",
                        "expected at least the p50 of this service, found less");
        }
        known_once(child_path(path, "after"), service.after, services_, "a service");
    }
    offered();
    circles();
}

void Checks::offered() {
    std::set<std::string_view> offered;
    for (const Counter& counter : mall_.counters) {
        offered.insert(counter.services.begin(), counter.services.end());
    }
    for (std::size_t i = 0; i < mall_.services.size(); ++i) {
        const std::string& id = mall_.services[i].id;
        if (id.empty() || offered.contains(id)) continue;
        faults_.add(child_path(child_path("service", i), "id"),
                    "expected at least one counter that offers " + quoted(id));
    }
}

void Checks::circles() {
    for (const Circle& circle : circles_of_after(mall_.services)) {
        std::string way;
        for (const std::string& id : circle.ids) way += id + " -> ";
        faults_.add(
            child_path(child_path("service", circle.first), "after"),
            "expected services that can come first, found a circle: " + way + circle.ids.front());
    }
}

void Checks::bundles() {
    ids(mall_.bundles, "bundle");
    for (std::size_t i = 0; i < mall_.bundles.size(); ++i) {
        known_once(child_path(child_path("bundle", i), "services"), mall_.bundles[i].services,
                   services_, "a service");
    }
}

}  // namespace

void check_mall(const Mall& mall, FaultList& faults) {
    Checks checks{mall, faults};
    checks.mall_table();
    checks.hours();
    checks.priority_classes();
    checks.holidays();
    checks.agencies();
    checks.booths();
    checks.counters();
    checks.zones();
    checks.printers();
    checks.services();
    checks.bundles();
}

}  // namespace gerai::mall
