#include "demo/record.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "demo/json_view.h"

namespace gerai::demo {
namespace {

class RecordFile : public testing::Test {
protected:
    RecordFile()
        : path_(std::filesystem::temp_directory_path() /
                ("gerai-record-" + std::to_string(getpid()) + ".jsonl")) {}
    ~RecordFile() override { std::filesystem::remove(path_); }

    std::vector<boost::json::value> lines() const {
        std::vector<boost::json::value> lines;
        std::ifstream file(path_);
        for (std::string line; std::getline(file, line);) lines.push_back(parse_json(line));
        return lines;
    }

    std::filesystem::path path_;
};

TEST_F(RecordFile, HoldsOneObjectALineThatIsThereAtOnce) {
    Record record(path_);

    record.add("clerk-paser-12", "call", "key-1", Outcome::invoke,
               boost::json::object{{"path", "/x"}});
    record.add("clerk-paser-12", "call", "key-1", Outcome::info, nullptr);

    const auto written = lines();
    ASSERT_EQ(written.size(), 2U);
    EXPECT_EQ(text_of(member(written[0], "proc")), "clerk-paser-12");
    EXPECT_EQ(text_of(member(written[0], "op")), "call");
    EXPECT_EQ(text_of(member(written[0], "key")), "key-1");
    EXPECT_EQ(text_of(member(written[0], "type")), "invoke");
    EXPECT_EQ(text_of(member(member(written[0], "value"), "path")), "/x");
    EXPECT_GT(whole_of(member(written[0], "t")), 0);
    EXPECT_EQ(text_of(member(written[1], "type")), "info");
}

TEST_F(RecordFile, GoesOnWhereAnEarlierOneEnded) {
    Record(path_).add("a", "call", "1", Outcome::ok, nullptr);
    Record(path_).add("b", "call", "2", Outcome::fail, nullptr);

    EXPECT_EQ(lines().size(), 2U);
}

TEST(Record, NeedsNoFileAndSaysWhenItCannotWriteOne) {
    Record(std::nullopt).add("a", "call", "1", Outcome::ok, nullptr);

    EXPECT_THROW(Record("/no/such/folder/record.jsonl"), std::runtime_error);
}

}  // namespace
}  // namespace gerai::demo
