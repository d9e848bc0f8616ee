#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "mall/mall.h"

/// What the verbs that play days of a mall file have in common.
namespace gerai::app {

/// The date that was asked for, or the next on which the mall is open where none was. Throws
/// `WrongCall` when it is closed then.
Date planned_date(const std::string& asked, const mall::Mall& mall);

/// Writes a file whole or not at all: it takes its name when it is written.
void write_whole(const std::filesystem::path& file, std::string_view text);

}  // namespace gerai::app
