#pragma once

#include "api/public_types.h"
#include "api/types.h"

/// The shapes of what a hall says to the room, and what the room says back: announcements, notices,
/// help, devices, alarms.
namespace gerai::api {

/// A call that is to be spoken. After `speak_until` one who comes anew does not speak it any more.
struct AnnouncementView {
    std::string id;
    std::string number;
    std::int64_t counter{};
    std::string booth;
    std::int64_t floor{};
    hall::Language language{};  ///< Of the visit; the repetition is in it.
    std::int64_t times_called{};
    Timestamp called_at;
    Timestamp speak_until;
    bool withdrawn = false;  ///< The call was taken back.
    std::string audio_url;
    std::string repeat_url;  ///< The same in the visit's language.
    std::int64_t heard_on{};
};
BOOST_DESCRIBE_STRUCT(AnnouncementView, (),
                      (id, number, counter, booth, floor, language, times_called, called_at,
                       speak_until, withdrawn, audio_url, repeat_url, heard_on))

struct AnnouncementList {
    std::vector<AnnouncementView> announcements;
    Nullable<std::string> last;  ///< The id of the date's last one, of any zone: where to go on.
    std::string chime_url;
    Timestamp
        now;  ///< Of the hall: what is past its `speak_until` then is too old for who comes anew.
};
BOOST_DESCRIBE_STRUCT(AnnouncementList, (), (announcements, last, chime_url, now))

struct HeardView {
    std::string id;
    std::int64_t heard_on{};
};
BOOST_DESCRIBE_STRUCT(HeardView, (), (id, heard_on))

struct NoticeList {
    std::vector<NoticeView> notices;
};
BOOST_DESCRIBE_STRUCT(NoticeList, (), (notices))

struct NewNotice {
    Text<200> text;
    std::optional<Text<200>> text_en;
    std::optional<Text<60>> zone;
    std::optional<Timestamp> until;
};
BOOST_DESCRIBE_STRUCT(NewNotice, (), (text, text_en, zone, until))

/// Where somebody asks for a person; absent: at the device that asks.
struct WhereHelp {
    std::optional<Text<60>> place;
};
BOOST_DESCRIBE_STRUCT(WhereHelp, (), (place))

struct HelpView {
    std::string id;
    std::string place;
    Timestamp asked_at;
    Nullable<Timestamp> given_at;
};
BOOST_DESCRIBE_STRUCT(HelpView, (), (id, place, asked_at, given_at))

struct HelpList {
    std::vector<HelpView> help;
};
BOOST_DESCRIBE_STRUCT(HelpList, (), (help))

/// A board: a screen of so many inches whose farthest reader stands so many metres away.
struct BoardSetting {
    json::Ranged<10, 200> inches;
    json::Ranged<1, 60> metres;
    std::optional<Text<60>> zone;
    hall::Orientation orientation{};
    bool voice = false;
};
BOOST_DESCRIBE_STRUCT(BoardSetting, (), (inches, metres, zone, orientation, voice))

struct BoardSettingView {
    std::string id;
    std::int64_t inches{};
    std::int64_t metres{};
    std::optional<std::string> zone;
    hall::Orientation orientation{};
    bool voice = false;
    bool set_up = false;  ///< Nobody has set it up: these are the usual values.
};
BOOST_DESCRIBE_STRUCT(BoardSettingView, (), (id, inches, metres, zone, orientation, voice, set_up))

/// What a device knows of its loudspeaker: heard, refused by its browser until somebody touches
/// it, switched off, or not there.
enum class SoundState { on, blocked, muted, none };
BOOST_DESCRIBE_ENUM(SoundState, on, blocked, muted, none)

enum class PaperState { ok, low, out, unknown };
BOOST_DESCRIBE_ENUM(PaperState, ok, low, out, unknown)

struct DeviceReport {
    std::optional<SoundState> sound;
    std::optional<PaperState> paper;
    std::optional<Text<60>> zone;
    std::optional<Text<60>> version;
};
BOOST_DESCRIBE_STRUCT(DeviceReport, (), (sound, paper, zone, version))

/// The answer to a report: who the device is, and whether it is the one that speaks in its zone.
struct DeviceDuty {
    std::string device;
    bool speaks = false;
};
BOOST_DESCRIBE_STRUCT(DeviceDuty, (), (device, speaks))

struct DeviceView {
    std::string device;
    std::string role;
    std::string zone;
    Nullable<SoundState> sound;
    Nullable<std::int64_t> sound_seconds;  ///< For so long it has been as `sound` says.
    Nullable<PaperState> paper;
    Nullable<std::int64_t> paper_seconds;
    std::optional<std::string> version;
    std::int64_t silent_seconds{};
    bool silent = false;  ///< It should have said something by now.
    bool speaks = false;
};
BOOST_DESCRIBE_STRUCT(DeviceView, (),
                      (device, role, zone, sound, sound_seconds, paper, paper_seconds, version,
                       silent_seconds, silent, speaks))

struct DeviceList {
    std::vector<DeviceView> devices;
};
BOOST_DESCRIBE_STRUCT(DeviceList, (), (devices))

/// What needs somebody now: people could be called for an agency and nobody calls, somebody at a
/// kiosk asks for a person, a board does not sound, a device is silent, a printer needs a hand.
enum class AlarmKind {
    nobody_calls,
    help,
    no_sound,
    silent,
    paper_low,
    no_paper,
    cover_open,
    printer_offline
};
BOOST_DESCRIBE_ENUM(AlarmKind, nobody_calls, help, no_sound, silent, paper_low, no_paper,
                    cover_open, printer_offline)

struct AlarmView {
    AlarmKind kind{};
    std::optional<std::string> agency;
    std::optional<std::int64_t> waiting;  ///< Who can be called now.
    std::optional<std::string> help;      ///< The id of the request, for saying that one came.
    std::optional<std::string> place;
    std::optional<std::string> device;  ///< Or the printer.
    std::int64_t for_seconds{};
};
BOOST_DESCRIBE_STRUCT(AlarmView, (), (kind, agency, waiting, help, place, device, for_seconds))

struct AlarmList {
    std::vector<AlarmView> alarms;
};
BOOST_DESCRIBE_STRUCT(AlarmList, (), (alarms))

/// A reason that a rating may name, for good scores or for bad ones.
struct RatingReason {
    RatingReasonId id{};
    std::string name;
    bool praise = false;
};
BOOST_DESCRIBE_STRUCT(RatingReason, (), (id, name, praise))

struct RatingReasonList {
    std::vector<RatingReason> reasons;
};
BOOST_DESCRIBE_STRUCT(RatingReasonList, (), (reasons))

}  // namespace gerai::api
