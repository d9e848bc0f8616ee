#include "app/hall_verbs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/value.hpp>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <tuple>

#include "app/check.h"
#include "app/stop_on_signal.h"
#include "app/tokens.h"
#include "demo/demo.h"
#include "demo/watch.h"

namespace gerai::app {

namespace {

struct DemoWords {
    std::vector<std::string> malls;
    double volume = 1;
    std::uint64_t seed = 1;
    std::optional<int> days;
    std::string record;
};

struct WatchWords {
    std::string mall;
    std::string zone;
    std::string language = "id";
    bool once = false;
    bool as_lines = false;
};

constexpr double volume_max = 1'000;

std::string_view word_of(demo::Role role) {
    switch (role) {
        case demo::Role::kiosk: return "kiosk";
        case demo::Role::clerk: return "clerk";
        case demo::Role::greeter: return "greeter";
    }
    return "";
}

/// Tokens for the players, each made once and used on all days.
class PlayersTokens {
public:
    explicit PlayersTokens(const Settings& settings) : settings_(settings) {}

    std::string operator()(demo::Role role, const std::string& mall, std::optional<int> counter) {
        std::string& token = made_[{role, mall, counter.value_or(0)}];
        if (token.empty()) token = make(role, mall, counter);
        return token;
    }

private:
    [[nodiscard]] std::string make(demo::Role role, const std::string& mall,
                                   std::optional<int> counter) const {
        Request request{{"verb", "token_create"},
                        {"role", word_of(role)},
                        {"mall", mall},
                        {"device", "demo"},
                        {"ttl", "30d"}};
        if (counter) request["counter"] = *counter;
        return text_in(have_token_created(settings_, request), "token");
    }

    const Settings& settings_;
    std::map<std::tuple<demo::Role, std::string, int>, std::string> made_;
};

/// How a mall's day goes, on one line.
class ProgressLines {
public:
    explicit ProgressLines(std::filesystem::path malls) : malls_(std::move(malls)) {}

    void operator()(const demo::Progress& progress) {
        const demo::Tally& today = progress.today;
        std::cout << fmt::format(
                         "{} {}: {} numbers, {} served, {} wait, {} turned away, {} no-shows{}\n",
                         progress.mall, to_rfc3339(progress.now, zone_of(progress.mall)),
                         today.visits, today.served, progress.waiting, today.turned_away,
                         today.no_shows, progress.day_ended ? "; the day is over" : "")
                  << std::flush;
    }

private:
    TimeZone zone_of(const std::string& mall) {
        const auto known = zones_.find(mall);
        if (known != zones_.end()) return known->second;
        const auto checked = check_file((malls_ / (mall + ".toml")).string());
        const auto zone = TimeZone::named(checked ? checked->mall.time_zone : "Etc/UTC");
        if (!zone) throw std::runtime_error("The system lacks time zones: install tzdata.");
        return zones_.emplace(mall, *zone).first->second;
    }

    std::filesystem::path malls_;
    std::map<std::string, TimeZone> zones_;
};

int play(const DemoWords& words, const Call& call) {
    if (!std::isfinite(words.volume) || words.volume <= 0 || words.volume > volume_max)
        throw WrongCall{"--volume is a number above 0, at most 1000."};
    open_reader(call.settings);  // Says what to do when there is no hall.
    const StopOnSignal signal;
    PlayersTokens tokens{call.settings};
    ProgressLines lines{call.settings.malls};
    demo::Options options{.server = call.settings.server,
                          .malls = words.malls,
                          .malls_dir = call.settings.malls,
                          .volume = words.volume,
                          .seed = words.seed,
                          .days = words.days,
                          .token_for = std::ref(tokens),
                          .progress = std::ref(lines)};
    if (!words.record.empty()) options.record = words.record;
    const demo::Summary summary = demo::run(options, signal.token());
    std::cout << fmt::format("{} numbers, {} served; {} requests were repeated\n",
                             summary.tally.visits, summary.tally.served, summary.retries);
    return success;
}

demo::WatchOptions::Manner manner_of(const WatchWords& words) {
    using Manner = demo::WatchOptions::Manner;
    if (words.once) return Manner::once;
    return words.as_lines || isatty(STDOUT_FILENO) == 0 ? Manner::lines : Manner::screen;
}

int look_on(const WatchWords& words, const Call& call) {
    const StopOnSignal signal;
    demo::WatchOptions options;
    options.server = call.settings.server;
    options.mall = words.mall;
    options.zone = words.zone;
    options.language =
        words.language == "en" ? demo::Language::english : demo::Language::indonesian;
    options.manner = manner_of(words);
    options.size = demo::terminal_size;
    options.write = [](std::string_view text) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        std::fflush(stdout);
    };
    demo::watch(options, signal.token());
    return success;
}

void add_demo(CommandLine& line) {
    const auto words = std::make_shared<DemoWords>();
    std::vector<std::string_view> settings = hall_settings;
    settings.emplace_back("server");
    CLI::App& verb = line.add(
        {.name = "demo",
         .about = "plays citizens and clerks against a running server, at its clock's pace",
         .settings = settings,
         .prints_data = false},
        [words](const Call& call) { return play(*words, call); });
    verb.add_option("--mall", words->malls, "a mall to play in (all)")->type_name("ID");
    verb.add_option("--volume", words->volume, "how many times the planned visitors (1)")
        ->type_name("F");
    verb.add_option("--seed", words->seed, "another seed, other visitors (1)")->type_name("S");
    verb.add_option("--days", words->days, "ends after so many days (never)")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    verb.add_option("--record", words->record, "writes every act and its answer to a file")
        ->type_name("FILE");
}

void add_watch(CommandLine& line) {
    const auto words = std::make_shared<WatchWords>();
    CLI::App& verb =
        line.add({.name = "watch",
                  .about = "the live hall in a terminal, from the stream of the boards",
                  .settings = {"server", "listen"},
                  .prints_data = false},
                 [words](const Call& call) { return look_on(*words, call); });
    verb.add_option("--mall", words->mall, "the mall (the first that is open)")->type_name("ID");
    verb.add_option("--zone", words->zone, "a zone of it (the whole mall)")->type_name("ID");
    verb.add_option("--language", words->language, "id or en (id)")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"id", "en"}));
    verb.add_flag("--once", words->once, "prints one picture and ends");
    verb.add_flag("--lines", words->as_lines, "prints one line a call, as into a pipe");
}

}  // namespace

void add_hall_verbs(CommandLine& line) {
    add_demo(line);
    add_watch(line);
}

}  // namespace gerai::app
