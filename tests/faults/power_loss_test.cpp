#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "faults/crash_images.h"
#include "faults/hall_day.h"
#include "faults/shim_disk.h"
#include "journal/journal.h"
#include "journal/temporary_directory.h"

/// The power is cut after every single thing that SQLite does to the disk, and the disk is looked
/// at as it could then be.
namespace gerai::faults {

namespace {

namespace fs = std::filesystem;

/// How many numbers were asked for and acknowledged when so many things had been done to the disk.
struct Moment {
    std::size_t events{};
    std::int64_t asked_for{};
    std::int64_t acknowledged{};
};

struct RecordedDay {
    std::vector<DiskEvent> events;
    std::vector<Moment> moments;
};

/// A place where syncing costs nothing, since thousands of images are looked at.
fs::path memory() {
    return fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
}

/// Numbers given out, the log moved now and then, and a restart at noon.
RecordedDay record_a_day(int numbers) {
    const TemporaryDirectory directory(memory());
    const auto database =
        journal::open_database("sqlite:" + (directory.path() / "gerai.db").string());
    ShimDisk disk;
    RecordedDay day;
    auto journal = database->open_journal();
    for (std::int64_t last = 0; last < numbers; ++last) {
        day.moments.push_back({disk.events.size(), last + 1, last});
        EXPECT_EQ(journal->append(number_after(last)), journal::Append::done);
        day.moments.push_back({disk.events.size(), last + 1, last + 1});
        if (last % 7 == 3) journal->checkpoint();
        if (last == numbers / 2) {
            journal.reset();
            journal = database->open_journal();
        }
    }
    journal.reset();
    day.events = std::move(disk.events);
    return day;
}

class Power : public testing::Test {
protected:
    /// Looks at an image as the next start would find it.
    std::string fault_of_image(const Image& image, const Moment& moment) {
        const TemporaryDirectory directory(memory());
        for (const auto& [name, bytes] : image)
            std::ofstream(directory.path() / name, std::ios::binary) << bytes;
        return fault_of(directory.path() / "gerai.db", moment.acknowledged, moment.asked_for);
    }
};

}  // namespace

TEST_F(Power, CutAtAnyMomentLosesNoAcknowledgedNumberAndDoublesNone) {
    const RecordedDay day = record_a_day(40);
    ASSERT_GT(day.events.size(), 400U);

    PowerlessDisk disk;
    Moment moment{};
    auto next = day.moments.begin();
    std::mt19937 random(20261125);
    for (std::size_t at = 0; at <= day.events.size(); ++at) {
        if (at > 0) disk.apply(day.events[at - 1]);
        for (; next != day.moments.end() && next->events <= at; ++next) moment = *next;
        EXPECT_EQ(fault_of_image(disk.with_nothing_more(), moment), "") << "lost, event " << at;
        EXPECT_EQ(fault_of_image(disk.with_everything(), moment), "") << "kept, event " << at;
        EXPECT_EQ(fault_of_image(disk.with_some(random), moment), "") << "torn, event " << at;
        if (HasFailure()) break;
    }
}

TEST_F(Power, ReturnsToAHallThatGoesOn) {
    const RecordedDay day = record_a_day(8);

    PowerlessDisk disk;
    std::mt19937 random(8);
    for (const DiskEvent& event : day.events) {
        disk.apply(event);
        const TemporaryDirectory directory(memory());
        for (const auto& [name, bytes] : disk.with_some(random))
            std::ofstream(directory.path() / name, std::ios::binary) << bytes;
        const fs::path file = directory.path() / "gerai.db";

        const auto journal = journal::open_database("sqlite:" + file.string())->open_journal();
        const std::int64_t last = journal->last_seq("paser");
        ASSERT_EQ(journal->append(number_after(last)), journal::Append::done);
        ASSERT_EQ(fault_of(file, last + 1, last + 1), "");
    }
}

/// That the method sees what it looks for: a disk that never syncs loses numbers.
TEST_F(Power, CutUnderADiskThatOnlyPretendsToSyncIsNoticed) {
    const RecordedDay day = record_a_day(5);

    PowerlessDisk disk;
    for (std::size_t at = 0; at < day.events.size(); ++at) {
        const bool is_ignored = day.events[at].act == Act::sync && at > day.events.size() / 2;
        if (!is_ignored) disk.apply(day.events[at]);
    }

    EXPECT_NE(fault_of_image(disk.with_nothing_more(), day.moments.back()), "");
}

}  // namespace gerai::faults
