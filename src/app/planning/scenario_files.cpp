#include "app/planning/scenario_files.h"

#include <iostream>
#include <system_error>

#include "app/command_line.h"
#include "app/settings_source.h"

namespace gerai::app {

namespace {

// A scenario is at most 256 KiB; what is larger is read far enough to be told so.
constexpr std::size_t file_max = 1'048'576;

std::string text_of(const std::string& file) {
    try {
        return read_file(file, file_max);
    } catch (const std::system_error& error) {
        throw WrongCall{error.what()};
    }
}

}  // namespace

std::vector<plan::Scenario> read_scenarios(const std::vector<std::string>& files,
                                           const mall::Mall& mall, const std::string& undone) {
    std::vector<plan::Scenario> scenarios;
    std::size_t faults = 0;
    for (const std::string& file : files) {
        auto scenario = plan::read_scenario(text_of(file), mall, file);
        if (scenario) {
            scenarios.push_back(std::move(*scenario));
            continue;
        }
        for (const mall::Fault& fault : scenario.error()) std::cerr << to_string(fault) << '\n';
        faults += scenario.error().size();
    }
    if (faults == 0) return scenarios;
    throw WrongCall{undone + ": correct " +
                    (faults == 1 ? "this fault" : "these " + std::to_string(faults) + " faults") +
                    " and try again."};
}

}  // namespace gerai::app
