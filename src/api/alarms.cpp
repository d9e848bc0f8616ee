#include "api/alarms.h"

#include <algorithm>

#include "api/devices.h"
#include "api/queue_view.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

std::int64_t seconds_from(Instant then, Instant now) {
    return std::chrono::floor<std::chrono::seconds>(now - then).count();
}

/// When a counter of the agency last called; the epoch when none has today.
Instant last_call_of(const hall::Day& day, hall::AgencyIndex agency) {
    const auto calls = day.calls();
    const auto last = std::find_if(calls.rbegin(), calls.rend(), [&](const auto& call) {
        return day.at(day.at(call.step).service).agency == agency;
    });
    return last == calls.rend() ? Instant{} : last->at;
}

void add_agencies(AlarmList& list, const hall::Day& day, Instant now) {
    const mall::Mall* const file = file_of(day);
    if (file == nullptr) return;
    const AgencyShares shares{day.rules()};
    for (std::uint32_t i = 0; i < shares.size(); ++i) {
        const QueueView queue = view_of_queue(day, shares, {i}, now);
        if (!queue.oldest_waiting_seconds) continue;
        // Nobody calls since the last call, or since the first of them came.
        const std::int64_t since_call = seconds_from(last_call_of(day, {i}), now);
        const std::int64_t quiet = std::min(*queue.oldest_waiting_seconds, since_call);
        if (quiet < file->alarm_after.count()) continue;
        list.alarms.push_back({.kind = AlarmKind::nobody_calls,
                               .agency = queue.agency,
                               .waiting = queue.waiting,
                               .for_seconds = quiet});
    }
}

void add_help(AlarmList& list, const hall::Day& day, Instant now) {
    for (const hall::Help& help : day.wall().help()) {
        if (help.given_at != Instant{}) continue;
        list.alarms.push_back({.kind = AlarmKind::help,
                               .place = help.place,
                               .for_seconds = seconds_from(help.asked_at, now)});
    }
}

std::optional<AlarmKind> alarm_of(const DeviceView& device) {
    if (device.silent_seconds > Devices::silent_after.count()) return AlarmKind::silent;
    if (device.paper == PaperState::out) return AlarmKind::no_paper;
    if (device.paper == PaperState::low) return AlarmKind::paper_low;
    if (device.sound == SoundState::blocked) return AlarmKind::no_sound;
    return std::nullopt;
}

void add_devices(AlarmList& list, const DeviceList& devices) {
    for (const DeviceView& device : devices.devices) {
        const auto kind = alarm_of(device);
        if (!kind) continue;
        list.alarms.push_back(
            {.kind = *kind,
             .device = device.device,
             .for_seconds = *kind == AlarmKind::silent ? device.silent_seconds : 0});
    }
}

}  // namespace

AlarmList alarms_of(const hall::Day& day, const DeviceList& devices, Instant now) {
    AlarmList list;
    add_agencies(list, day, now);
    add_help(list, day, now);
    add_devices(list, devices);
    std::ranges::stable_sort(list.alarms, std::ranges::greater{}, &AlarmView::for_seconds);
    return list;
}

}  // namespace gerai::api
