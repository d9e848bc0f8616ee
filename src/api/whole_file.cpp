#include "api/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>

namespace gerai::api {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, const fs::path& file) {
    throw std::system_error{error, std::generic_category(),
                            "Cannot write \"" + file.string() + "\""};
}

class Descriptor {
public:
    /// `asked` is the file that a refusal names.
    Descriptor(const fs::path& file, int flags, fs::path asked)
        : asked_(std::move(asked)), number_(open(file.c_str(), flags | O_CLOEXEC, 0644)) {
        if (number_ < 0) fail(errno, asked_);
    }
    ~Descriptor() { close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write_all(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t written = write(number_, text.data(), text.size());
            if (written < 0 && errno != EINTR) fail(errno, asked_);
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void sync() const {
        if (fsync(number_) != 0) fail(errno, asked_);
    }

private:
    fs::path asked_;
    int number_;
};

/// What a name stands for in the end, whether it is there or not.
fs::path behind_links(fs::path file) {
    constexpr int links_max = 40;  // As many as Linux follows.
    for (int i = 0; fs::is_symlink(fs::symlink_status(file)); ++i) {
        if (i == links_max) fail(ELOOP, file);
        file = file.parent_path() / fs::read_symlink(file);
    }
    return file;
}

void sync_directory_of(const fs::path& file) {
    const fs::path directory = file.parent_path();
    Descriptor{directory.empty() ? "." : directory, O_RDONLY | O_DIRECTORY, file}.sync();
}

void replace(const fs::path& file, std::string_view text) {
    fs::path unfinished = file;
    unfinished += ".part";
    const Descriptor part{unfinished, O_WRONLY | O_CREAT | O_TRUNC, file};
    try {
        part.write_all(text);
        part.sync();
        if (std::rename(unfinished.c_str(), file.c_str()) != 0) fail(errno, file);
    } catch (...) {
        unlink(unfinished.c_str());
        throw;
    }
}

}  // namespace

void write_whole_file(const fs::path& file, std::string_view text) {
    const fs::file_status found = fs::status(file);
    if (fs::exists(found) && !fs::is_regular_file(found)) {
        // A pipe, a terminal or a device takes what it is given.
        Descriptor{file, O_WRONLY, file}.write_all(text);
        return;
    }
    const fs::path place = behind_links(file);
    replace(place, text);
    sync_directory_of(place);
}

std::optional<std::string> content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string text;
    std::array<char, 16'384> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
        text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.is_open() || in.bad()) return std::nullopt;
    return text;
}

}  // namespace gerai::api
