#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gerai::api {

/// Writes a file whole or not at all, so that it outlives a loss of power: it takes its name when
/// the disk has it. A link stays one, and what it leads to is written. What is there and no regular
/// file, such as a pipe, is written straight. Throws `std::system_error`, which names the file,
/// when the disk refuses.
void write_whole_file(const std::filesystem::path& file, std::string_view text);

/// The bytes of a file; nothing where it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& file);

}  // namespace gerai::api
