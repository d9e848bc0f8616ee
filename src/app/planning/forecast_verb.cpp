#include "app/planning/forecast_verb.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "api/mall_file_digest.h"
#include "app/clocks.h"
#include "app/planning/forecast_tables.h"
#include "app/planning/planning_verbs.h"
#include "app/stop_on_signal.h"
#include "app/work.h"
#include "journal/live_hall.h"
#include "mall/nearest.h"
#include "plan/mall_model.h"

namespace gerai::app {

namespace {

struct Wish : PlayedDays {
    std::string mall;  // Empty: the only one.
};

std::string mall_of(journal::Reader& reader, const std::string& asked) {
    const std::vector<std::string> malls = reader.malls();
    if (asked.empty() && malls.size() == 1) return malls.front();
    if (asked.empty()) throw WrongCall{"Name a mall with --mall."};
    if (std::ranges::find(malls, asked) != malls.end()) return asked;
    const std::string hint = mall::hint(asked, malls);
    throw WrongCall{"The journal has no mall \"" + asked + "\"" + hint +
                    (hint.ends_with('?') ? "" : ".")};
}

/// What time it is in the hall. A trial's server notes its clock in the journal every few seconds;
/// where it has not yet, nothing is known but when something last happened.
HallMoment moment_in(journal::Reader& reader, const hall::Day& day) {
    if (reader.setting("kind") != "trial") return {read_machine().wall, Clockwork::machine};
    const auto noted = reader.setting("trial_time");
    if (!noted) return {day.last_at(), Clockwork::last_event};
    return {std::max(Instant{Duration{std::stoll(*noted)}}, day.last_at()), Clockwork::trial};
}

/// The hall on the date of that moment, though no command has begun it yet.
journal::Standing standing_at(journal::Standing standing, Instant now) {
    if (now < standing.day().rules().ends_at) return standing;
    return standing.on(journal::date_in(standing.day(), now), now);
}

int foretell(const Wish& wish, const Call& call) {
    const auto reader = open_reader(call.settings);
    const std::string id = mall_of(*reader, wish.mall);
    const auto newest = reader->last_day(id);
    const auto read = newest ? journal::standing_of(*reader, id, newest->business_date) : nullptr;
    if (!read) throw std::runtime_error{"No date of " + id + " has begun yet."};
    const HallMoment moment = moment_in(*reader, read->day());
    const journal::Standing standing = standing_at(*read, moment.now);
    const hall::Day& day = standing.day();
    const mall::Mall& mall = *day.files().back().mall;
    const auto [model, basis] =
        with_calibration(plan::model_of(mall, day.date()), mall, wish.calibration,
                         api::digest_of_mall_file(*reader, id, day.files().back().version));
    const plan::ForecastWish asked{
        .target = {.wait = mall.promise.wait, .share = mall.promise.share},
        .days = wish.days,
        .seed = wish.seed,
        .threads = wish.threads_to_use()};
    const StopOnSignal stop;
    const plan::Forecast told = plan::forecast(day, moment.now, model, asked, stop.token());
    if (told.state == plan::Forecast::State::stopped)
        throw std::runtime_error{"It was stopped before there was a forecast."};
    const ForetoldHall foretold{.mall = mall,
                                .rules = day.rules(),
                                .date = day.date(),
                                .forecast = told,
                                .target = asked.target,
                                .clockwork = moment.clockwork,
                                .basis = basis};
    call.print(to_json(foretold), to_table(foretold));
    return success;
}

}  // namespace

void add_forecast(CommandLine& line) {
    const auto wish = std::make_shared<Wish>();
    wish->days = 100;
    CLI::App& verb = line.add(
        {.name = "forecast",
         .about = "foretells the rest of today from the hall as it stands, beside a server",
         .settings = hall_settings,
         .prints_data = true},
        [wish](const Call& call) { return foretell(*wish, call); });
    verb.add_option("--mall", wish->mall, "the mall (the only one)")->type_name("ID");
    verb.add_option("--days", wish->days, "how many are played on (100)")
        ->check(CLI::Range(10U, 100'000U));
    add_calibration(verb, *wish);
    add_seed(verb, wish->seed, "of the randomness: the same forecast again (1)");
    verb.add_option("--threads", wish->threads, "how many; they change nothing (one a core)")
        ->check(CLI::Range(1U, 256U));
}

}  // namespace gerai::app
