#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gerai {

/// How a run of the program ended.
struct Outcome {
    int code = -1;  ///< Its exit code; -1 when a signal ended it.
    std::string out;
    std::string err;
};

using Arguments = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

/// Runs `gerai` with these arguments to its end. Of the environment it sees these variables alone.
Outcome gerai(const Arguments& arguments, const Environment& environment = {});

/// A `gerai` that goes on until it is told to stop.
class Running {
public:
    explicit Running(const Arguments& arguments, const std::filesystem::path& output);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    /// Reads its standard output up to the end of its first line.
    std::string first_line();

    /// Sends SIGTERM and gives the exit code.
    int stop();

private:
    int process_ = -1;
    int output_ = -1;
};

inline void write_file(const std::filesystem::path& file, std::string_view text) {
    std::ofstream{file, std::ios::binary} << text;
}

std::string read_whole(const std::filesystem::path& file);

/// The last word of a text, as a shell's `awk 'END {print $NF}'` gives it.
std::string last_word(const std::string& text);

}  // namespace gerai
