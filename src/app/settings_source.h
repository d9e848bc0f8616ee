#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "app/settings.h"

namespace gerai::app {

/// The whole text of a file. Throws `std::system_error` when it cannot be read, or holds more than
/// `most` bytes.
std::string read_file(const std::filesystem::path& file, std::size_t most);

/// Reads all layers as they stand on this machine. `config` is the file of `--config`, empty when
/// there is none; `flags` are values by key.
std::expected<Settings, SettingFault> load_settings(const std::filesystem::path& config,
                                                    const Texts& flags);

/// The directory of the malls that come with gerai, as it was installed or built; empty when there
/// is none.
std::filesystem::path bundled_malls();

/// Hands the password of the database to whoever connects to it. Throws a sentence when the file
/// cannot be read or others can read it.
void use_password_file(const Settings& settings);

}  // namespace gerai::app
