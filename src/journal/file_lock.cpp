#include "journal/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

namespace gerai::journal {

namespace {

constexpr std::chrono::milliseconds patience{1'000};
constexpr std::chrono::milliseconds between_tries{20};

std::string holder(int file) {
    std::array<char, 32> text{};
    const auto length = pread(file, text.data(), text.size(), 0);
    if (length <= 0) return "unknown";
    return {text.data(), static_cast<std::size_t>(length)};
}

/// Leaves our process id for whoever is refused. On a full disk it stays unknown, which harms
/// nothing.
void sign(int file) {
    const std::string id = std::to_string(getpid());
    if (ftruncate(file, 0) != 0) return;
    [[maybe_unused]] const auto written = pwrite(file, id.data(), id.size(), 0);
}

/// Takes the lock, and waits for a verb that has it for a moment, such as one that makes a token.
bool lock(int file) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() >= deadline) return false;
        std::this_thread::sleep_for(between_tries);
    }
    return true;
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& database) {
    const std::string path = database.string() + ".lock";
    file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "Cannot open " + path);
    if (lock(file_)) {
        sign(file_);
        return;
    }

    const std::string process = holder(file_);
    close(file_);
    const auto directory = std::filesystem::absolute(database).parent_path().string();
    throw std::runtime_error("The data directory " + directory +
                             " is in use by another gerai (process " + process +
                             "). Stop that one first, or give this one a directory of its own.");
}

FileLock::~FileLock() {
    close(file_);  // Gives the lock back; the file stays, since its name is what is locked.
}

}  // namespace gerai::journal
