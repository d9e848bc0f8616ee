#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "faults/hall_day.h"
#include "journal/journal.h"
#include "journal/temporary_directory.h"

/// A real file system that is full, and one that has become read-only: a small one in memory that
/// only a child of this process sees.
namespace gerai::faults {

namespace {

namespace fs = std::filesystem;
using journal::Append;

constexpr int cannot_mount = 77;

/// Says on the child's standard error what it found, and ends it.
void require(bool is_so, const std::string& what) {
    if (is_so) return;
    [[maybe_unused]] const auto written = write(STDERR_FILENO, what.data(), what.size());
    _exit(1);
}

void write_file(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

/// Makes a mount space of this process's own; without privilege, with a user space that allows it.
bool leave_for_own_mounts() {
    const std::string user = std::to_string(getuid());
    const std::string group = std::to_string(getgid());
    if (unshare(CLONE_NEWNS) == 0) return true;
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
    write_file("/proc/self/setgroups", "deny");
    write_file("/proc/self/uid_map", "0 " + user + " 1");
    write_file("/proc/self/gid_map", "0 " + group + " 1");
    return true;
}

bool mount_small_disk(const fs::path& at) {
    return leave_for_own_mounts() &&
           mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           mount("tmpfs", at.c_str(), "tmpfs", 0, "size=400k") == 0;
}

/// Runs something in a child on a disk of 400 KiB, and gives how the child ended.
int on_a_small_disk(const std::function<void(const fs::path&)>& act) {
    const TemporaryDirectory directory;
    const pid_t child = fork();
    if (child == 0) {
        if (!mount_small_disk(directory.path())) _exit(cannot_mount);
        try {
            act(directory.path());
        } catch (const std::exception& error) {
            require(false, error.what());
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool is_refused(journal::Journal& journal, std::int64_t last) {
    try {
        journal.append(number_after(last));
        return false;
    } catch (const journal::Unwritable&) {
        return true;
    }
}

}  // namespace

TEST(FullDisk, RefusesNumbersReadsOnAndGivesThemOutWhenThereIsSpaceAgain) {
    const int ended = on_a_small_disk([](const fs::path& disk) {
        write_file(disk / "ballast", std::string(200'000, 'x'));
        const auto database = journal::open_database("sqlite:" + (disk / "gerai.db").string());
        const auto journal = database->open_journal();
        const auto reader = database->open_reader();
        std::int64_t last = 0;
        while (last < 200 && !is_refused(*journal, last)) ++last;
        require(last > 0 && last < 200, "the disk was never full");
        require(is_refused(*journal, last), "writes on a full disk");
        require(journal->last_seq("paser") == last, "what was refused is there");
        require(reader->last_seq("paser") == last, "does not read on");

        fs::remove(disk / "ballast");
        require(journal->append(number_after(last)) == Append::done, "does not write on");
        require(reader->last_seq("paser") == last + 1, "does not read what came after");
        const auto fault = fault_of(disk / "gerai.db", last + 1, last + 1);
        require(fault.empty(), fault);
    });

    if (ended == cannot_mount) GTEST_SKIP() << "This system does not let a test mount a disk.";
    EXPECT_EQ(ended, 0);
}

TEST(ReadOnlyDisk, IsRefusedAtTheStartWithItsReason) {
    const int ended = on_a_small_disk([](const fs::path& disk) {
        const auto database = journal::open_database("sqlite:" + (disk / "gerai.db").string());
        database->open_journal();
        require(mount(nullptr, disk.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0,
                "cannot make the disk read-only");
        std::string sentence;
        try {
            database->open_journal();
        } catch (const std::runtime_error& error) {
            sentence = error.what();
        }
        require(sentence.find("Read-only file system") != std::string::npos, sentence);
    });

    if (ended == cannot_mount) GTEST_SKIP() << "This system does not let a test mount a disk.";
    EXPECT_EQ(ended, 0);
}

}  // namespace gerai::faults
