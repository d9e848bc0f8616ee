#include "app/planning/study_verbs.h"

#include <boost/json/serialize.hpp>
#include <filesystem>
#include <memory>
#include <set>

#include "api/whole_file.h"
#include "app/planning/planning_verbs.h"
#include "app/planning/study_files.h"
#include "app/planning/study_tables.h"
#include "app/stop_on_signal.h"
#include "trust/digest.h"

namespace gerai::app {

namespace {

struct StudyWords : StudiedDays {
    std::string first;
    std::string second;
    std::string file;         // Of the first mall, to plan with where the first is a bundle.
    std::string calibration;  // Of the first mall; empty: its planning figures.
    std::string out;
    std::uint32_t search_days = 100;
    std::uint32_t repeats = 3;
    unsigned threads = 0;
    bool has_plan = true;
};

void give_model(StudiedFile& first, const StudyWords& words) {
    if (words.file.empty()) return;
    const auto checked = check_files({words.file}, "Nothing was compared");
    if (checked.front().mall.id != first.bundle.mall.id) {
        throw WrongCall{"--file is of another mall than A: name the mall file of " +
                        first.bundle.mall.id + "."};
    }
    first.mall = checked.front().mall;
    first.model = planning_model(checked.front(), words);
    first.file_hash = trust::sha256_hex(checked.front().text);
}

/// What the plan rests on.
Basis take_calibration(StudiedFile& first, const StudyWords& words) {
    if (words.calibration.empty()) return {};
    if (!first.model) {
        throw WrongCall{
            "--calibration says how to plan for A: name the mall file of A with --file."};
    }
    auto [model, basis] =
        with_calibration(*std::move(first.model), *first.mall, words.calibration, first.file_hash);
    first.model = std::move(model);
    return basis;
}

plan::Study compared(const StudyWords& words, const StudiedFile& first, const StudiedFile& second) {
    if (!words.has_plan) return plan::study(first.side(), second.side());
    const StopOnSignal stop;
    const ProgressLine line;
    const PlayedDays threads{.threads = words.threads};
    auto study = plan::study(
        first.side(), second.side(),
        {.seed = words.seed,
         .search_days = words.search_days,
         .confirm_days = 4 * words.search_days,
         .repeats = words.repeats,
         .threads = threads.threads_to_use()},
        [&](std::uint32_t done, std::uint32_t of) {
            line.say(std::to_string(done) + " of " + std::to_string(of) + " plans");
        },
        stop.token());
    if (!study) throw std::runtime_error{"It was stopped before there was a plan."};
    return *std::move(study);
}

int run_study(const StudyWords& words, const Call& call) {
    constexpr std::string_view undone = "Nothing was compared";
    StudiedFile first = read_studied(words.first, words, undone);
    const StudiedFile second = read_studied(words.second, words, undone);
    give_model(first, words);
    const Basis basis = take_calibration(first, words);
    prepare_directory(words.out);
    const plan::Study study = compared(words, first, second);
    if (!words.out.empty()) {
        const std::filesystem::path directory = words.out;
        api::write_whole_file(directory / "study.json",
                              boost::json::serialize(to_json(study)) + "\n");
        api::write_whole_file(directory / "half_hours.csv", half_hours_as_csv(study));
        api::write_whole_file(directory / "study.txt", to_table(study));
    }
    std::string text = to_table(study);
    if (first.model && words.has_plan) text += "\nThe plan: " + to_sentence(basis);
    call.print(to_json(study), text);
    return success;
}

int run_funnel(const std::vector<std::string>& files, const Call& call) {
    std::vector<measure::Bundle> bundles;
    std::set<std::string> malls;
    for (const std::string& file : files) {
        bundles.push_back(read_bundle_file(file, "Nothing was compared"));
        if (!malls.insert(bundles.back().mall.id).second) {
            throw WrongCall{"Two bundles are of the mall " + bundles.back().mall.id +
                            ": keep one."};
        }
    }
    const plan::Funnel funnel = plan::funnel(bundles);
    call.print(to_json(funnel), to_table(funnel));
    return success;
}

}  // namespace

void add_study(CommandLine& line) {
    const auto words = std::make_shared<StudyWords>();
    CLI::App& verb = line.add(
        {.name = "study",
         .about = "two malls side by side, and what the first needs to do as the second does",
         .settings = {},
         .prints_data = true},
        [words](const Call& call) { return run_study(*words, call); });
    verb.add_option("A", words->first, "mall file or bundle: who learns")->required();
    verb.add_option("B", words->second, "mall file or bundle: from whom")->required();
    verb.add_option("--file", words->file, "mall file of A, to plan with where A is a bundle")
        ->type_name("FILE");
    verb.add_option("--calibration", words->calibration,
                    "what gerai calibrate --out found of A, to plan with")
        ->type_name("FILE");
    verb.add_option("--days", words->days, "open dates of a mall file that are played (60)")
        ->check(CLI::Range(1U, 2'000U));
    verb.add_option("--date", words->date, "the first of them, and the plan's (the next open one)")
        ->type_name("YYYY-MM-DD");
    add_seed(verb, words->seed, "of the randomness: the same days again (1)");
    verb.add_option("--search-days", words->search_days, "by which plans are compared (100)")
        ->check(CLI::Range(20U, 10'000U));
    verb.add_option("--repeats", words->repeats, "plans on other days, for a range (3)")
        ->check(CLI::Range(1U, 20U));
    verb.add_option("--threads", words->threads, "how many; they change nothing (one a core)")
        ->check(CLI::Range(1U, 256U));
    verb.add_flag("!--no-plan", words->has_plan, "compares alone, which takes a second");
    verb.add_option("--out", words->out, "writes study.json, study.txt and half_hours.csv there")
        ->type_name("DIR");

    const auto files = std::make_shared<std::vector<std::string>>();
    line.add({.name = "funnel",
              .about = "malls beside each other: which are within the range that chance makes",
              .settings = {},
              .prints_data = true},
             [files](const Call& call) { return run_funnel(*files, call); })
        .add_option("BUNDLE", *files, "bundles of malls, two or more")
        ->required()
        ->expected(2, 1'000);
}

}  // namespace gerai::app
