#include "core/code.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cctype>

namespace gerai {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

Code any_code() {
    Code code;
    for (std::uint8_t& byte : code.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
    return code;
}

ShortCode any_short_code() {
    return {*rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << 50U)};
}

std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

TEST(Code, IsWrittenInTwentySixCharacters) {
    Code first;
    Code last;
    last.bytes.fill(0xff);

    EXPECT_EQ(to_string(first), "00000000000000000000000000");
    EXPECT_EQ(to_string(last), "zzzzzzzzzzzzzzzzzzzzzzzzzw");  // The last three bits of 128.
    EXPECT_EQ(parse_code(to_string(last)), last);
}

RC_GTEST_PROP(Code, IsReadAsItWasWritten, ()) {
    const Code code = any_code();

    RC_ASSERT(parse_code(to_string(code)) == code);
    RC_ASSERT(parse_code(upper(to_string(code))) == code);
}

TEST(Code, IsNothingWhenItIsNotOne) {
    const std::string right = to_string(Code{});

    EXPECT_EQ(parse_code(""), std::nullopt);
    EXPECT_EQ(parse_code(right.substr(1)), std::nullopt);
    EXPECT_EQ(parse_code(right + "0"), std::nullopt);
    EXPECT_EQ(parse_code("u" + right.substr(1)), std::nullopt);
    EXPECT_EQ(parse_code("-" + right.substr(1)), std::nullopt);
    EXPECT_EQ(parse_code(std::string("\0", 1) + right.substr(1)), std::nullopt);
    EXPECT_EQ(parse_code("\xc3\xa9" + right.substr(2)), std::nullopt);
}

TEST(Code, HasOneSpellingOfEachOfItsBits) {
    std::string text = to_string(Code{});
    text.back() = '1';  // A bit beyond the 128.

    EXPECT_EQ(parse_code(text), std::nullopt);
}

TEST(ShortCode, IsWrittenInTenCharactersAndACheck) {
    EXPECT_EQ(to_string(ShortCode{0}), "00000000000");
    EXPECT_EQ(to_string(ShortCode{1}), "0000000001a");  // Weight 10 of the last character.
    EXPECT_EQ(to_string(ShortCode{(std::uint64_t{1} << 50U) - 1}), "zzzzzzzzzz0");
}

RC_GTEST_PROP(ShortCode, IsReadAsPeopleTypeIt, ()) {
    const ShortCode code = any_short_code();
    const std::string text = to_string(code);
    const std::string dashed =
        text.substr(0, 4) + "-" + text.substr(4, 5) + " - " + text.substr(9) + " ";

    RC_ASSERT(parse_short_code(text) == code);
    RC_ASSERT(parse_short_code(upper(text)) == code);
    RC_ASSERT(parse_short_code(upper(dashed)) == code);
}

TEST(ShortCode, TakesLettersThatLookLikeDigitsForThem) {
    const ShortCode code{(std::uint64_t{1} << 45U) | 32U};  // 1 at the front, a 1 before the last.
    const std::string text = to_string(code);
    ASSERT_EQ(text.substr(0, 10), "1000000010");

    EXPECT_EQ(parse_short_code("IOOOOOOOIO" + text.substr(10)), code);
    EXPECT_EQ(parse_short_code("looooooolo" + text.substr(10)), code);
}

RC_GTEST_PROP(ShortCode, NoticesOneWrongCharacter, ()) {
    std::string text = to_string(any_short_code());
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const char wrong = *rc::gen::elementOf(std::string{alphabet});
    RC_PRE(wrong != text[at]);
    // Values 0 and 31 are the same to the check.
    RC_PRE(std::string("0z").find(wrong) == std::string::npos ||
           std::string("0z").find(text[at]) == std::string::npos);

    text[at] = wrong;

    RC_ASSERT(parse_short_code(text) == std::nullopt);
}

RC_GTEST_PROP(ShortCode, NoticesTwoNeighboursThatChangedPlaces, ()) {
    std::string text = to_string(any_short_code());
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() - 1);
    RC_PRE(text[at] != text[at + 1]);
    RC_PRE(std::string("0z").find(text[at]) == std::string::npos ||
           std::string("0z").find(text[at + 1]) == std::string::npos);

    std::swap(text[at], text[at + 1]);

    RC_ASSERT(parse_short_code(text) == std::nullopt);
}

TEST(ShortCode, IsNothingWhenItIsNotOne) {
    EXPECT_EQ(parse_short_code(""), std::nullopt);
    EXPECT_EQ(parse_short_code("----"), std::nullopt);
    EXPECT_EQ(parse_short_code("0000000000"), std::nullopt);
    EXPECT_EQ(parse_short_code("000000000000"), std::nullopt);
    EXPECT_EQ(parse_short_code("0000000000u"), std::nullopt);
    EXPECT_EQ(parse_short_code("0000000000."), std::nullopt);
}

}  // namespace
}  // namespace gerai
