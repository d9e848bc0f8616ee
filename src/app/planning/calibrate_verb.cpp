#include "app/planning/calibrate_verb.h"

#include <algorithm>
#include <memory>
#include <thread>

#include "api/mall_file_digest.h"
#include "api/planning/observed_days.h"
#include "api/whole_file.h"
#include "app/planning/calibration_tables.h"
#include "app/planning/planning_verbs.h"
#include "app/work.h"
#include "mall/nearest.h"
#include "plan/calibration/json.h"

namespace gerai::app {

namespace {

struct Wish {
    std::string mall;
    std::string from;
    std::string to;
    std::string out;
    std::uint64_t seed = 1;
};

/// The mall that was named, or the only one that there is.
std::string mall_of(const std::string& asked, journal::Reader& reader) {
    const std::vector<std::string> malls = reader.malls();
    if (asked.empty() && malls.size() == 1) return malls.front();
    if (std::ranges::find(malls, asked) != malls.end()) return asked;
    if (asked.empty()) throw WrongCall{"Name a mall of the journal with --mall."};
    const std::string hint = mall::hint(asked, malls);
    throw WrongCall{"The journal has no mall \"" + asked + "\"" + hint +
                    (hint.ends_with('?') ? "" : ".")};
}

/// The dates of a mall that are over, and its file at the end of the last.
struct Observed {
    std::vector<measure::DayLog> days;
    std::shared_ptr<const mall::Mall> mall;
    std::string mall_file;  ///< Its digest.
};

Observed observe(journal::Reader& reader, const std::string& mall, Date from, Date to) {
    Observed observed;
    std::int64_t version = 0;
    {
        const ProgressLine line;
        api::for_each_observed_day(reader, mall, from, to, [&](api::ObservedDay&& day) {
            line.say("reading " + gerai::to_string(day.log.date));
            observed.days.push_back(std::move(day.log));
            observed.mall = std::move(day.mall);
            version = day.file_version;
        });
    }
    if (observed.days.empty()) return observed;
    observed.mall_file = api::digest_of_mall_file(reader, mall, version);
    return observed;
}

int calibrate(const Wish& wish, const Call& call) {
    const Date from = date_said("--from", wish.from).value_or(std::chrono::year{1970} / 1 / 1);
    const Date to = date_said("--to", wish.to).value_or(std::chrono::year{9999} / 12 / 31);
    if (to < from) throw WrongCall{"--to is a date before --from."};
    const auto reader = open_reader(call.settings);
    const std::string mall = mall_of(wish.mall, *reader);
    const Observed observed = observe(*reader, mall, from, to);
    if (observed.days.empty()) {
        const bool is_all = wish.from.empty() && wish.to.empty();
        throw std::runtime_error{
            "The journal of " + mall + " has no date that is over" +
            (is_all ? ": there is nothing to learn from yet." : " between those that were named.")};
    }
    plan::Calibration calibration = plan::calibrate(observed.days, *observed.mall);
    calibration.mall_file = observed.mall_file;
    plan::ModelFit fit;
    {
        const ProgressLine line;
        line.say("checking the model against the last dates");
        fit = plan::check_fit(
            observed.days, *observed.mall,
            {.seed = wish.seed, .threads = std::max(std::thread::hardware_concurrency(), 1U)});
    }
    calibration.fit = {
        .passed = fit.passed(), .unknown = fit.unknown(), .checks = plan::ModelFit::checks};
    if (!wish.out.empty()) api::write_whole_file(wish.out, plan::to_json_text(calibration) + "\n");
    const CalibratedMall calibrated{.mall = *observed.mall, .calibration = calibration, .fit = fit};
    call.print(to_json(calibrated), to_table(calibrated));
    return success;
}

}  // namespace

void add_calibrate(CommandLine& line) {
    const auto wish = std::make_shared<Wish>();
    CLI::App& verb = line.add(
        {.name = "calibrate",
         .about = "tells what a mall's own days say of it, and how well a model of them fits",
         .settings = hall_settings,
         .prints_data = true},
        [wish](const Call& call) { return calibrate(*wish, call); });
    verb.add_option("--mall", wish->mall, "which (the only one)")->type_name("ID");
    verb.add_option("--from", wish->from, "the first date (the journal's)")
        ->type_name("YYYY-MM-DD");
    verb.add_option("--to", wish->to, "the last date (the last that is over)")
        ->type_name("YYYY-MM-DD");
    verb.add_option("--out", wish->out, "writes what was found there, for --calibration")
        ->type_name("FILE");
    add_seed(verb, wish->seed, "of the days that the model is checked with (1)");
}

}  // namespace gerai::app
