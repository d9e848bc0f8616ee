#pragma once

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <functional>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "app/settings.h"

/// The command line of gerai: verbs with their flags, help, and exit codes. Each verb hangs itself
/// up with an `add_...` of its own and is run by `CommandLine::run`.
namespace gerai::app {

inline constexpr int success = 0;
inline constexpr int work_failed = 1;
inline constexpr int call_was_wrong = 2;

/// The call cannot be meant like this; the text says in one sentence what to do.
struct WrongCall : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// How a verb was called.
struct Call {
    Settings settings;  ///< Of a verb that names some.
    bool as_json = false;

    /// Prints the object as JSON or the text, as the caller wants it.
    void print(const boost::json::object& data, std::string_view text) const;
};

class CommandLine {
public:
    using Run = std::function<int(const Call&)>;

    struct Verb {
        std::string name;
        std::string about;
        std::vector<std::string_view> settings;  ///< Keys of those that it takes as flags.
        bool prints_data = false;                ///< Takes `--json`.
    };

    CommandLine();

    /// A verb on its own, or under a verb that has others.
    CLI::App& add(const Verb& verb, Run run);
    CLI::App& add_to(CLI::App& parent, const Verb& verb, Run run);

    /// A verb that only has others: `token`, `config`.
    CLI::App& add_group(const std::string& name, const std::string& about);

    /// Reads the arguments, runs the verb, and gives the exit code. Whatever it throws becomes one
    /// sentence on the standard error.
    int run(int count, const char* const* arguments);

private:
    int run_verb();
    [[nodiscard]] std::string full_name(const CLI::App& verb) const;
    [[nodiscard]] std::string sentence_for(const CLI::ParseError& error);

    CLI::App root_;
    Texts flags_;
    std::string config_;
    bool as_json_ = false;
    bool has_settings_ = false;
    Run run_;
};

/// What every verb that needs the hall takes.
inline const std::vector<std::string_view> hall_settings{"data", "database",
                                                         "database_password_file", "malls"};

}  // namespace gerai::app
