#include "app/planning/compare_verb.h"

#include <boost/json/serialize.hpp>
#include <filesystem>
#include <memory>

#include "api/whole_file.h"
#include "app/check.h"
#include "app/planning/comparison_tables.h"
#include "app/planning/planning_verbs.h"
#include "app/planning/scenario_files.h"
#include "app/stop_on_signal.h"

namespace gerai::app {

namespace {

struct Wish : PlayedDays {
    std::vector<std::string> scenarios;
};

plan::Comparison play(plan::Comparing& comparing, const Wish& wish) {
    const StopOnSignal stop;
    const plan::Replications days{
        .seed = wish.seed, .days = wish.days, .threads = wish.threads_to_use()};
    const auto models = static_cast<std::uint32_t>(comparing.models().size());
    DayProgress progress{wish.days * models};
    const plan::Watch watch{.on_day = [&] { progress.note_day(); }, .stop = stop.token()};
    if (!comparing.play(days, watch)) {
        throw std::runtime_error{"It was stopped before there was a comparison."};
    }
    return comparing.result();
}

int compare(const Wish& wish, const Call& call) {
    const std::string undone = "Nothing was compared";
    const std::vector<CheckedFile> files = check_files({wish.file}, undone);
    const mall::Mall& mall = files.front().mall;
    const auto scenarios = read_scenarios(wish.scenarios, mall, undone);
    const auto [as_it_is, basis] = played_model(wish, files.front());
    std::vector<plan::Model> models{as_it_is};
    std::vector<std::string> names{"the mall as it is"};
    for (const plan::Scenario& scenario : scenarios) {
        models.push_back(plan::changed_model(as_it_is, mall, scenario));
        names.push_back(scenario.name);
    }
    if (wish.days > days_in_memory_max / models.size()) {
        throw WrongCall{"So many malls can be compared on " +
                        std::to_string(days_in_memory_max / models.size()) +
                        " days at most: give fewer --days or --scenario."};
    }
    prepare_directory(wish.out);
    plan::Comparing comparing{std::move(models), mall.promise.wait};
    const plan::Comparison comparison = play(comparing, wish);
    if (const auto pair = plan::unsynchronised(comparison)) {
        throw std::runtime_error{to_sentence(*pair, names)};
    }
    const ComparedMalls compared{.mall = mall,
                                 .models = comparing.models(),
                                 .names = names,
                                 .comparison = comparison,
                                 .seed = wish.seed,
                                 .volume = wish.volume,
                                 .basis = basis};
    if (!wish.out.empty()) {
        const std::filesystem::path directory = wish.out;
        api::write_whole_file(directory / "comparison.json",
                              boost::json::serialize(to_json(compared)) + "\n");
        api::write_whole_file(directory / "comparison.csv", to_csv(compared));
    }
    call.print(to_json(compared), to_table(compared));
    return success;
}

}  // namespace

void add_compare(CommandLine& line) {
    const auto wish = std::make_shared<Wish>();
    wish->days = 100;
    CLI::App& verb = line.add(
        {.name = "compare",
         .about = "tells what scenarios would change in a mall, on the same days with the same "
                  "visitors",
         .settings = {},
         .prints_data = true},
        [wish](const Call& call) { return compare(*wish, call); });
    add_options(verb, *wish);
    verb.add_option("--scenario", wish->scenarios, "a scenario file; once for each")
        ->type_name("FILE")
        ->allow_extra_args(false)
        ->required();
    verb.add_option("--days", wish->days, "how many of each (100)")
        ->check(CLI::Range(2U, days_in_memory_max / 2));
    verb.add_option("--out", wish->out, "writes comparison.json and comparison.csv there")
        ->type_name("DIR");
}

}  // namespace gerai::app
