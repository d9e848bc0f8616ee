#include "ticket/ascii.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gerai::ticket {
namespace {

TEST(ToAscii, KeepsWhatIsPlainAndTakesMarksOff) {
    EXPECT_EQ(to_ascii("Loket 5: Rp30.000"), "Loket 5: Rp30.000");
    EXPECT_EQ(to_ascii("Désa Kérobokan – “Café” ŁŻ…"), "Desa Kerobokan - \"Cafe\" LZ...");
    EXPECT_EQ(to_ascii("e\u0301"), "e");
    EXPECT_EQ(to_ascii("北"), "?");
}

TEST(ToAscii, TakesTheMarkOffEveryLatinLetter) {
    EXPECT_EQ(to_ascii("ÀÅÆÇÈÏÐÑÒÖ×ØÙÝÞß"), "AAAECEIDNOOxOUYThss");
    EXPECT_EQ(to_ascii("àåæçèïðñòö÷øùýþÿ"), "aaaeceidnoo/ouythy");
    EXPECT_EQ(to_ascii("āĂČđĒěĞħĩİĲķŁŃŉŌŒŘšŢŧŪŴŶŸźŽſ"), "aACdEeGhiIIJkLNnOOERsTtUWYYzZs");
}

RC_GTEST_PROP(ToAscii, LeavesNoByteThatAPrinterCouldObey, (const std::string& any)) {
    for (const char character : to_ascii(any)) RC_ASSERT(character >= ' ' && character <= '~');
}

TEST(InLines, BreaksBetweenWordsAndCutsWhatIsTooLong) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(in_lines("satu dua tiga", 8, 3), (Lines{"satu dua", "tiga"}));
    EXPECT_EQ(in_lines("satu dua", 8, 3), (Lines{"satu dua"}));
    EXPECT_EQ(in_lines("abcdefghijkl", 5, 2), (Lines{"abcde", "fg..."}));
    EXPECT_EQ(in_lines("  satu   dua ", 4, 3), (Lines{"satu", "dua"}));
    EXPECT_EQ(in_lines("", 5, 2), Lines{});
}

RC_GTEST_PROP(InLines, NeverExceedsThePaper, (const std::string& any)) {
    const auto lines = in_lines(to_ascii(any), 7, 3);
    RC_ASSERT(lines.size() <= 3U);
    for (const std::string& line : lines) RC_ASSERT(!line.empty() && line.size() <= 7U);
}

}  // namespace
}  // namespace gerai::ticket
