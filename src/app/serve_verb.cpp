#include "app/serve_verb.h"

#include <cmath>
#include <memory>
#include <string>
#include <system_error>

#include "app/check.h"
#include "app/serve.h"

namespace gerai::app {

namespace {

struct TrialWords {
    bool is_wanted = false;
    std::string time;
    std::optional<double> speed;
};

constexpr double speed_max = 10'000;
constexpr std::size_t date_length = 10;     // 2026-11-25
constexpr std::size_t minutes_length = 16;  // 2026-11-25T08:00
constexpr std::size_t seconds_length = 19;  // 2026-11-25T08:00:00

/// The zone of the first mall file that can be read; UTC without one.
std::optional<TimeZone> zone_of(const std::filesystem::path& malls) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{malls, error}) {
        if (entry.path().extension() != ".toml") continue;
        if (const auto checked = check_file(entry.path().string()))
            return TimeZone::named(checked->mall.time_zone);
    }
    return TimeZone::named("Etc/UTC");
}

std::string offset_text(std::chrono::seconds offset) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset).count();
    const auto two = [](std::int64_t value) {
        return (value < 10 ? "0" : "") + std::to_string(value);
    };
    const std::int64_t size = std::abs(minutes);
    return (minutes < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

std::optional<Trial> trial_of(const TrialWords& words, const Settings& settings) {
    if (!words.is_wanted) {
        if (words.speed) throw WrongCall{"--speed is for a trial hall: add --trial."};
        return std::nullopt;
    }
    Trial trial;
    if (!words.time.empty()) {
        if (const auto zone = zone_of(settings.malls))
            trial.start = parse_trial_time(words.time, *zone);
        if (!trial.start) {
            throw WrongCall{"--trial takes a time such as 2026-11-25T09:00:00+08:00, not \"" +
                            words.time + "\"."};
        }
    }
    trial.speed = words.speed.value_or(1);
    if (!std::isfinite(trial.speed) || trial.speed <= 0 || trial.speed > speed_max)
        throw WrongCall{"--speed is a number above 0, at most 10000."};
    return trial;
}

int run(const TrialWords& words, const Call& call) {
    const Settings& settings = call.settings;
    if (settings.malls.empty())
        throw WrongCall{"No mall files came with this gerai: name their directory with --malls."};
    serve({.data = settings.data.string(),
           .database = settings.database,
           .malls = settings.malls.string(),
           .listen = settings.listen,
           .public_url = settings.public_url,
           .operations = settings.operations,
           .trial = trial_of(words, settings),
           .threads = settings.threads});
    return success;
}

}  // namespace

std::optional<Instant> parse_trial_time(std::string_view text, const TimeZone& zone) {
    if (text.size() < minutes_length) return std::nullopt;
    std::string full{text};
    if (full[date_length] == ' ') full[date_length] = 'T';
    const bool has_seconds = full.size() > minutes_length && full[minutes_length] == ':';
    if (!has_seconds) full.insert(minutes_length, ":00");
    if (full.size() > seconds_length) return parse_rfc3339(full);

    // The offset at that local time, asked for at the same time in UTC and once more from there.
    const auto at_utc = parse_rfc3339(full + "Z");
    if (!at_utc) return std::nullopt;
    const Instant near = *at_utc - zone.offset_at(*at_utc);
    return parse_rfc3339(full + offset_text(zone.offset_at(near)));
}

void add_serve(CommandLine& line) {
    const auto words = std::make_shared<TrialWords>();
    std::vector<std::string_view> settings = hall_settings;
    for (const std::string_view key : {"listen", "public_url", "operations", "threads"})
        settings.push_back(key);
    CLI::App& verb = line.add({.name = "serve",
                               .about = "runs the server until SIGTERM, which drains and stops it",
                               .settings = settings,
                               .prints_data = false},
                              [words](const Call& call) { return run(*words, call); });
    verb.add_option_function<std::vector<std::string>>(
            "--trial",
            [words](const std::vector<std::string>& given) {
                words->is_wanted = true;
                if (!given.empty()) words->time = given.front();
            },
            "a trial hall, whose clock begins at TIME (now, or 09.00 of the next working day); the "
            "data directory is a trial's for ever")
        ->expected(0, 1)
        ->type_name("[TIME]");
    verb.add_option("--speed", words->speed, "how many times as fast the clock of a trial runs")
        ->type_name("N");
}

}  // namespace gerai::app
