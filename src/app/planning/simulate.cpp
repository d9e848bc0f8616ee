#include "app/planning/simulate.h"

#include <boost/json/serialize.hpp>
#include <filesystem>
#include <memory>

#include "api/whole_file.h"
#include "app/check.h"
#include "app/planning/outlook_tables.h"
#include "app/planning/planning_verbs.h"
#include "app/planning/scenario_files.h"
#include "app/stop_on_signal.h"
#include "plan/replicate.h"

namespace gerai::app {

namespace {

struct Wish : PlayedDays {
    std::string scenario;  // Empty: the mall as it is.
};

plan::Outlook play(const plan::Model& model, Duration promised, const PlayedDays& wish) {
    const plan::Replications days{
        .seed = wish.seed, .days = wish.days, .threads = wish.threads_to_use()};
    const StopOnSignal stop;
    DayProgress progress{wish.days};
    const auto outcomes = plan::replicate(
        model, days,
        [&](const plan::SimulatedDay& day) { return plan::outcome_of(day, model.rules, promised); },
        {.on_day = [&] { progress.note_day(); }, .stop = stop.token()});
    if (!outcomes) throw std::runtime_error{"It was stopped before all days were played."};
    return plan::outlook_of(*outcomes, model);
}

void write_all(const std::filesystem::path& directory, const SimulatedMall& simulated) {
    api::write_whole_file(directory / "outlook.json",
                          boost::json::serialize(to_json(simulated)) + "\n");
    api::write_whole_file(directory / "agencies.csv", agencies_as_csv(simulated));
    api::write_whole_file(directory / "half_hours.csv", half_hours_as_csv(simulated));
}

int simulate(const Wish& wish, const Call& call) {
    const std::string undone = "Nothing was simulated";
    const std::vector<CheckedFile> files = check_files({wish.file}, undone);
    const mall::Mall& mall = files.front().mall;
    auto [model, basis] = played_model(wish, files.front());
    std::string scenario;
    if (!wish.scenario.empty()) {
        const auto read = read_scenarios({wish.scenario}, mall, undone);
        model = plan::changed_model(model, mall, read.front());
        scenario = read.front().name;
    }
    prepare_directory(wish.out);
    const plan::Outlook outlook = play(model, mall.promise.wait, wish);
    const SimulatedMall simulated{.mall = mall,
                                  .model = model,
                                  .outlook = outlook,
                                  .seed = wish.seed,
                                  .volume = wish.volume,
                                  .scenario = scenario,
                                  .basis = basis};
    if (!wish.out.empty()) write_all(wish.out, simulated);
    call.print(to_json(simulated), to_table(simulated));
    return success;
}

}  // namespace

void add_simulate(CommandLine& line) {
    const auto wish = std::make_shared<Wish>();
    wish->days = 100;
    CLI::App& verb = line.add(
        {.name = "simulate",
         .about = "plays days of a mall file in virtual time, on the rules that run the hall",
         .settings = {},
         .prints_data = true},
        [wish](const Call& call) { return simulate(*wish, call); });
    add_options(verb, *wish);
    verb.add_option("--days", wish->days, "how many (100)")
        ->check(CLI::Range(2U, days_in_memory_max));
    verb.add_option("--scenario", wish->scenario, "as it would be with these changes")
        ->type_name("FILE");
    verb.add_option("--out", wish->out,
                    "writes outlook.json, agencies.csv and half_hours.csv there")
        ->type_name("DIR");
}

}  // namespace gerai::app
