#include "api/whole_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <system_error>

#include "journal/temporary_directory.h"

namespace gerai::api {

namespace {

namespace fs = std::filesystem;

/// What the refusal says; empty: there was none.
std::string refusal_of(const fs::path& file) {
    try {
        write_whole_file(file, "new");
    } catch (const std::system_error& error) {
        return error.what();
    }
    return {};
}

/// Only so many bytes may be in a file, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST(WholeFile, TakesThePlaceOfWhatWasThere) {
    const TemporaryDirectory scratch;
    const fs::path file = scratch.path() / "sums.json";
    write_whole_file(file, "old");
    write_whole_file(file, "new");

    EXPECT_EQ(content_of(file), "new");
    EXPECT_FALSE(fs::exists(scratch.path() / "sums.json.part"));
}

TEST(WholeFile, WritesWhatALinkLeadsToAndLeavesTheLink) {
    const TemporaryDirectory scratch;
    const fs::path target = scratch.path() / "september.json";
    const fs::path link = scratch.path() / "link.json";
    const fs::path link_of_link = scratch.path() / "newest.json";
    fs::create_symlink("september.json", link);
    fs::create_symlink(link, link_of_link);

    write_whole_file(link_of_link, "first");  // The file is not there yet.
    EXPECT_EQ(content_of(target), "first");
    write_whole_file(link, "second");

    EXPECT_EQ(content_of(target), "second");
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_TRUE(fs::is_symlink(link_of_link));
    fs::create_symlink("circle.json", scratch.path() / "circle.json");
    EXPECT_NE(refusal_of(scratch.path() / "circle.json"), "");
}

TEST(WholeFile, GoesStraightThroughAPipe) {
    const TemporaryDirectory scratch;
    const fs::path pipe = scratch.path() / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);

    write_whole_file(pipe, "sums");

    EXPECT_TRUE(fs::is_fifo(pipe));
    std::array<char, 10> read{};
    EXPECT_EQ(::read(reader, read.data(), read.size()), 4);
    EXPECT_STREQ(read.data(), "sums");
    close(reader);
}

TEST(WholeFile, NamesTheFileThatCannotBeWritten) {
    const TemporaryDirectory scratch;
    const fs::path nowhere = scratch.path() / "nowhere" / "sums.json";

    EXPECT_EQ(refusal_of(nowhere),
              "Cannot write \"" + nowhere.string() + "\": No such file or directory");
    EXPECT_EQ(refusal_of(scratch.path()),
              "Cannot write \"" + scratch.path().string() + "\": Is a directory");
}

TEST(WholeFile, LeavesWhatWasThereAndNothingElseWhereTheDiskIsFull) {
    const TemporaryDirectory scratch;
    const fs::path file = scratch.path() / "sums.json";
    write_whole_file(file, "old");
    {
        const FullDisk full{2};
        EXPECT_EQ(refusal_of(file), "Cannot write \"" + file.string() + "\": File too large");
    }

    EXPECT_EQ(content_of(file), "old");
    EXPECT_FALSE(fs::exists(scratch.path() / "sums.json.part"));
}

TEST(WholeFile, TellsAnEmptyFileFromOneThatCannotBeRead) {
    const TemporaryDirectory scratch;
    write_whole_file(scratch.path() / "empty", "");

    EXPECT_EQ(content_of(scratch.path() / "empty"), "");
    EXPECT_EQ(content_of(scratch.path() / "nothing"), std::nullopt);
    EXPECT_EQ(content_of(scratch.path()), std::nullopt);
}

}  // namespace

}  // namespace gerai::api
