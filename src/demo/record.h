#pragma once

#include <boost/json/value.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

namespace gerai::demo {

enum class Outcome {
    invoke,  ///< Is being asked.
    ok,      ///< Was done.
    fail,    ///< Was refused, and did nothing.
    info,    ///< Nobody knows whether it was done.
};

/// What the clients themselves saw, one JSON object a line, to be compared with the journal:
/// `{t, proc, op, key, type, value}`. `t` is microseconds of the machine's clock. A line is written
/// through at once, so that it outlives this process.
class Record {
public:
    /// Without a file nothing is kept. Throws when the file cannot be appended to.
    explicit Record(const std::optional<std::filesystem::path>& file);

    void add(std::string_view process, std::string_view act, std::string_view key, Outcome outcome,
             const boost::json::value& value);

private:
    std::optional<std::ofstream> file_;
};

}  // namespace gerai::demo
