#include "mall/nearest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace gerai::mall {
namespace {

TEST(EditDistance, CountsLettersAddedDroppedReplacedAndSwapped) {
    EXPECT_EQ(edit_distance("name", "name"), 0U);
    EXPECT_EQ(edit_distance("nmae", "name"), 1U);
    EXPECT_EQ(edit_distance("nam", "name"), 1U);
    EXPECT_EQ(edit_distance("names", "name"), 1U);
    EXPECT_EQ(edit_distance("nome", "name"), 1U);
    EXPECT_EQ(edit_distance("", "name"), 4U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

RC_GTEST_PROP(EditDistance, IsTheSameBothWaysAndAtMostTheLongerWord, ()) {
    const auto one = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
    const auto other = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));

    const auto distance = edit_distance(one, other);

    RC_ASSERT(distance == edit_distance(other, one));
    RC_ASSERT(distance <= std::max(one.size(), other.size()));
    RC_ASSERT((distance == 0U) == (one == other));
}

TEST(Nearest, NamesTheWordThatWasMeantOrNone) {
    const std::vector<std::string> known{"id", "name", "name_en", "kind", "prefix"};

    EXPECT_EQ(nearest("nmae", known), "name");
    EXPECT_EQ(nearest("pefix", known), "prefix");
    EXPECT_EQ(nearest("name_eng", known), "name_en");
    EXPECT_EQ(nearest("ID", known), std::nullopt);
    EXPECT_EQ(nearest("x", known), std::nullopt);
    EXPECT_EQ(nearest(std::string(10'000, 'n'), known), std::nullopt);
}

TEST(Hint, ListsTheKnownWordsWhenNoneIsNear) {
    const std::vector<std::string> known{"wait", "share"};

    EXPECT_EQ(hint("shrae", known), "; did you mean \"share\"?");
    EXPECT_EQ(hint("colour", known), "; known here: wait, share");
    EXPECT_EQ(hint("colour", std::vector<std::string>(17, "far away")), "");
    EXPECT_EQ(hint("colour", {}), "");
}

}  // namespace
}  // namespace gerai::mall
