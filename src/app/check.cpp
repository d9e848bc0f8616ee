#include "app/check.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <system_error>

#include "app/settings_source.h"
#include "mall/logo.h"

namespace gerai::app {

namespace {

// A mall file is at most 1 MiB; what is larger is read far enough to be told so.
constexpr std::size_t file_max = 4'194'304;

std::string said_of(const CheckedFile& checked) {
    return checked.file + ": " + checked.mall.id + ", " +
           std::to_string(checked.mall.agencies.size()) + " agencies, " +
           std::to_string(checked.mall.booths.size()) + " booths, " +
           std::to_string(checked.mall.counters.size()) + " counters, " +
           std::to_string(checked.mall.services.size()) + " services\n";
}

/// Puts the picture that a file names, which stands beside it, into its mall; or what is wrong with
/// that picture.
std::optional<mall::Fault> read_logo(CheckedFile& checked) {
    if (checked.mall.logo.empty()) return std::nullopt;
    const auto path = std::filesystem::path{checked.file}.replace_filename(checked.mall.logo);
    mall::Fault fault{.file = path, .line = 0, .path = {}, .expected = {}};
    try {
        checked.mall.picture = read_file(path, mall::logo_max + 1);
    } catch (const std::system_error&) {
        fault.expected = "expected the picture that " + checked.file + " names, found none";
        return fault;
    }
    fault.expected = mall::fault_of_logo(checked.mall.picture);
    if (fault.expected.empty()) return std::nullopt;
    return fault;
}

int check(const std::vector<std::string>& files, const Call& call) {
    boost::json::array all;
    std::string text;
    std::size_t faults = 0;
    for (const std::string& file : files) {
        boost::json::object one{{"file", file}};
        if (const auto checked = check_file(file)) {
            one["mall"] = checked->mall.id;
            one["faults"] = boost::json::array{};
            text += said_of(*checked);
        } else {
            faults += checked.error().size();
            one["faults"] = to_json(checked.error());
            for (const mall::Fault& fault : checked.error()) text += to_string(fault) + "\n";
        }
        all.push_back(std::move(one));
    }
    call.print({{"files", all}}, text);
    if (faults == 0) return success;
    throw std::runtime_error("Correct " + std::to_string(faults) +
                             (faults == 1 ? " fault" : " faults") + " and check again.");
}

}  // namespace

std::expected<CheckedFile, std::vector<mall::Fault>> check_file(const std::string& file) {
    CheckedFile checked{.file = file, .text = {}, .mall = {}};
    try {
        checked.text = read_file(file, file_max);
    } catch (const std::system_error& error) {
        throw WrongCall{error.what()};
    }
    auto mall = mall::read_mall(checked.text, file);
    if (!mall) return std::unexpected{std::move(mall.error())};
    checked.mall = std::move(*mall);
    auto faults = mall::faults_of_look(checked.text, file);
    if (auto fault = read_logo(checked)) faults.push_back(std::move(*fault));
    if (!faults.empty()) return std::unexpected{std::move(faults)};
    return checked;
}

std::vector<CheckedFile> check_files(const std::vector<std::string>& files,
                                     std::string_view undone) {
    std::vector<CheckedFile> all;
    std::set<std::string> malls;
    std::size_t faults = 0;
    for (const std::string& file : files) {
        auto checked = check_file(file);
        if (!checked) {
            for (const mall::Fault& fault : checked.error()) std::cerr << to_string(fault) << '\n';
            faults += checked.error().size();
            continue;
        }
        if (!malls.insert(checked->mall.id).second)
            throw WrongCall{"Two files are for the mall " + checked->mall.id + ": keep one."};
        all.push_back(std::move(*checked));
    }
    if (faults == 0) return all;
    throw WrongCall{fmt::format(
        "{}: correct {} and try again.", undone,
        faults == 1 ? std::string{"this fault"} : fmt::format("these {} faults", faults))};
}

boost::json::array to_json(const std::vector<mall::Fault>& faults) {
    boost::json::array array;
    for (const mall::Fault& fault : faults) {
        boost::json::object one{{"line", fault.line}, {"path", fault.path}};
        one["expected"] = fault.expected;
        array.push_back(std::move(one));
    }
    return array;
}

void add_check(CommandLine& line) {
    const auto files = std::make_shared<std::vector<std::string>>();
    line.add({.name = "check",
              .about = "checks mall files; names every fault with file, line and what is expected",
              .settings = {},
              .prints_data = true},
             [files](const Call& call) { return check(*files, call); })
        .add_option("FILE", *files, "mall files")
        ->required();
}

}  // namespace gerai::app
