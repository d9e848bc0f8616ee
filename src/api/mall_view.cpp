#include "api/mall_view.h"

#include <algorithm>

#include "api/look_routes.h"
#include "api/opening.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

std::optional<std::string> filled(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::vector<OpeningView> hours_of(const hall::Day& day) {
    std::vector<OpeningView> hours;
    const TimeZone& zone = zone_of(day);
    for (const Interval& opening : day.rules().opening) {
        hours.push_back({.from = {opening.from, zone}, .to = {opening.to, zone}});
    }
    return hours;
}

Nullable<Timestamp> next_open_of(const hall::Day& day, Instant now) {
    if (is_open(day, now)) return {};
    const auto next = next_opening(day, now);
    if (!next) return {};
    return Timestamp{*next, zone_of(day)};
}

/// The agency that has a booth on the date of the day.
Nullable<std::string> agency_in(const hall::Day& day, const mall::Booth& booth) {
    const mall::Agency* const tenant = file_of(day)->tenant_of(booth, day.date());
    if (tenant == nullptr) return {};
    return tenant->id;
}

bool is_here(const hall::Day& day, const mall::Agency& agency) {
    return std::ranges::any_of(file_of(day)->booths, [&](const mall::Booth& booth) {
        return file_of(day)->tenant_of(booth, day.date()) == &agency;
    });
}

void add_agencies(MallView& view, const hall::Day& day) {
    for (const mall::Agency& agency : file_of(day)->agencies) {
        view.agencies.push_back({.id = agency.id,
                                 .name = agency.name,
                                 .name_en = english(agency.name_en),
                                 .kind = agency.kind,
                                 .prefix = agency.prefix,
                                 .here_today = is_here(day, agency)});
    }
}

void add_places(MallView& view, const hall::Day& day) {
    const mall::Mall& file = *file_of(day);
    for (const mall::Booth& booth : file.booths) {
        view.booths.push_back({.id = booth.id,
                               .name = booth.name,
                               .name_en = english(booth.name_en),
                               .floor = booth.floor,
                               .agency = agency_in(day, booth)});
    }
    for (const mall::Counter& counter : file.counters) {
        CounterPlace place{
            .number = counter.number, .booth = counter.booth, .services = counter.services};
        if (const mall::Booth* const booth = file.find_booth(counter.booth)) {
            place.agency = agency_in(day, *booth);
        }
        view.counters.push_back(std::move(place));
    }
}

void add_groups(MallView& view, const mall::Mall& file) {
    for (const mall::Zone& zone : file.zones) {
        view.zones.push_back({.id = zone.id,
                              .name = zone.name,
                              .name_en = english(zone.name_en),
                              .booths = zone.booths});
    }
    for (const mall::Bundle& bundle : file.bundles) {
        view.bundles.push_back({.id = bundle.id,
                                .name = bundle.name,
                                .name_en = english(bundle.name_en),
                                .services = bundle.services});
    }
}

}  // namespace

MallSummary summary_of_mall(const hall::Day& day, Instant now) {
    const mall::Mall& file = *file_of(day);
    return {.id = file.id,
            .name = file.name,
            .name_en = english(file.name_en),
            .region = file.region,
            .time_zone = file.time_zone,
            .business_date = gerai::to_string(day.date()),
            .open = is_open(day, now),
            .next_open = next_open_of(day, now),
            .hours_today = hours_of(day)};
}

MallView view_of_mall(const hall::Day& day, const MallSetting& setting) {
    const mall::Mall& file = *file_of(day);
    MallView view{
        .id = file.id,
        .name = file.name,
        .name_en = english(file.name_en),
        .region = file.region,
        .time_zone = file.time_zone,
        .business_date = gerai::to_string(day.date()),
        .now = {setting.now, zone_of(day)},
        .clock_rate = setting.clock_rate,
        .trial = setting.is_trial,
        .open = is_open(day, setting.now),
        .next_open = next_open_of(day, setting.now),
        .hours_today = hours_of(day),
        .priority_classes = file.priority_classes,
        .promise = {.wait_seconds = file.promise.wait.count(), .share = file.promise.share},
        .walking_time_seconds = file.walking_time.count(),
        .alarm_after_seconds = file.alarm_after.count(),
        .max_rejoins = day.rules().max_rejoins,
        .paper_prefix = filled(file.paper_prefix),
        .accent = filled(file.accent),
        .logo = filled(logo_address(file))};
    add_agencies(view, day);
    add_places(view, day);
    add_groups(view, file);
    return view;
}

std::optional<std::string> english(const std::string& name_en) { return filled(name_en); }

}  // namespace gerai::api
