#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/serve.h"

/// What a run of gerai is told about its surroundings, in layers, from lowest to highest: what is
/// built in, `/etc/gerai/gerai.toml`, the file of `--config`, the environment, flags. Everything
/// here is a function of texts; `settings_source.h` fetches them.
namespace gerai::app {

/// One setting. Its environment variable and its flag follow from its key.
struct SettingRow {
    std::string_view key;    ///< In a file, such as `public_url`.
    std::string_view value;  ///< What stands for a value in help, such as `URL`.
    std::string_view built_in;
    std::string_view about;
};

/// All settings there are, in the order of `docs/configuration.md`.
std::span<const SettingRow> setting_rows();

const SettingRow& setting_row(std::string_view key);

/// `GERAI_PUBLIC_URL` for `public_url`.
std::string environment_name(std::string_view key);

/// `--public-url` for `public_url`.
std::string flag_name(std::string_view key);

using Texts = std::map<std::string, std::string, std::less<>>;

/// Values by key that came from one place.
struct Layer {
    enum class Kind { built_in, file, environment, flags };

    Kind kind{};
    std::string file;  ///< Of a layer of that kind.
    Texts values;
};

/// Why a layer or a value is not taken: one sentence that says what was expected.
using SettingFault = std::string;

/// Reads a settings file; `name` is only named in the fault.
std::expected<Layer, SettingFault> read_settings_file(std::string_view text, std::string_view name);

/// Takes the `GERAI_*` variables out of an environment. `GERAI_TEST_*` are the tests' own, and an
/// empty one counts as absent.
std::expected<Layer, SettingFault> read_environment(
    std::span<const std::pair<std::string, std::string>> variables);

/// A value and where it comes from: `built-in`, the file's name, a variable or a flag.
struct Chosen {
    std::string text;
    std::string from;

    friend bool operator==(const Chosen&, const Chosen&) = default;
};

/// The highest value of every setting; layers stand lowest first.
std::expected<std::map<std::string, Chosen, std::less<>>, SettingFault> choose(
    std::span<const Layer> layers);

struct Settings {
    std::filesystem::path data;
    std::string database;  ///< `sqlite:PATH` or `postgresql://...`
    std::optional<std::filesystem::path> database_password_file;
    std::filesystem::path malls;
    ListenAddress listen;
    std::string public_url;  ///< Empty: `http://` and the address that it listens on.
    std::optional<ListenAddress> operations;
    unsigned threads = 0;  ///< 0: as many as there are cores.
    std::string server;    ///< Where demo and watch find a server.

    std::map<std::string, Chosen, std::less<>> chosen;

    /// Its value as it is in force, for people.
    [[nodiscard]] std::string shown(std::string_view key) const;

    [[nodiscard]] bool is_sqlite() const { return database.starts_with("sqlite:"); }

    /// The file behind `sqlite:PATH`.
    [[nodiscard]] std::filesystem::path sqlite_file() const;
};

/// Checks every value. `bundled_malls` stands where nobody names a directory.
std::expected<Settings, SettingFault> settings_from(
    std::map<std::string, Chosen, std::less<>> chosen, const std::filesystem::path& bundled_malls);

/// Reads `127.0.0.1:8080` or `[::1]:8080`.
std::optional<ListenAddress> parse_listen_address(std::string_view text);

/// What `parse_listen_address` reads.
std::string to_string(const ListenAddress& address);

/// The text of a setting as it may be shown: a password in an address becomes `***`.
std::string without_password(std::string_view address);

/// Whether an address holds a password.
bool has_password(std::string_view address);

}  // namespace gerai::app
