#pragma once

#include <map>
#include <mutex>
#include <string>

#include "api/room_types.h"
#include "trust/access.h"
#include "trust/token.h"

namespace gerai::api {

/// What the devices of the malls last said of themselves, and which board of a zone speaks. This is
/// of the moment, and kept by the server that they talk to; after a restart they say it again. From
/// any thread; times are the machine's.
class Devices {
public:
    /// A device that has said nothing for so long is silent; one that spoke loses its turn.
    static constexpr std::chrono::seconds silent_after{45};

    /// How a device is named: as its token says, else by the token's id.
    static std::string name_of(const trust::Actor& actor);

    /// Takes a report. A board that can be heard speaks for its zone when no other does, or not any
    /// more; `may_speak`: it is set up to.
    DeviceDuty report(const std::string& mall, const trust::Actor& actor,
                      const DeviceReport& report, bool may_speak, Instant machine_now);

    /// Those that have been heard of since the server began and whose token is in force, by name.
    [[nodiscard]] DeviceList list(const std::string& mall, const trust::TokenBook& tokens,
                                  Instant machine_now) const;

    /// Takes a device that was taken away off the list. One that says something is on it again.
    void forget(const std::string& mall, const std::string& name);

private:
    struct Device {
        trust::Role role{};
        std::string token;  // The id of the one with which it last spoke.
        DeviceReport said;
        bool may_speak = false;
        Instant seen_at;
        Instant sound_since;  // Of what it said last.
        Instant paper_since;
    };
    struct Mall {
        std::map<std::string, Device> devices;
        std::map<std::string, std::string> speakers;  // By zone.
    };

    static void take(Device& device, const DeviceReport& news, Instant now);
    [[nodiscard]] static DeviceView view_of(const Mall& mall, const std::string& name, Instant now);
    [[nodiscard]] static bool can_speak(const Device& device, Instant now);
    [[nodiscard]] static bool speaks(const Mall& mall, const std::string& name);
    static void choose_speaker(Mall& mall, const std::string& name, Instant now);

    mutable std::mutex mutex_;
    std::map<std::string, Mall, std::less<>> malls_;
};

}  // namespace gerai::api
