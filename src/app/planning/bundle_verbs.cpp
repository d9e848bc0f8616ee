#include "app/planning/bundle_verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "api/planning/exported_bundle.h"
#include "api/whole_file.h"
#include "app/planning/planning_verbs.h"
#include "app/planning/study_files.h"
#include "app/planning/study_tables.h"
#include "app/work.h"

namespace gerai::app {

namespace {

/// Writes the bundle to a file and tells what is in it, or prints the bundle itself.
void hand_out(const measure::Bundle& bundle, const std::string& out, const Call& call) {
    if (out.empty()) {
        std::cout << write_bundle(bundle);
        return;
    }
    api::write_whole_file(out, write_bundle(bundle));
    call.print(to_json(bundle), to_table(bundle));
}

struct SimulateWords : StudiedDays {
    std::string file;
    std::string out;
};

int simulate(const SimulateWords& words, const Call& call) {
    const auto checked = check_files({words.file}, "Nothing was simulated");
    hand_out(played_bundle(checked.front(), words), words.out, call);
    return success;
}

int check(const std::string& file, const Call& call) {
    const measure::Bundle bundle = read_bundle_file(file, "It is not used");
    call.print(to_json(bundle), to_table(bundle));
    return success;
}

struct ExportWords {
    std::string mall;
    std::string from;
    std::string to;
    std::string out;
};

int export_from_journal(const ExportWords& words, const Call& call) {
    using std::chrono::year;
    const Date from = date_said("--from", words.from).value_or(year{1970} / 1 / 1);
    const Date to = date_said("--to", words.to).value_or(year{9999} / 12 / 31);
    if (to < from) throw WrongCall{"--to is a date before --from."};
    const auto reader = open_reader(call.settings);
    const auto malls = reader->malls();
    if (std::ranges::find(malls, words.mall) == malls.end()) {
        throw WrongCall{
            fmt::format("There is no mall \"{}\": name another with --mall.", words.mall)};
    }
    const auto bundle = api::exported_bundle(*reader, words.mall, from, to);
    if (!bundle) {
        throw WrongCall{fmt::format(
            "In that time {} has called fewer than {} on dates that are over: name a longer one.",
            words.mall, measure::fewest_steps)};
    }
    hand_out(*bundle, words.out, call);
    return success;
}

void add_export(CommandLine& line, CLI::App& group) {
    const auto words = std::make_shared<ExportWords>();
    CLI::App& verb =
        line.add_to(group,
                    {.name = "export",
                     .about = "makes the bundle of a mall's dates that are over",
                     .settings = {"data", "database", "database_password_file"},
                     .prints_data = true},
                    [words](const Call& call) { return export_from_journal(*words, call); });
    verb.add_option("--mall", words->mall, "id of the mall")->required()->type_name("ID");
    verb.add_option("--from", words->from, "the first date (the mall's first)")
        ->type_name("YYYY-MM-DD");
    verb.add_option("--to", words->to, "the last date (the last that is over)")
        ->type_name("YYYY-MM-DD");
    verb.add_option("--out", words->out, "writes it there and tells what is in it (it is printed)")
        ->type_name("FILE");
}

void add_simulate(CommandLine& line, CLI::App& group) {
    const auto words = std::make_shared<SimulateWords>();
    CLI::App& verb = line.add_to(
        group,
        {.name = "simulate",
         .about = "makes a bundle of played days of a mall file, for trying; it says so of itself",
         .settings = {},
         .prints_data = true},
        [words](const Call& call) { return simulate(*words, call); });
    verb.add_option("FILE", words->file, "mall file")->required();
    verb.add_option("--days", words->days, "open dates (60)")->check(CLI::Range(1U, 2'000U));
    verb.add_option("--date", words->date, "the first of them (the next open one)")
        ->type_name("YYYY-MM-DD");
    add_seed(verb, words->seed, "of the randomness: the same days again (1)");
    verb.add_option("--out", words->out, "writes it there and tells what is in it (it is printed)")
        ->type_name("FILE");
}

}  // namespace

void add_bundle(CommandLine& line) {
    CLI::App& group = line.add_group("bundle", "what a mall can show others of a period");
    add_export(line, group);
    add_simulate(line, group);
    const auto file = std::make_shared<std::string>();
    line.add_to(group,
                {.name = "check",
                 .about = "checks every sum of a bundle, and tells what is in it",
                 .settings = {},
                 .prints_data = true},
                [file](const Call& call) { return check(*file, call); })
        .add_option("FILE", *file, "bundle")
        ->required();
}

}  // namespace gerai::app
