#include "api/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <system_error>

namespace gerai::api {

namespace {

namespace fs = std::filesystem;

class Descriptor {
public:
    explicit Descriptor(const fs::path& file)
        : number_(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
        if (number_ < 0) fail();
    }
    ~Descriptor() { close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write_all(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t written = write(number_, text.data(), text.size());
            if (written < 0 && errno != EINTR) fail();
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
        if (fsync(number_) != 0) fail();
    }

private:
    [[noreturn]] static void fail() {
        throw std::system_error{errno, std::generic_category(), "a file that is kept"};
    }

    int number_;
};

}  // namespace

void write_whole_file(const fs::path& file, std::string_view text) {
    fs::path unfinished = file;
    unfinished += ".part";
    Descriptor{unfinished}.write_all(text);
    fs::rename(unfinished, file);
}

std::string content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

}  // namespace gerai::api
