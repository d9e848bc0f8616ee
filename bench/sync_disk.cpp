#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>

#include "loads.h"

namespace gerai::bench {

namespace {

constexpr std::size_t block_bytes = 4'096;
constexpr std::size_t blocks = 4'096;

[[noreturn]] void throw_error(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void require_disk(const std::string& directory) {
    struct statfs about{};
    if (::statfs(directory.c_str(), &about) != 0) throw_error("statfs");
    if (about.f_type == TMPFS_MAGIC || about.f_type == RAMFS_MAGIC) {
        throw std::runtime_error(directory + " is in memory; set TMPDIR to a directory on a disk");
    }
}

/// A file whose blocks are all there and written, so that a write changes no metadata.
class PreparedFile {
public:
    explicit PreparedFile(const std::string& directory)
        : path_(directory + "/sync.bin"),
          handle_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
        if (handle_ < 0) throw_error("open");
        for (std::size_t block = 0; block < blocks; ++block) write(block);
        if (::fsync(handle_) != 0) throw_error("fsync");
    }
    ~PreparedFile() {
        ::close(handle_);
        ::unlink(path_.c_str());
    }
    PreparedFile(const PreparedFile&) = delete;
    PreparedFile& operator=(const PreparedFile&) = delete;

    void overwrite(std::size_t block) const {
        write(block % blocks);
        if (::fdatasync(handle_) != 0) throw_error("fdatasync");
    }

private:
    void write(std::size_t block) const {
        const auto at = static_cast<off_t>(block * block_bytes);
        const ssize_t count = ::pwrite(handle_, text_.data(), block_bytes, at);
        if (count != static_cast<ssize_t>(block_bytes)) throw_error("pwrite");
    }

    std::string path_;
    std::string text_ = std::string(block_bytes, 'x');
    int handle_;
};

}  // namespace

void sync_disk(const std::string& directory, std::chrono::milliseconds time) {
    require_disk(directory);
    const PreparedFile file{directory};
    std::size_t count = 0;
    const auto began = SteadyClock::now();
    while (SteadyClock::now() < began + time) file.overwrite(count++);
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - began).count();
    std::printf("%.1f\n", static_cast<double>(count) / seconds);
}

}  // namespace gerai::bench
