#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace gerai {

/// A directory that goes with its owner.
class TemporaryDirectory {
public:
    explicit TemporaryDirectory(
        const std::filesystem::path& in = std::filesystem::temp_directory_path()) {
        std::string name = in / "gerai-test-XXXXXX";
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("Cannot make " + name);
        path_ = name;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace gerai
