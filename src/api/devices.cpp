#include "api/devices.h"

#include <algorithm>

namespace gerai::api {

namespace {

std::string zone_of(const DeviceReport& report) { return report.zone.value_or(Text<60>{}); }

template <class State>
Nullable<State> known(const std::optional<State>& state) {
    if (!state) return {};
    return *state;
}

std::int64_t seconds_from(Instant then, Instant now) {
    return std::max<std::int64_t>(std::chrono::floor<std::chrono::seconds>(now - then).count(), 0);
}

}  // namespace

std::string Devices::name_of(const trust::Actor& actor) {
    return actor.device.empty() ? actor.id : actor.device;
}

/// What a report leaves out is as it was.
void Devices::take(Device& device, const DeviceReport& news, Instant now) {
    DeviceReport& known = device.said;
    if (news.sound && news.sound != known.sound) device.sound_since = now;
    if (news.paper && news.paper != known.paper) device.paper_since = now;
    if (news.sound) known.sound = news.sound;
    if (news.paper) known.paper = news.paper;
    if (news.zone) known.zone = news.zone;
    if (news.version) known.version = news.version;
    device.seen_at = now;
}

bool Devices::can_speak(const Device& device, Instant now) {
    return device.role == trust::Role::board && device.may_speak &&
           device.said.sound == SoundState::on && now - device.seen_at <= silent_after;
}

bool Devices::speaks(const Mall& mall, const std::string& name) {
    const auto device = mall.devices.find(name);
    const auto speaker = mall.speakers.find(zone_of(device->second.said));
    return speaker != mall.speakers.end() && speaker->second == name;
}

/// The zone keeps its speaker as long as that one can be heard.
void Devices::choose_speaker(Mall& mall, const std::string& name, Instant now) {
    const Device& device = mall.devices.at(name);
    const std::string zone = zone_of(device.said);
    std::erase_if(mall.speakers, [&](const auto& one) {
        const auto& [its_zone, speaker] = one;
        const Device& its_device = mall.devices.at(speaker);
        return !can_speak(its_device, now) || zone_of(its_device.said) != its_zone;
    });
    if (can_speak(device, now)) mall.speakers.emplace(zone, name);
}

DeviceDuty Devices::report(const std::string& mall_id, const trust::Actor& actor,
                           const DeviceReport& report, bool may_speak, Instant machine_now) {
    const std::string name = name_of(actor);
    const std::scoped_lock lock{mutex_};
    Mall& mall = malls_[mall_id];
    Device& device = mall.devices[name];
    device.role = actor.role;
    device.token = actor.id;
    device.may_speak = may_speak;
    take(device, report, machine_now);
    choose_speaker(mall, name, machine_now);
    return {.device = name, .speaks = speaks(mall, name)};
}

DeviceView Devices::view_of(const Mall& mall, const std::string& name, Instant now) {
    const Device& device = mall.devices.at(name);
    DeviceView view{.device = name,
                    .role = std::string{trust::to_string(device.role)},
                    .zone = zone_of(device.said),
                    .sound = known(device.said.sound),
                    .paper = known(device.said.paper),
                    .silent_seconds = seconds_from(device.seen_at, now),
                    .silent = now - device.seen_at > silent_after,
                    .speaks = speaks(mall, name)};
    if (device.said.sound) view.sound_seconds = seconds_from(device.sound_since, now);
    if (device.said.paper) view.paper_seconds = seconds_from(device.paper_since, now);
    if (device.said.version) view.version = *device.said.version;
    return view;
}

DeviceList Devices::list(const std::string& mall_id, const trust::TokenBook& tokens,
                         Instant machine_now) const {
    DeviceList list;
    const std::scoped_lock lock{mutex_};
    const auto mall = malls_.find(mall_id);
    if (mall == malls_.end()) return list;
    for (const auto& [name, device] : mall->second.devices) {
        if (!tokens.is_in_force(device.token, machine_now)) continue;
        list.devices.push_back(view_of(mall->second, name, machine_now));
    }
    return list;
}

void Devices::forget(const std::string& mall_id, const std::string& name) {
    const std::scoped_lock lock{mutex_};
    const auto mall = malls_.find(mall_id);
    if (mall == malls_.end()) return;
    std::erase_if(mall->second.speakers, [&](const auto& one) { return one.second == name; });
    mall->second.devices.erase(name);
}

}  // namespace gerai::api
