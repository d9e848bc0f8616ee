#include "journal/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace gerai::journal {

namespace {

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

}  // namespace

FileLock::FileLock(const std::filesystem::path& database) {
    const std::string path = database.string() + ".lock";
    file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "Cannot open " + path);
    if (flock(file_, LOCK_EX | LOCK_NB) == 0) {
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
