#include "journal/sqlite_backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <new>
#include <stdexcept>
#include <system_error>

#include "journal/sqlite_connection.h"

namespace gerai::journal::sqlite {

namespace {

namespace fs = std::filesystem;

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};

void copy_pages(const fs::path& from, const fs::path& to) {
    const Connection source(from, Use::reading);
    sqlite3* opened = nullptr;
    const int result =
        sqlite3_open_v2(to.c_str(), &opened,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, Close> target(opened);
    if (opened == nullptr) throw std::bad_alloc();
    if (result != SQLITE_OK) fail(opened);

    sqlite3_backup* const backup =
        sqlite3_backup_init(target.get(), "main", source.handle(), "main");
    if (backup == nullptr) fail(target.get());
    sqlite3_backup_step(backup, -1);  // All pages in one reading, which no commit waits for.
    if (sqlite3_backup_finish(backup) != SQLITE_OK) fail(target.get());
}

void sync(const fs::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && fsync(file) == 0;
    const int error = errno;
    if (file >= 0) close(file);
    if (!synced)
        throw std::system_error(error, std::generic_category(), "Cannot sync " + path.string());
}

}  // namespace

void back_up(const fs::path& file, const fs::path& to) {
    const fs::path target = fs::is_directory(to) ? to / file.filename() : to;
    if (fs::exists(target)) {
        throw std::runtime_error("There is a file " + target.string() +
                                 " already. Name a new one for the backup.");
    }
    const fs::path unfinished = target.string() + ".unfinished";
    fs::remove(unfinished);
    copy_pages(file, unfinished);
    sync(unfinished);
    fs::rename(unfinished, target);
    sync(fs::absolute(target).parent_path());
}

}  // namespace gerai::journal::sqlite
