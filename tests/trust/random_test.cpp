#include "trust/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace gerai::trust {

TEST(Random, FillsEveryByteOfAnyLength) {
    // Each of 600 bytes is drawn until it was not 0 once: by chance it stays so with 2^-400.
    std::vector<std::uint8_t> seen(600);
    for (int i = 0; i < 50; ++i) {
        std::vector<std::uint8_t> bytes(seen.size());
        random_bytes(bytes);
        for (std::size_t at = 0; at < seen.size(); ++at) seen[at] |= bytes[at];
    }

    EXPECT_EQ(std::ranges::count(seen, 0), 0);
    random_bytes({});
}

TEST(Random, GivesShortCodesOfFiftyBitsThatPeopleCanType) {
    std::uint64_t seen = 0;
    for (int i = 0; i < 1'000; ++i) {
        const ShortCode code = random_short_code();
        EXPECT_EQ(parse_short_code(to_string(code)), code);
        seen |= code.value;
    }

    EXPECT_EQ(seen, (std::uint64_t{1} << 50U) - 1);
}

TEST(Random, GivesNoCodeTwice) {
    std::set<Code> codes;
    for (int i = 0; i < 1'000; ++i) codes.insert(random_code());

    EXPECT_EQ(codes.size(), 1'000U);
}

}  // namespace gerai::trust
