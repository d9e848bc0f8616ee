#include "audit/sheet.h"

#include <toml++/toml.h>

#include <algorithm>

#include "audit/body.h"

namespace gerai::audit {

namespace {

constexpr std::array weekday_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

int weekday_of(Date date) {
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding()) - 1;
}

std::string text_or(const toml::table& table, std::string_view key, std::string otherwise = {}) {
    return table[key].value_or(std::move(otherwise));
}

std::vector<std::string> texts(const toml::table& table, std::string_view key) {
    std::vector<std::string> all;
    const toml::array* const list = table[key].as_array();
    if (list == nullptr) return all;
    for (const toml::node& item : *list) all.push_back(item.value_or(std::string{}));
    return all;
}

/// Calls `read` with each table of an array of tables.
template <class Read>
void for_each_table(const toml::table& in, std::string_view key, Read&& read) {
    const toml::array* const list = in[key].as_array();
    if (list == nullptr) return;
    for (const toml::node& item : *list) {
        if (const toml::table* const table = item.as_table()) read(*table);
    }
}

/// `08:00-12:00`: the minutes of its end.
std::chrono::minutes end_of(const std::string& range) {
    if (range.size() != 11) throw Unreadable{"`" + range + "` is not a range of hours"};
    return std::chrono::hours{std::stoi(range.substr(6, 2))} +
           std::chrono::minutes{std::stoi(range.substr(9, 2))};
}

/// `2m30s`, `45m`, `1h`.
Duration duration_of(const std::string& text) {
    Duration sum{0};
    for (std::size_t at = 0; at < text.size();) {
        std::size_t digits = 0;
        const int value = std::stoi(text.substr(at), &digits);
        at += digits;
        const char unit = at < text.size() ? text[at++] : ' ';
        if (unit == 'h') sum += std::chrono::hours{value};
        if (unit == 'm') sum += std::chrono::minutes{value};
        if (unit == 's') sum += std::chrono::seconds{value};
    }
    return sum;
}

void read_mall_table(Sheet& sheet, const toml::table& mall) {
    sheet.time_zone = text_or(mall, "time_zone");
    sheet.max_rejoins = mall["max_rejoins"].value_or(std::int64_t{2});
    sheet.rejoin_behind = mall["rejoin_behind"].value_or(std::int64_t{3});
    sheet.paper_prefix = text_or(mall, "paper_prefix");
    sheet.rates = {{"none", 1}, {"booking", 2}};
    for (const std::string& name : texts(mall, "priority_classes")) sheet.rates[name] = 4;
    const toml::table* const hours = mall["hours"].as_table();
    if (hours == nullptr) return;
    for (std::size_t day = 0; day < weekday_names.size(); ++day) {
        const auto ranges = texts(*hours, weekday_names.at(day));
        if (!ranges.empty()) sheet.closing.at(day) = end_of(ranges.back());
    }
}

void read_dispatch(Sheet& sheet, const toml::table& dispatch) {
    const std::string rescue = text_or(dispatch, "rescue_after", "45m");
    if (rescue != "none") sheet.rescue_after = duration_of(rescue);
    const toml::table* const rates = dispatch["rates"].as_table();
    if (rates == nullptr) return;
    for (auto& [name, rate] : sheet.rates) rate = (*rates)[name].value_or(rate);
}

void read_holiday(Sheet& sheet, const toml::table& holiday) {
    const auto date = holiday["date"].value<toml::date>();
    if (!date) throw Unreadable{"a holiday has no date"};
    sheet.holidays.insert(Date{std::chrono::year{date->year}, std::chrono::month{date->month},
                               std::chrono::day{date->day}});
}

void read_booth(Sheet& sheet, const toml::table& booth) {
    auto& tenants = sheet.tenants[text_or(booth, "id")];
    if (const auto agency = booth["agency"].value<std::string>()) {
        tenants.push_back({.agency = *agency, .weekdays = {0, 1, 2, 3, 4, 5, 6}});
    }
    for_each_table(booth, "tenants", [&](const toml::table& table) {
        Sheet::Tenant tenant{.agency = text_or(table, "agency"), .weekdays = {}};
        for (const std::string& day : texts(table, "days")) {
            const auto* const at = std::ranges::find(weekday_names, day);
            tenant.weekdays.insert(static_cast<int>(at - weekday_names.begin()));
        }
        tenants.push_back(std::move(tenant));
    });
}

void read_counter(Sheet& sheet, const toml::table& counter) {
    const auto number = static_cast<int>(counter["number"].value_or(std::int64_t{0}));
    sheet.counters[number] = {.booth = text_or(counter, "booth"),
                              .services = texts(counter, "services")};
}

void read_service(Sheet& sheet, const toml::table& service) {
    const auto after = texts(service, "after");
    sheet.services[text_or(service, "id")] = {.agency = text_or(service, "agency"),
                                              .after = {after.begin(), after.end()}};
}

Sheet sheet_of(const toml::table& file) {
    Sheet sheet;
    const toml::table* const mall = file["mall"].as_table();
    if (mall == nullptr) throw Unreadable{"the mall file has no [mall]"};
    read_mall_table(sheet, *mall);
    const toml::table* const dispatch = file["dispatch"].as_table();
    read_dispatch(sheet, dispatch == nullptr ? toml::table{} : *dispatch);
    for_each_table(file, "holiday", [&](const toml::table& row) { read_holiday(sheet, row); });
    for_each_table(file, "booth", [&](const toml::table& row) { read_booth(sheet, row); });
    for_each_table(file, "counter", [&](const toml::table& row) { read_counter(sheet, row); });
    for_each_table(file, "service", [&](const toml::table& row) { read_service(sheet, row); });
    return sheet;
}

}  // namespace

Instant Sheet::closes_at(Date date) const {
    const auto& closes = closing.at(static_cast<std::size_t>(weekday_of(date)));
    if (!closes || holidays.contains(date)) return Instant::min();
    const auto zone = TimeZone::named(time_zone);
    if (!zone) throw Unreadable{"`" + time_zone + "` is not a time zone"};
    return zone->at(date, *closes);
}

std::set<int> Sheet::counter_numbers() const {
    std::set<int> numbers;
    for (const auto& [number, counter] : counters) numbers.insert(number);
    return numbers;
}

std::set<int> Sheet::givers(const std::string& service, Date date) const {
    std::set<int> numbers;
    const auto wanted = services.find(service);
    if (wanted == services.end()) return numbers;
    for (const auto& [number, counter] : counters) {
        if (std::ranges::find(counter.services, service) == counter.services.end()) continue;
        const auto booth = tenants.find(counter.booth);
        if (booth == tenants.end()) continue;
        const auto tenant = std::ranges::find_if(booth->second, [&](const Tenant& one) {
            return one.weekdays.contains(weekday_of(date));
        });
        const bool is_there =
            tenant != booth->second.end() && tenant->agency == wanted->second.agency;
        if (is_there) numbers.insert(number);
    }
    return numbers;
}

Sheet read_sheet(const std::string& text) {
    try {
        return sheet_of(toml::parse(text));
    } catch (const toml::parse_error& error) {
        throw Unreadable{"the mall file is not TOML: " + std::string{error.description()}};
    } catch (const std::logic_error& error) {  // `std::stoi` of what is no number.
        throw Unreadable{std::string{"the mall file has a bad time: "} + error.what()};
    }
}

}  // namespace gerai::audit
