#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mall/mall.h"

namespace gerai::app {

/// A mall file that a server starts with.
struct MallFile {
    std::string path;
    std::string text;
    std::shared_ptr<const mall::Mall> mall;
};

/// All mall files of a directory, by name. Tells every fault of every file, and throws `WrongCall`
/// when there is one, or no file.
std::vector<MallFile> read_mall_files(const std::string& directory);

}  // namespace gerai::app
