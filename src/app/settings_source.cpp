#include "app/settings_source.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace gerai::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view system_file = "/etc/gerai/gerai.toml";
constexpr std::size_t settings_file_max = 65'536;

std::vector<std::pair<std::string, std::string>> environment() {
    std::vector<std::pair<std::string, std::string>> variables;
    for (const char* const* at = environ; *at != nullptr; ++at) {
        const std::string_view variable{*at};
        const std::size_t equals = variable.find('=');
        if (equals == std::string_view::npos) continue;
        variables.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
    }
    return variables;
}

std::expected<Layer, SettingFault> file_layer(const fs::path& file) {
    try {
        return read_settings_file(read_file(file, settings_file_max), file.string());
    } catch (const std::system_error& error) {
        return std::unexpected{std::string{error.what()} + "."};
    }
}

}  // namespace

std::string read_file(const fs::path& file, std::size_t most) {
    const auto refuse = [&](int error) {
        throw std::system_error(error, std::generic_category(),
                                "Cannot read \"" + file.string() + "\"");
    };
    if (fs::is_directory(file)) refuse(EISDIR);
    std::ifstream stream{file, std::ios::binary};
    if (!stream) refuse(errno);
    std::string text;
    std::array<char, 16'384> piece{};
    while (stream.read(piece.data(), piece.size()) || stream.gcount() > 0) {
        text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
        if (text.size() > most) refuse(EFBIG);
    }
    if (stream.bad()) refuse(EIO);
    return text;
}

std::expected<Settings, SettingFault> load_settings(const fs::path& config, const Texts& flags) {
    std::vector<Layer> layers;
    const auto add = [&](std::expected<Layer, SettingFault> layer) -> std::optional<SettingFault> {
        if (!layer) return layer.error();
        layers.push_back(std::move(*layer));
        return std::nullopt;
    };
    if (fs::exists(system_file))
        if (auto fault = add(file_layer(system_file))) return std::unexpected{*fault};
    if (!config.empty())
        if (auto fault = add(file_layer(config))) return std::unexpected{*fault};
    if (auto fault = add(read_environment(environment()))) return std::unexpected{*fault};
    layers.push_back({.kind = Layer::Kind::flags, .file = {}, .values = flags});

    auto chosen = choose(layers);
    if (!chosen) return std::unexpected{chosen.error()};
    return settings_from(std::move(*chosen), bundled_malls());
}

fs::path bundled_malls() {
    std::error_code ignored;
    const fs::path here = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    const std::array<fs::path, 4> places{here / "malls", here / ".." / "share" / "gerai" / "malls",
                                         here / ".." / ".." / "malls", "/usr/share/gerai/malls"};
    for (const fs::path& place : places)
        if (fs::is_directory(place, ignored)) return place.lexically_normal();
    return {};
}

void use_password_file(const Settings& settings) {
    if (!settings.database_password_file) return;
    const fs::path& file = *settings.database_password_file;
    constexpr std::size_t password_max = 1'000;
    std::string password = read_file(file, password_max);
    while (password.ends_with('\n') || password.ends_with('\r')) password.pop_back();
    struct stat about{};
    const bool is_private = stat(file.c_str(), &about) == 0 && (about.st_mode & S_IRWXO) == 0;
    if (!is_private) {
        throw std::runtime_error("Others can read the password in \"" + file.string() +
                                 "\": protect it with chmod 600.");
    }
    // The way into libpq that leaves the address without a secret.
    setenv("PGPASSWORD", password.c_str(), 1);
}

}  // namespace gerai::app
