#include "mall/mall_tables.h"

#include <algorithm>
#include <limits>

#include "mall/kinds.h"

namespace gerai::mall {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr int counter_number_max = 9999;
constexpr int counted_max = 1'000'000;
constexpr std::int64_t rupiah_max = 1'000'000'000'000;

Kind<Basis> basis() { return one_of<Basis>({{"sourced", Basis::sourced}, {"norm", Basis::norm}}); }

Kind<AgencyKind> agency_kind() {
    return one_of<AgencyKind>({{"vertical", AgencyKind::vertical},
                               {"regional", AgencyKind::regional},
                               {"state_enterprise", AgencyKind::state_enterprise},
                               {"regional_enterprise", AgencyKind::regional_enterprise},
                               {"private", AgencyKind::private_},
                               {"host", AgencyKind::host}});
}

WeeklyHours read_hours(TableReader& table) {
    WeeklyHours hours;
    for (std::size_t day = 0; day < hours.size(); ++day) {
        hours[day] = table.list(weekdays[day], clock_range());
    }
    if (std::ranges::all_of(weekdays, [&](std::string_view day) { return !table.has(day); })) {
        table.fault("expected at least one day with hours, such as mon = [\"08:00-15:30\"]");
    }
    return hours;
}

Promise read_promise(TableReader& table) {
    return {.wait = table.required("wait", duration_above_zero()),
            .share = table.required("share", number("a number above 0, at most 1",
                                                    std::numeric_limits<double>::min(), 1))};
}

void read_names(TableReader& table, std::string& shown, std::string& shown_en) {
    shown = table.required("name", name());
    shown_en = table.value_or("name_en", name(), {});
}

void read_mall_rules(TableReader& table, Mall& mall) {
    if (table.has("priority_classes")) {
        mall.priority_classes =
            table.list("priority_classes", word(R"(a word such as "with_infant")"));
    } else {
        mall.priority_classes = {"elderly", "disability", "pregnant", "infant"};
    }
    mall.closing_tolerance = table.value_or("closing_tolerance", duration(), minutes{30});
    mall.max_rejoins = table.value_or("max_rejoins", whole_number(0, 100), 2);
    mall.rejoin_behind = table.value_or("rejoin_behind", whole_number(1, 1000), 3);
    mall.walking_time = table.value_or("walking_time", duration(), minutes{2});
    mall.promise = {.wait = minutes{15}, .share = 0.9};
    table.table("promise", [&](TableReader& promise) { mall.promise = read_promise(promise); });
    mall.alarm_after = table.value_or("alarm_after", duration_above_zero(), minutes{10});
    mall.paper_prefix = table.value_or("paper_prefix", word("one or two upper case letters"), {});
}

void read_mall_table(TableReader& table, Mall& mall) {
    mall.id = table.required("id", id());
    read_names(table, mall.name, mall.name_en);
    mall.region = table.value_or("region", word(R"(a region code such as "64.01")"), {});
    mall.time_zone = table.required("time_zone", word(R"(a time zone such as "Asia/Makassar")"));
    table.required_table("hours", [&](TableReader& hours) { mall.hours = read_hours(hours); });
    read_mall_rules(table, mall);
    mall.accent = table.value_or("accent", word(R"(a colour such as "#0B5FA5")"), {});
    mall.logo = table.value_or("logo", word("the name of an .svg file beside this one"), {});
}

Dispatch default_dispatch(const Mall& mall) {
    Dispatch dispatch{.rates = {{"none", 1}, {"booking", 2}}, .rescue_after = minutes{45}};
    for (const std::string& priority_class : mall.priority_classes) {
        dispatch.rates.push_back({.priority_class = priority_class, .rate = 4});
    }
    return dispatch;
}

/// `"none"` switches the rescue off, anything else is a duration.
Kind<std::optional<seconds>> rescue_age() {
    const auto age = duration_above_zero();
    return {.expected = age.expected + R"(, or "none")",
            .read = [age](const toml::node& node) -> std::optional<std::optional<seconds>> {
                if (node.value_exact<std::string_view>() == "none") {
                    return std::optional<seconds>{};
                }
                const auto value = age.read(node);
                if (!value) return std::nullopt;
                return value;
            }};
}

void read_dispatch(TableReader& table, Dispatch& dispatch) {
    table.table("rates", [&](TableReader& rates) {
        for (auto& [priority_class, rate] : dispatch.rates) {
            rate = rates.value_or(priority_class, whole_number(1, 1000), rate);
        }
    });
    dispatch.rescue_after = table.value_or("rescue_after", rescue_age(), dispatch.rescue_after);
}

Planning default_planning() {
    return {.arrivals = {6, 10, 12, 12, 11, 10, 8, 5, 4, 6, 6, 5, 3, 2},
            .day_factor_cv = 0.15,
            .second_service = 0.25,
            .no_show = 0.04,
            .patience = minutes{60},
            .idle_gap = seconds{40}};
}

void read_planning(TableReader& table, Planning& planning) {
    if (table.has("arrivals")) {
        const auto weight = number("a number of at least 0", 0, counted_max);
        planning.arrivals = table.list("arrivals", weight, AtLeast::one);
        const bool is_flat_zero =
            std::ranges::all_of(planning.arrivals, [](double share) { return share <= 0; });
        if (!planning.arrivals.empty() && is_flat_zero) {
            table.fault("arrivals", "expected at least one half-hour above 0");
        }
    }
    planning.day_factor_cv = table.value_or("day_factor_cv", share(), planning.day_factor_cv);
    planning.second_service = table.value_or("second_service", share(), planning.second_service);
    planning.no_show = table.value_or("no_show", share(), planning.no_show);
    planning.patience = table.value_or("patience", duration_above_zero(), planning.patience);
    planning.idle_gap = table.value_or("idle_gap", duration(), planning.idle_gap);
}

Holiday read_holiday(TableReader& table) {
    Holiday holiday;
    holiday.date = table.required("date", date());
    holiday.name = table.required("name", name());
    holiday.basis = table.value_or("basis", note(), {});
    return holiday;
}

Agency read_agency(TableReader& table) {
    Agency agency;
    agency.id = table.required("id", id());
    read_names(table, agency.name, agency.name_en);
    agency.kind = table.required("kind", agency_kind());
    agency.prefix = table.required("prefix", word("one or two upper case letters"));
    return agency;
}

Tenant read_tenant(TableReader& table) {
    Tenant tenant;
    tenant.agency = table.required("agency", id());
    tenant.days = table.list("days", weekday(), AtLeast::one);
    return tenant;
}

Booth read_booth(TableReader& table) {
    Booth booth;
    booth.id = table.required("id", id());
    read_names(table, booth.name, booth.name_en);
    booth.floor = table.required("floor", whole_number(-9, 200));
    booth.tenants = table.rows("tenants", read_tenant);
    const auto agency = table.optional("agency", id());
    if (table.has("agency") == table.has("tenants")) {
        table.fault(R"(expected either "agency" or "tenants")");
    }
    if (agency) {
        booth.tenants.insert(booth.tenants.begin(),
                             {.agency = *agency, .days = {0, 1, 2, 3, 4, 5, 6}});
    }
    booth.basis = table.optional("basis", basis());
    return booth;
}

Counter read_counter(TableReader& table) {
    Counter counter;
    counter.number = table.required("number", whole_number(1, counter_number_max));
    counter.booth = table.required("booth", id());
    counter.services = table.list("services", id(), AtLeast::one);
    return counter;
}

Zone read_zone(TableReader& table) {
    Zone zone;
    zone.id = table.required("id", id());
    read_names(table, zone.name, zone.name_en);
    zone.booths = table.list("booths", id(), AtLeast::one);
    return zone;
}

Printer read_printer(TableReader& table) {
    Printer printer;
    printer.id = table.required("id", id());
    printer.address = table.required("address", word(R"(host and port such as "192.0.2.10:9100")"));
    printer.width = table.value_or("width", word(R"(a paper width such as "80mm")"), "80mm");
    return printer;
}

Fee read_fixed_fee(TableReader& table) {
    FixedFee fee;
    fee.amount = table.required("amount", whole_number("a whole number of rupiah", 1, rupiah_max));
    fee.from = table.optional("from", date());
    fee.basis = table.value_or("basis", note(), {});
    return fee;
}

Fee read_fee(TableReader& table) {
    enum class FeeKind { unknown, free, fixed, formula };
    const auto kind = one_of<FeeKind>(
        {{"free", FeeKind::free}, {"fixed", FeeKind::fixed}, {"formula", FeeKind::formula}});
    switch (table.required("kind", kind)) {
        case FeeKind::free: return Free{};
        case FeeKind::fixed: return read_fixed_fee(table);
        case FeeKind::formula: return FormulaFee{.text = table.required("text", note())};
        case FeeKind::unknown: break;
    }
    // Which keys belong here is open until the kind is right.
    for (const auto* key : {"amount", "from", "basis", "text"}) table.allow(key);
    return Free{};
}

TimeLimit read_time_limit(TableReader& table) {
    TimeLimit limit;
    limit.value = table.required("value", whole_number(1, 10'000));
    limit.unit = table.required("unit", one_of<TimeUnit>({{"minute", TimeUnit::minute},
                                                          {"hour", TimeUnit::hour},
                                                          {"working_day", TimeUnit::working_day}}));
    return limit;
}

CounterTime read_counter_time(TableReader& table) {
    return {.p50 = table.required("p50", duration_above_zero()),
            .p90 = table.required("p90", duration_above_zero())};
}

void read_service_standard(TableReader& table, Service& service) {
    service.requirements = table.list("requirements", note());
    service.requirements_en = table.list("requirements_en", note());
    const bool is_whole = service.requirements_en.empty() ||
                          service.requirements_en.size() == service.requirements.size();
    if (!is_whole) {
        table.fault("requirements_en", "expected one for each of \"requirements\", " +
                                           std::to_string(service.requirements.size()) +
                                           ", found " +
                                           std::to_string(service.requirements_en.size()));
    }
    table.required_table("fee", [&](TableReader& fee) { service.fee = read_fee(fee); });
    table.table("time_limit",
                [&](TableReader& limit) { service.time_limit = read_time_limit(limit); });
    service.product = table.value_or("product", note(), {});
}

Service read_service(TableReader& table) {
    Service service;
    service.id = table.required("id", id());
    service.agency = table.required("agency", id());
    read_names(table, service.name, service.name_en);
    read_service_standard(table, service);
    table.required_table(
        "counter_time", [&](TableReader& time) { service.counter_time = read_counter_time(time); });
    service.daily_visits =
        table.value_or("daily_visits", number("a number of at least 0", 0, counted_max), 0.0);
    service.basis = table.optional("basis", basis());
    service.source = table.value_or("source", note(), {});
    service.after = table.list("after", id());
    return service;
}

Bundle read_bundle(TableReader& table) {
    Bundle bundle;
    bundle.id = table.required("id", id());
    read_names(table, bundle.name, bundle.name_en);
    bundle.services = table.list("services", id(), AtLeast::one);
    return bundle;
}

}  // namespace

Mall read_tables(TableReader& file) {
    Mall mall;
    file.required_table("mall", [&](TableReader& table) { read_mall_table(table, mall); });
    mall.dispatch = default_dispatch(mall);
    file.table("dispatch", [&](TableReader& table) { read_dispatch(table, mall.dispatch); });
    mall.planning = default_planning();
    file.table("planning", [&](TableReader& table) { read_planning(table, mall.planning); });
    mall.holidays = file.rows("holiday", read_holiday);
    mall.agencies = file.rows("agency", read_agency, AtLeast::one);
    mall.booths = file.rows("booth", read_booth, AtLeast::one);
    mall.counters = file.rows("counter", read_counter, AtLeast::one);
    mall.zones = file.rows("zone", read_zone);
    mall.printers = file.rows("printer", read_printer);
    mall.services = file.rows("service", read_service, AtLeast::one);
    mall.bundles = file.rows("bundle", read_bundle);
    return mall;
}

}  // namespace gerai::mall
