#include "app/mall_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/check.h"

namespace gerai::app {

std::vector<MallFile> read_mall_files(const std::string& directory) {
    std::vector<std::string> paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{directory, error}) {
        if (entry.path().extension() == ".toml") paths.push_back(entry.path());
    }
    if (error) {
        throw WrongCall{"The directory of mall files \"" + directory +
                        "\" cannot be read: name another with --malls."};
    }
    if (paths.empty()) {
        throw WrongCall{"There is no mall file (*.toml) in \"" + directory +
                        "\": name another directory with --malls."};
    }
    std::ranges::sort(paths);

    std::vector<MallFile> files;
    for (CheckedFile& checked : check_files(paths, "No server was started")) {
        files.push_back({.path = std::move(checked.file),
                         .text = std::move(checked.text),
                         .mall = std::make_shared<const mall::Mall>(std::move(checked.mall))});
    }
    return files;
}

}  // namespace gerai::app
