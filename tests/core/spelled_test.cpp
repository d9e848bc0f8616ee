#include "core/spelled.h"

#include <gtest/gtest.h>

namespace gerai {
namespace {

// The rules of terbilang: a rest of nothing is silent, one hundred and one thousand are `se-`, and
// one million is not.
TEST(Spelled, SaysWholeNumbersInIndonesian) {
    const std::pair<std::int64_t, const char*> cases[] = {
        {0, "nol"},
        {5, "lima"},
        {10, "sepuluh"},
        {11, "sebelas"},
        {12, "dua belas"},
        {20, "dua puluh"},
        {21, "dua puluh satu"},
        {100, "seratus"},
        {150, "seratus lima puluh"},
        {211, "dua ratus sebelas"},
        {1'000, "seribu"},
        {1'999, "seribu sembilan ratus sembilan puluh sembilan"},
        {30'000, "tiga puluh ribu"},
        {111'000, "seratus sebelas ribu"},
        {1'000'000, "satu juta"},
        {2'000'001, "dua juta satu"},
        {1'000'000'000'000, "satu triliun"},
    };
    for (const auto& [number, words] : cases) EXPECT_EQ(spelled_in_indonesian(number), words);
}

TEST(Spelled, SaysWholeNumbersInEnglish) {
    EXPECT_EQ(spelled_in_english(0), "zero");
    EXPECT_EQ(spelled_in_english(12), "twelve");
    EXPECT_EQ(spelled_in_english(40), "forty");
    EXPECT_EQ(spelled_in_english(150), "one hundred fifty");
    EXPECT_EQ(spelled_in_english(1'005), "one thousand five");
}

TEST(Spelled, SaysATicketDigitByDigit) {
    EXPECT_EQ(said_in_indonesian("A-023"), "a nol dua tiga");
    EXPECT_EQ(said_in_indonesian("BC-1204"), "be ce satu dua nol empat");
    EXPECT_EQ(said_in_english("A-023"), "A zero two three");
    EXPECT_EQ(said_in_indonesian("--"), "");
}

}  // namespace
}  // namespace gerai
