#include "app/planning/plan_verb.h"

#include <boost/json/serialize.hpp>
#include <charconv>
#include <filesystem>
#include <memory>

#include "api/whole_file.h"
#include "app/check.h"
#include "app/planning/planning_verbs.h"
#include "app/planning/shift_tables.h"
#include "app/planning/staffing_tables.h"
#include "app/stop_on_signal.h"

namespace gerai::app {

namespace {

constexpr long within_max = 24L * 60 * 60;

struct Wish : PlayedDays {
    std::string target;  // Empty: the mall's.
    long within = 0;     // Seconds; 0: the mall's.
    std::string shifts = "flexible";
};

std::string_view word_for(plan::StaffingStage stage) {
    using enum plan::StaffingStage;
    switch (stage) {
        case offered_load: return "what comes";
        case add: return "opening counters";
        case trim: return "closing what is not needed";
        case confirm: return "on days not seen before";
        case more_counters: return "with more counters than there are";
        case shifts: return "in shifts";
        case review: return "what more or less would do";
    }
    return {};
}

std::string words_for(const plan::StaffingProgress& now) {
    std::string words{word_for(now.stage)};
    if (now.evaluations > 0) {
        words += ": " + std::to_string(now.counter_half_hours) + " counter-half-hours, " +
                 std::to_string(now.evaluations) + " plans tried";
    }
    return words;
}

/// `90%` or `0.9`.
double share_of(const std::string& text) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    const bool is_percent = rest + 1 == end && *rest == '%';
    if (is_percent) value /= 100;
    const bool is_read = error == std::errc{} && (is_percent || rest == end);
    // Written so that a NaN is refused, too.
    if (!is_read || !(value > 0 && value < 1)) {
        throw WrongCall{
            "--target takes a share above 0 and below 100 %, with its sign, such as 90%: all can "
            "be "
            "promised by nobody."};
    }
    return value;
}

plan::ShiftKinds shifts_of(const std::string& word, const hall::Rules& rules) {
    const auto open = plan::open_half_hours(rules);
    if (word == "whole") return plan::whole_day_shifts(open);
    if (word == "flexible") return plan::flexible_shifts(open);
    return {};
}

plan::StaffingWish staffing_wish(const Wish& wish, const mall::Mall& mall,
                                 const hall::Rules& rules) {
    plan::StaffingWish all{.target = {.wait = mall.promise.wait, .share = mall.promise.share},
                           .seed = wish.seed,
                           .search_days = wish.days,
                           .threads = wish.threads_to_use(),
                           .shifts = shifts_of(wish.shifts, rules),
                           .is_reviewed = true};
    if (!wish.target.empty()) all.target.share = share_of(wish.target);
    if (wish.within > 0) all.target.wait = std::chrono::seconds{wish.within};
    return all;
}

int plan_clerks(const Wish& wish, const Call& call) {
    const std::vector<CheckedFile> files = check_files({wish.file}, "Nothing was planned");
    const mall::Mall& mall = files.front().mall;
    const auto [model, basis] = played_model(wish, files.front());
    const plan::StaffingWish asked = staffing_wish(wish, mall, model.rules);
    prepare_directory(wish.out);
    const StopOnSignal stop;
    std::optional<plan::StaffingPlan> found;
    {
        const ProgressLine line;
        found = plan::plan_staffing(
            model, asked, [&](const auto& now) { line.say(words_for(now)); }, stop.token());
    }
    if (!found) throw std::runtime_error{"It was stopped before there was a plan."};
    const StaffedMall staffed{.mall = mall,
                              .model = model,
                              .plan = *found,
                              .wish = asked,
                              .volume = wish.volume,
                              .basis = basis};
    if (!wish.out.empty()) {
        const std::filesystem::path directory = wish.out;
        api::write_whole_file(directory / "staffing.json",
                              boost::json::serialize(to_json(staffed)) + "\n");
        api::write_whole_file(directory / "staffing.csv", staffing_as_csv(staffed));
        if (found->shifts) api::write_whole_file(directory / "roster.csv", roster_as_csv(staffed));
    }
    call.print(to_json(staffed), to_table(staffed));
    return success;
}

}  // namespace

void add_plan(CommandLine& line) {
    const auto wish = std::make_shared<Wish>();
    wish->days = 400;
    CLI::App& verb = line.add(
        {.name = "plan",
         .about = "finds how many counters have to be open in each half-hour to keep a promise",
         .settings = {},
         .prints_data = true},
        [wish](const Call& call) { return plan_clerks(*wish, call); });
    add_options(verb, *wish);
    verb.add_option("--target", wish->target, "share that is called in time (the mall's promise)")
        ->type_name("90%");
    verb.add_option("--within", wish->within, "the longest wait that is in time (the mall's)")
        ->transform(
            CLI::AsNumberWithUnit(std::map<std::string, long>{{"s", 1}, {"m", 60}, {"h", 3600}},
                                  CLI::AsNumberWithUnit::UNIT_REQUIRED))
        ->check(CLI::Range(1L, within_max))
        ->type_name("15m");
    verb.add_option("--shifts", wish->shifts, "that clerks may work (flexible)")
        ->check(CLI::IsMember({"none", "whole", "flexible"}))
        ->type_name("none|whole|flexible");
    verb.add_option("--days", wish->days, "by which plans are compared (400)")
        ->check(CLI::Range(20U, 100'000U));
    verb.add_option("--out", wish->out, "writes staffing.json, staffing.csv and roster.csv there")
        ->type_name("DIR");
}

}  // namespace gerai::app
