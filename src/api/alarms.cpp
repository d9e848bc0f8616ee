#include "api/alarms.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <vector>

#include "api/dated_id.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

std::int64_t whole_seconds(Duration time) {
    return std::chrono::floor<std::chrono::seconds>(time).count();
}

std::int64_t seconds_from(Instant then, Instant now) { return whole_seconds(now - then); }

/// For how long in a time people could be called: not in a break, nor when the clerks have gone
/// home, which is the closing tolerance after the last closing.
Duration working_time(const hall::Rules& rules, Instant from, Instant to) {
    Duration sum{};
    const auto add = [&](Instant begin, Instant end) {
        sum += std::max(std::min(end, to) - std::max(begin, from), Duration{});
    };
    for (const Interval& hours : rules.opening) add(hours.from, hours.to);
    if (!rules.opening.empty() && rules.closes_at() < Instant::max() - rules.closing_tolerance) {
        add(rules.closes_at(), rules.closes_at() + rules.closing_tolerance);
    }
    return sum;
}

bool is_working_time(const hall::Rules& rules, Instant now) {
    return working_time(rules, now, now + Duration{1}) > Duration{};
}

/// Whether somebody is there to see to an alarm, a break included.
bool is_staffed(const hall::Rules& rules, Instant now) {
    return rules.is_open_at(now) || is_working_time(rules, now);
}

/// When a counter of the agency last called; the epoch when none has today.
Instant last_call_of(const hall::Day& day, hall::AgencyIndex agency) {
    const auto calls = day.calls();
    const auto last = std::find_if(calls.rbegin(), calls.rend(), [&](const auto& call) {
        return day.at(day.at(call.step).service).agency == agency;
    });
    return last == calls.rend() ? Instant{} : last->at;
}

/// Since when nothing has kept a step from being called: since it took its place, or since another
/// step of its visit let the visitor go.
Instant callable_since(const hall::Day& day, const hall::Step& step) {
    Instant since = step.placed_at;
    for (const hall::StepIndex other : day.steps_of(step.visit)) {
        since = std::max({since, day.at(other).ended_at, day.at(other).held_at});
    }
    return since;
}

/// Who can be called for an agency.
struct Callable {
    std::int64_t count = 0;
    Instant since = Instant::max();
};

std::vector<Callable> callable_by_agency(const hall::Day& day) {
    std::vector<Callable> agencies(day.rules().agencies.size());
    for (const hall::Step& step : day.steps()) {
        const hall::AgencyIndex agency = day.at(step.service).agency;
        if (!step.is_callable || !agency.exists()) continue;
        Callable& callable = agencies[agency.value];
        ++callable.count;
        callable.since = std::min(callable.since, callable_since(day, step));
    }
    return agencies;
}

void add_agencies(AlarmList& list, const hall::Day& day, Instant now) {
    const mall::Mall* const file = file_of(day);
    if (file == nullptr || !is_working_time(day.rules(), now)) return;
    const std::vector<Callable> agencies = callable_by_agency(day);
    for (std::uint32_t i = 0; i < agencies.size(); ++i) {
        if (agencies[i].count == 0) continue;
        // Nobody calls since the last call, or since the first of them could be called.
        const Instant since = std::max(agencies[i].since, last_call_of(day, {i}));
        const std::int64_t quiet = whole_seconds(working_time(day.rules(), since, now));
        if (quiet < file->alarm_after.count()) continue;
        list.alarms.push_back({.kind = AlarmKind::nobody_calls,
                               .agency = day.rules().agencies[i].id,
                               .waiting = agencies[i].count,
                               .for_seconds = quiet});
    }
}

void add_help(AlarmList& list, const hall::Day& day, Instant now) {
    const auto help = day.wall().help();
    for (std::uint32_t i = 0; i < help.size(); ++i) {
        if (help[i].given_at != Instant{}) continue;
        list.alarms.push_back({.kind = AlarmKind::help,
                               .help = dated_id(day.date(), i),
                               .place = help[i].place,
                               .for_seconds = seconds_from(help[i].asked_at, now)});
    }
}

struct Trouble {
    AlarmKind kind;
    std::int64_t seconds;
};

std::optional<Trouble> trouble_of(const DeviceView& device) {
    if (device.silent) return Trouble{AlarmKind::silent, device.silent_seconds};
    const std::int64_t paper = device.paper_seconds.value_or(0);
    if (device.paper == PaperState::out) return Trouble{AlarmKind::no_paper, paper};
    if (device.paper == PaperState::low) return Trouble{AlarmKind::paper_low, paper};
    if (device.sound == SoundState::blocked) {
        return Trouble{AlarmKind::no_sound, device.sound_seconds.value_or(0)};
    }
    return std::nullopt;
}

/// Devices that are switched off at night are not missed.
void add_devices(AlarmList& list, const DeviceList& devices, bool is_staffed) {
    for (const DeviceView& device : devices.devices) {
        const auto trouble = trouble_of(device);
        if (!trouble || (trouble->kind == AlarmKind::silent && !is_staffed)) continue;
        list.alarms.push_back(
            {.kind = trouble->kind, .device = device.device, .for_seconds = trouble->seconds});
    }
}

std::optional<AlarmKind> alarm_of(ticket::PrinterState state) {
    switch (state) {
        case ticket::PrinterState::near_end: return AlarmKind::paper_low;
        case ticket::PrinterState::no_paper: return AlarmKind::no_paper;
        case ticket::PrinterState::cover_open: return AlarmKind::cover_open;
        case ticket::PrinterState::offline: return AlarmKind::printer_offline;
        case ticket::PrinterState::ready:
        case ticket::PrinterState::unknown: return std::nullopt;
    }
    assert(false);
}

void add_printers(AlarmList& list, const PrinterList& printers, Instant now) {
    for (const PrinterView& printer : printers.printers) {
        const auto kind = alarm_of(printer.state);
        if (!kind) continue;
        list.alarms.push_back(
            {.kind = *kind,
             .device = printer.id,
             .for_seconds = printer.since ? seconds_from(printer.since->instant, now) : 0});
    }
}

}  // namespace

AlarmList alarms_of(const hall::Day& day, const DeviceList& devices, const PrinterList& printers,
                    Instant now) {
    AlarmList list;
    add_agencies(list, day, now);
    add_help(list, day, now);
    add_devices(list, devices, is_staffed(day.rules(), now));
    add_printers(list, printers, now);
    std::ranges::stable_sort(list.alarms, std::ranges::greater{}, &AlarmView::for_seconds);
    return list;
}

}  // namespace gerai::api
