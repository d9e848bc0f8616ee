#pragma once

#include <filesystem>

namespace gerai::journal {

/// The right to write a database file, held by one process at a time. The system gives it back when
/// the process ends, however it ends.
class FileLock {
public:
    /// Takes the lock of a database file, or throws with a sentence that names who holds it and has
    /// not let it go for a second.
    explicit FileLock(const std::filesystem::path& database);
    ~FileLock();

    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int file_;
};

}  // namespace gerai::journal
