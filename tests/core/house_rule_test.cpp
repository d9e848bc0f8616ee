#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

namespace gerai {
namespace {

// g++ 12 lays out the frame of some coroutines that await in a condition eight bytes off, and the
// first resume jumps into nowhere.
TEST(HouseRule, AwaitIntoAVariableBeforeAConditionAsksForIt) {
    const std::regex awaits_in_condition(
        R"((if|while|switch) \([^)]*co_await|(&&|\|\|) !?co_await)");
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(GERAI_SOURCE_DIR "/src")) {
        std::ifstream file(entry.path());
        std::string line;
        for (int number = 1; std::getline(file, line); ++number) {
            EXPECT_FALSE(std::regex_search(line, awaits_in_condition))
                << entry.path() << ":" << number << ": " << line;
        }
    }
}

}  // namespace
}  // namespace gerai
