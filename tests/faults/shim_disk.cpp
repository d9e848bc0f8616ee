#include "faults/shim_disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>

namespace gerai::faults {

namespace {

/// Our part of an open file; the real one lies behind it in memory.
struct ShimFile {
    sqlite3_file base;
    ShimDisk* disk;
    std::uint64_t number;

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

ShimFile& shim(sqlite3_file* file) { return *reinterpret_cast<ShimFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return shim(file).real(); }
const sqlite3_io_methods& on_real(sqlite3_file* file) { return *real(file)->pMethods; }

}  // namespace

struct ShimDisk::Registration {
    sqlite3_vfs* real;
    sqlite3_vfs shim;
};

/// The functions that SQLite calls.
struct Shim {
    static ShimDisk& disk(sqlite3_vfs* vfs) { return *static_cast<ShimDisk*>(vfs->pAppData); }
    static sqlite3_vfs* real_vfs(sqlite3_vfs* vfs) { return disk(vfs).registration_->real; }

    /// The error to give instead of an act, if any.
    static std::optional<int> failing(ShimDisk& disk, Act act) {
        const auto error = disk.fault ? disk.fault(act) : nullptr;
        if (error == nullptr) return std::nullopt;
        disk.last_error_ = errno = error->system;
        return error->code;
    }

    /// The number of a file that exists; one that has just been made gets a new one.
    static std::uint64_t number_of(ShimDisk& disk, const char* path) {
        const auto [at, is_new] = disk.files_.try_emplace(path, disk.created_ + 1);
        if (is_new) {
            ++disk.created_;
            const std::string name = std::filesystem::path(path).filename();
            disk.events.push_back({.act = Act::create, .file = at->second, .name = name});
        }
        return at->second;
    }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
        auto& opened = shim(file);
        opened.base.pMethods = nullptr;
        if (path != nullptr && access(path, F_OK) != 0 && (flags & SQLITE_OPEN_CREATE) != 0) {
            if (const auto code = failing(disk(vfs), Act::create)) return *code;
        }
        const int result = real_vfs(vfs)->xOpen(real_vfs(vfs), path, opened.real(), flags, out);
        if (result != SQLITE_OK) return result;
        opened.disk = &disk(vfs);
        opened.number = path == nullptr ? 0 : number_of(disk(vfs), path);
        opened.base.pMethods = &methods;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* path, int sync_directory) {
        if (const auto code = failing(disk(vfs), Act::remove)) return *code;
        const int result = real_vfs(vfs)->xDelete(real_vfs(vfs), path, sync_directory);
        if (result != SQLITE_OK) return result;
        disk(vfs).files_.erase(path);
        const std::string name = std::filesystem::path(path).filename();
        disk(vfs).events.push_back({.act = Act::remove, .name = name});
        if (sync_directory != 0)
            disk(vfs).events.push_back({.act = Act::sync, .is_for_directory = true});
        return SQLITE_OK;
    }

    static int last_error(sqlite3_vfs* vfs, int /*size*/, char* /*text*/) {
        return disk(vfs).last_error_;
    }

    static int access_path(sqlite3_vfs* vfs, const char* path, int flags, int* result) {
        return real_vfs(vfs)->xAccess(real_vfs(vfs), path, flags, result);
    }
    static int full_path(sqlite3_vfs* vfs, const char* path, int size, char* out) {
        return real_vfs(vfs)->xFullPathname(real_vfs(vfs), path, size, out);
    }
    static int randomness(sqlite3_vfs* vfs, int size, char* out) {
        return real_vfs(vfs)->xRandomness(real_vfs(vfs), size, out);
    }
    static int sleep(sqlite3_vfs* vfs, int microseconds) {
        return real_vfs(vfs)->xSleep(real_vfs(vfs), microseconds);
    }
    static int now(sqlite3_vfs* vfs, double* out) {
        return real_vfs(vfs)->xCurrentTime(real_vfs(vfs), out);
    }

    static int close(sqlite3_file* file) { return on_real(file).xClose(real(file)); }

    static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
        return on_real(file).xRead(real(file), out, size, offset);
    }

    static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
        if (const auto code = failing(*shim(file).disk, Act::write)) return *code;
        const int result = on_real(file).xWrite(real(file), bytes, size, offset);
        if (result == SQLITE_OK) {
            shim(file).disk->events.push_back(
                {.act = Act::write,
                 .file = shim(file).number,
                 .offset = offset,
                 .bytes = {static_cast<const char*>(bytes), static_cast<std::size_t>(size)}});
        }
        return result;
    }

    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        if (const auto code = failing(*shim(file).disk, Act::truncate)) return *code;
        const int result = on_real(file).xTruncate(real(file), size);
        if (result == SQLITE_OK) {
            shim(file).disk->events.push_back(
                {.act = Act::truncate, .file = shim(file).number, .offset = size});
        }
        return result;
    }

    static int sync(sqlite3_file* file, int flags) {
        if (const auto code = failing(*shim(file).disk, Act::sync)) return *code;
        const int result = on_real(file).xSync(real(file), flags);
        if (result == SQLITE_OK)
            shim(file).disk->events.push_back({.act = Act::sync, .file = shim(file).number});
        return result;
    }

    static int size(sqlite3_file* file, sqlite3_int64* out) {
        return on_real(file).xFileSize(real(file), out);
    }
    static int lock(sqlite3_file* file, int level) {
        return on_real(file).xLock(real(file), level);
    }
    static int unlock(sqlite3_file* file, int level) {
        return on_real(file).xUnlock(real(file), level);
    }
    static int check_lock(sqlite3_file* file, int* out) {
        return on_real(file).xCheckReservedLock(real(file), out);
    }
    static int control(sqlite3_file* file, int operation, void* argument) {
        return on_real(file).xFileControl(real(file), operation, argument);
    }
    static int sector_size(sqlite3_file* file) { return on_real(file).xSectorSize(real(file)); }
    static int characteristics(sqlite3_file* file) {
        return on_real(file).xDeviceCharacteristics(real(file));
    }

    static int map_index(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
        if (extend != 0) {
            if (const auto code = failing(*shim(file).disk, Act::enlarge_index)) return *code;
        }
        return on_real(file).xShmMap(real(file), page, size, extend, out);
    }
    static int lock_index(sqlite3_file* file, int offset, int count, int flags) {
        return on_real(file).xShmLock(real(file), offset, count, flags);
    }
    static void order_index(sqlite3_file* file) { on_real(file).xShmBarrier(real(file)); }
    static int unmap_index(sqlite3_file* file, int remove_it) {
        return on_real(file).xShmUnmap(real(file), remove_it);
    }

    static constexpr sqlite3_io_methods methods{
        .iVersion = 2,  // Without the third version's mapping of the file into memory.
        .xClose = close,
        .xRead = read,
        .xWrite = write,
        .xTruncate = truncate,
        .xSync = sync,
        .xFileSize = size,
        .xLock = lock,
        .xUnlock = unlock,
        .xCheckReservedLock = check_lock,
        .xFileControl = control,
        .xSectorSize = sector_size,
        .xDeviceCharacteristics = characteristics,
        .xShmMap = map_index,
        .xShmLock = lock_index,
        .xShmBarrier = order_index,
        .xShmUnmap = unmap_index,
        .xFetch = nullptr,
        .xUnfetch = nullptr,
    };
};

ShimDisk::ShimDisk() : registration_(std::make_unique<Registration>()) {
    sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
    registration_->real = real;
    registration_->shim = {};
    sqlite3_vfs& shim = registration_->shim;
    shim.iVersion = 1;
    shim.szOsFile = static_cast<int>(sizeof(ShimFile)) + real->szOsFile;
    shim.mxPathname = real->mxPathname;
    shim.zName = "gerai-shim";
    shim.pAppData = this;
    shim.xOpen = Shim::open;
    shim.xDelete = Shim::remove;
    shim.xAccess = Shim::access_path;
    shim.xFullPathname = Shim::full_path;
    shim.xRandomness = Shim::randomness;
    shim.xSleep = Shim::sleep;
    shim.xCurrentTime = Shim::now;
    shim.xGetLastError = Shim::last_error;
    sqlite3_vfs_register(&shim, 1);
}

ShimDisk::~ShimDisk() {
    sqlite3_vfs_unregister(&registration_->shim);
    sqlite3_vfs_register(registration_->real, 1);
}

}  // namespace gerai::faults
