#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace gerai::api {

/// Writes a file whole or not at all, so that it outlives a loss of power: it takes its name when
/// the disk has it. Throws `std::system_error` or `std::filesystem::filesystem_error` when the disk
/// refuses.
void write_whole_file(const std::filesystem::path& file, std::string_view text);

/// The bytes of a file; none where it cannot be read.
std::string content_of(const std::filesystem::path& file);

}  // namespace gerai::api
