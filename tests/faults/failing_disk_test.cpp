#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>

#include "faults/hall_day.h"
#include "faults/shim_disk.h"
#include "journal/journal.h"
#include "journal/temporary_directory.h"

/// The n-th thing that SQLite asks of the disk fails, for every n. An append is then done, or it
/// says that it is not; what was acknowledged stays.
namespace gerai::faults {

namespace {

namespace fs = std::filesystem;
using journal::Append;

/// An error of the disk, and the act that meets it.
struct Trouble {
    std::string name;
    DiskError error;
    Act act{};
};

void PrintTo(const Trouble& trouble, std::ostream* out) { *out << trouble.name; }

enum class Lasting { once, until_mended };

/// What came of asking for a number.
enum class Outcome { given, refused, stopped };

/// A hall on a disk whose n-th act of a kind fails.
class Hall {
public:
    Hall(const Trouble& trouble, int n, Lasting lasting) {
        disk.fault = [this, trouble, n, lasting](Act act) -> std::unique_ptr<DiskError> {
            if (act != trouble.act) return nullptr;
            ++acts;
            const bool fails = acts == n || (acts > n && lasting == Lasting::until_mended);
            return fails ? std::make_unique<DiskError>(trouble.error) : nullptr;
        };
        was_reached = [this, n] { return acts >= n; };
    }

    /// Opens the journal; false when the disk does not let it.
    bool open() {
        try {
            journal = database->open_journal();
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    }

    Outcome give_out_a_number() {
        asked_for = acknowledged + 1;
        try {
            EXPECT_EQ(journal->append(number_after(acknowledged)), Append::done);
            ++acknowledged;
            return Outcome::given;
        } catch (const journal::Unwritable&) {
            EXPECT_EQ(journal->last_seq("paser"), acknowledged) << "what was refused is there";
            return Outcome::refused;
        } catch (const journal::Broken&) {
            return Outcome::stopped;
        }
    }

    /// Moves the log; false when the process had to stop.
    bool move_the_log() {
        try {
            journal->checkpoint();
            return true;
        } catch (const journal::Broken&) {
            return false;
        }
    }

    void mend() { disk.fault = nullptr; }

    /// What is wrong after a restart on a disk that works.
    std::string fault_after_restart() {
        mend();
        journal.reset();
        if (auto fault = fault_of(file(), acknowledged, asked_for); !fault.empty()) return fault;
        journal = database->open_journal();
        acknowledged = journal->last_seq("paser");
        if (give_out_a_number() != Outcome::given) return "does not go on";
        return fault_of(file(), acknowledged, acknowledged);
    }

    [[nodiscard]] fs::path file() const { return directory.path() / "gerai.db"; }

    TemporaryDirectory directory{fs::is_directory("/dev/shm") ? fs::path("/dev/shm")
                                                              : fs::temp_directory_path()};
    std::unique_ptr<journal::Database> database =
        journal::open_database("sqlite:" + file().string());
    ShimDisk disk;
    std::unique_ptr<journal::Journal> journal;
    int acts = 0;
    std::function<bool()> was_reached;
    std::int64_t acknowledged = 0;
    std::int64_t asked_for = 0;
};

constexpr int numbers_a_day = 12;
constexpr bool moves_after(int number) { return number % 4 == 3; }

class PassingTrouble : public testing::TestWithParam<Trouble> {};
class FinalTrouble : public testing::TestWithParam<Trouble> {};

}  // namespace

TEST_P(PassingTrouble, RefusesOneNumberAndGivesItOutAtTheNextTry) {
    for (int n = 1;; ++n) {
        Hall hall(GetParam(), n, Lasting::once);
        if (!hall.open()) {
            EXPECT_EQ(hall.fault_after_restart(), "") << "n = " << n;
            continue;
        }
        int refused = 0;
        for (int number = 0; number < numbers_a_day; ++number) {
            const Outcome outcome = hall.give_out_a_number();
            ASSERT_NE(outcome, Outcome::stopped) << "n = " << n;
            refused += outcome == Outcome::refused ? 1 : 0;
            ASSERT_TRUE(!moves_after(number) || hall.move_the_log()) << "n = " << n;
        }
        EXPECT_LE(refused, 1);
        EXPECT_EQ(hall.acknowledged, numbers_a_day - refused);
        const bool was_reached = hall.was_reached();
        ASSERT_EQ(hall.fault_after_restart(), "") << "n = " << n;
        if (!was_reached) break;
    }
}

TEST_P(PassingTrouble, ReadsOnWhileItLastsAndWritesOnByItselfAfterwards) {
    for (int n = 1;; ++n) {
        Hall hall(GetParam(), n, Lasting::until_mended);
        if (!hall.open()) continue;
        const auto reader = hall.database->open_reader();
        Outcome outcome = Outcome::given;
        for (int number = 0; number < numbers_a_day; ++number) {
            outcome = hall.give_out_a_number();
            ASSERT_NE(outcome, Outcome::stopped) << "n = " << n;
            ASSERT_TRUE(!moves_after(number) || hall.move_the_log()) << "n = " << n;
            ASSERT_EQ(reader->last_seq("paser"), hall.acknowledged) << "n = " << n;
        }

        const bool was_reached = hall.was_reached();
        hall.mend();
        ASSERT_EQ(hall.give_out_a_number(), Outcome::given) << "n = " << n;
        ASSERT_EQ(reader->last_seq("paser"), hall.acknowledged) << "n = " << n;
        ASSERT_EQ(hall.fault_after_restart(), "") << "n = " << n;
        if (!was_reached) break;
    }
}

TEST_P(FinalTrouble, StopsTheProcessAndARestartHasEveryAcknowledgedNumber) {
    bool has_stopped_an_append = false;
    for (int n = 1;; ++n) {
        Hall hall(GetParam(), n, Lasting::once);
        bool goes_on = hall.open();
        for (int number = 0; goes_on && number < numbers_a_day; ++number) {
            const Outcome outcome = hall.give_out_a_number();
            ASSERT_NE(outcome, Outcome::refused) << "n = " << n;
            has_stopped_an_append |= outcome == Outcome::stopped;
            goes_on = outcome == Outcome::given && (!moves_after(number) || hall.move_the_log());
        }
        const bool was_reached = hall.was_reached();
        EXPECT_EQ(goes_on, !was_reached) << "n = " << n;
        ASSERT_EQ(hall.fault_after_restart(), "") << "n = " << n;
        if (!was_reached) break;
    }
    EXPECT_TRUE(has_stopped_an_append);
}

namespace {

std::string name_of(const testing::TestParamInfo<Trouble>& trouble) { return trouble.param.name; }

}  // namespace

INSTANTIATE_TEST_SUITE_P(
    Disk, PassingTrouble,
    testing::Values(Trouble{"Full", {SQLITE_FULL, ENOSPC}, Act::write},
                    Trouble{"ReadOnly", {SQLITE_IOERR_WRITE, EROFS}, Act::write},
                    Trouble{"OverQuota", {SQLITE_IOERR_WRITE, EDQUOT}, Act::write},
                    Trouble{"NoNewFile", {SQLITE_CANTOPEN, ENOSPC}, Act::create},
                    Trouble{
                        "NoRoomForTheIndex", {SQLITE_IOERR_SHMSIZE, ENOSPC}, Act::enlarge_index}),
    name_of);

INSTANTIATE_TEST_SUITE_P(Disk, FinalTrouble,
                         testing::Values(Trouble{"Write", {SQLITE_IOERR_WRITE, EIO}, Act::write},
                                         Trouble{"Sync", {SQLITE_IOERR_FSYNC, EIO}, Act::sync}),
                         name_of);

}  // namespace gerai::faults
