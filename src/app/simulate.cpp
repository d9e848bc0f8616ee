#include "app/simulate.h"

#include <atomic>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <memory>

#include "app/check.h"
#include "app/outlook_tables.h"
#include "app/planning_verbs.h"
#include "plan/mall_model.h"
#include "plan/replicate.h"

namespace gerai::app {

namespace {

/// Tells how many days have been played.
class Progress {
public:
    explicit Progress(std::uint32_t days) : days_(days) {}

    /// From any thread.
    void note_day() {
        const std::uint32_t done = ++done_;
        if (done * steps / days_ == (done - 1) * steps / days_) return;
        line_.say(std::to_string(done) + " of " + std::to_string(days_) + " days");
    }

private:
    static constexpr std::uint64_t steps = 100;

    std::uint64_t days_;
    ProgressLine line_;
    std::atomic<std::uint32_t> done_ = 0;
};

plan::Outlook play(const plan::Model& model, Duration promised, const PlayedDays& wish) {
    const plan::Replications days{
        .seed = wish.seed, .days = wish.days, .threads = wish.threads_to_use()};
    Progress progress{wish.days};
    const auto outcomes = plan::replicate(model, days, [&](const plan::SimulatedDay& day) {
        progress.note_day();
        return plan::outcome_of(day, model.rules, promised);
    });
    return plan::outlook_of(outcomes, model);
}

void write_all(const std::filesystem::path& directory, const SimulatedMall& simulated) {
    std::filesystem::create_directories(directory);
    write_whole(directory / "outlook.json", boost::json::serialize(to_json(simulated)) + "\n");
    write_whole(directory / "agencies.csv", agencies_as_csv(simulated));
    write_whole(directory / "half_hours.csv", half_hours_as_csv(simulated));
}

int simulate(const PlayedDays& wish, const Call& call) {
    const std::vector<CheckedFile> files = check_files({wish.file}, "Nothing was simulated");
    const mall::Mall& mall = files.front().mall;
    const plan::Model model = plan::model_of(mall, planned_date(wish.date, mall), wish.volume);
    const plan::Outlook outlook = play(model, mall.promise.wait, wish);
    const SimulatedMall simulated{
        .mall = mall, .model = model, .outlook = outlook, .seed = wish.seed, .volume = wish.volume};
    if (!wish.out.empty()) write_all(wish.out, simulated);
    call.print(to_json(simulated), to_table(simulated));
    return success;
}

}  // namespace

void add_simulate(CommandLine& line) {
    const auto wish = std::make_shared<PlayedDays>(PlayedDays{.days = 100});
    CLI::App& verb = line.add(
        {.name = "simulate",
         .about = "plays days of a mall file in virtual time, on the rules that run the hall",
         .settings = {},
         .prints_data = true},
        [wish](const Call& call) { return simulate(*wish, call); });
    add_options(verb, *wish);
    verb.add_option("--days", wish->days, "how many (100)")->check(CLI::Range(2U, 1'000'000U));
    verb.add_option("--out", wish->out,
                    "writes outlook.json, agencies.csv and half_hours.csv there")
        ->type_name("DIR");
}

}  // namespace gerai::app
