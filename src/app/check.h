#pragma once

#include <expected>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "mall/mall_file.h"

namespace gerai::app {

/// A mall file that was read and checked, with its text as it stands.
struct CheckedFile {
    std::string file;
    std::string text;
    mall::Mall mall;
};

/// Reads and checks a mall file. Throws `WrongCall` when it cannot be read.
std::expected<CheckedFile, std::vector<mall::Fault>> check_file(const std::string& file);

/// Reads and checks files of different malls. Tells every fault of every file on the standard error
/// and throws `WrongCall` when there is one; `undone` says what did not happen because of it.
std::vector<CheckedFile> check_files(const std::vector<std::string>& files,
                                     std::string_view undone);

/// The faults of a file as JSON.
boost::json::array to_json(const std::vector<mall::Fault>& faults);

/// Adds the verb `check`.
void add_check(CommandLine& line);

}  // namespace gerai::app
