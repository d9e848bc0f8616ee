#include "trust/token.h"

#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace gerai::trust {
namespace {

using namespace std::chrono_literals;

constexpr Instant nine{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + 1h};

const TokenWish clerk_at_12{
    .role = Role::clerk, .mall = "badung", .agency = "dukcapil", .counter = 12};

NewToken made(const TokenWish& wish) {
    auto token = make_token(wish, nine);
    EXPECT_TRUE(token);
    return std::move(*token);
}

TokenBook book_of(const TokenRow& row) { return TokenBook{std::vector{row}}; }

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

// A secret can be read by `reveal` and in no other way.
static_assert(!Streamable<Secret>);
static_assert(!std::convertible_to<Secret, std::string>);
static_assert(!std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<std::string, Secret>);

}  // namespace

TEST(Token, NamesItsActorUntilTheInstantItExpires) {
    const NewToken token = made(clerk_at_12);
    const TokenBook book = book_of(token.row);
    const Actor clerk{.role = Role::clerk,
                      .id = token.row.id,
                      .mall = "badung",
                      .agency = "dukcapil",
                      .counter = 12};

    EXPECT_EQ(book.find(token.text.reveal(), nine), clerk);
    EXPECT_EQ(book.find(token.text.reveal(), nine + 12h - 1us), clerk);
    EXPECT_EQ(book.find(token.text.reveal(), nine + 12h), std::unexpected(TokenRefusal::expired));
    EXPECT_EQ(book.find(token.text.reveal(), nine + 24h), std::unexpected(TokenRefusal::expired));
}

TEST(Token, NamesNobodyOnceItIsRevoked) {
    NewToken token = made(clerk_at_12);
    token.row.revoked_at = nine + 1h;
    const TokenBook book = book_of(token.row);

    EXPECT_EQ(book.find(token.text.reveal(), nine + 2h), std::unexpected(TokenRefusal::revoked));
    EXPECT_EQ(book.find(token.text.reveal(), nine + 24h), std::unexpected(TokenRefusal::revoked));
}

TEST(Token, IsInForceUntilItIsRevokedOrExpires) {
    NewToken token = made(clerk_at_12);
    EXPECT_TRUE(book_of(token.row).is_in_force(token.row.id, nine));
    EXPECT_FALSE(book_of(token.row).is_in_force(token.row.id, nine + 12h));
    EXPECT_FALSE(book_of(token.row).is_in_force("another", nine));

    token.row.revoked_at = nine + 1h;
    EXPECT_FALSE(book_of(token.row).is_in_force(token.row.id, nine + 2h));
}

TEST(Token, NamesNobodyWhenItIsUnknown) {
    const NewToken token = made(clerk_at_12);
    const TokenBook book = book_of(token.row);
    const std::string& text = token.text.reveal();
    std::string changed = text;
    changed.back() = changed.back() == 'A' ? 'E' : 'A';

    for (const std::string& other :
         {std::string{}, changed, text + "A", text.substr(0, text.size() - 1), text.substr(6),
          token.row.hash, token.row.id, std::string(100'000, 'A'),
          made(clerk_at_12).text.reveal()}) {
        EXPECT_EQ(book.find(other, nine), std::unexpected(TokenRefusal::unknown));
    }
    EXPECT_EQ(TokenBook{}.find(text, nine), std::unexpected(TokenRefusal::unknown));
}

TEST(Token, NamesNobodyWhenItsRoleIsFromANewerVersion) {
    NewToken token = made(clerk_at_12);
    token.row.role = "auditor";

    EXPECT_EQ(book_of(token.row).find(token.text.reveal(), nine),
              std::unexpected(TokenRefusal::unknown));
}

TEST(Token, IsStoredAsTheHashOfItsTextAlone) {
    const NewToken token = made(clerk_at_12);
    const std::string& text = token.text.reveal();

    EXPECT_EQ(text.size(), 6U + 43U);
    EXPECT_TRUE(text.starts_with("gerai_"));
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_"),
              std::string::npos);
    EXPECT_EQ(token.row.hash.size(), 64U);
    for (const std::string& stored : {token.row.id, token.row.hash, token.row.device}) {
        EXPECT_EQ(stored.find(text.substr(6)), std::string::npos);
    }
}

TEST(Token, IsKnownByTheSha256OfItsText) {
    // `printf %s gerai_AAAA...A | sha256sum`, with 43 times A.
    TokenRow row = made(clerk_at_12).row;
    row.hash = "76ac518b344e51f5b8d5aefcd5126ed258082d9ccafebb25fda5002dfac795e8";

    EXPECT_TRUE(book_of(row).find("gerai_" + std::string(43, 'A'), nine));
}

TEST(Token, IsNeverMadeTwice) {
    std::set<std::string> texts;
    std::set<std::string> ids;
    for (int i = 0; i < 1'000; ++i) {
        const NewToken token = made(clerk_at_12);
        texts.insert(token.text.reveal());
        ids.insert(token.row.id);
    }

    EXPECT_EQ(texts.size(), 1'000U);
    EXPECT_EQ(ids.size(), 1'000U);
}

TEST(Token, IsNotMadeForARoleWithoutWhatItIsHeldTo) {
    const auto fault = [](const TokenWish& wish) { return make_token(wish, nine).error(); };

    EXPECT_EQ(fault({.mall = "badung"}), WishFault::role_public);
    EXPECT_EQ(fault({.role = Role::manager}), WishFault::mall_missing);
    EXPECT_EQ(fault({.role = Role::kiosk}), WishFault::mall_missing);
    EXPECT_EQ(fault({.role = Role::agency, .mall = "badung"}), WishFault::agency_missing);
    EXPECT_EQ(fault({.role = Role::clerk, .mall = "badung"}), WishFault::counter_missing);
    EXPECT_EQ(fault({.role = Role::greeter, .mall = "badung", .counter = 1}),
              WishFault::counter_useless);
}

TEST(Token, IsMadeForAllMallsForTheSystemAlone) {
    const NewToken token = made({.role = Role::system});

    const auto actor = book_of(token.row).find(token.text.reveal(), nine);

    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->mall, "");
    EXPECT_EQ(allow(*actor, Action::close_day, {.mall = "paser"}), Decision::allowed);
}

TEST(Token, LastsTwelveHoursForPeopleAndFourHundredDaysForDevicesUnlessTold) {
    EXPECT_EQ(made({.role = Role::manager, .mall = "badung"}).row.expires_at, nine + 12h);
    EXPECT_EQ(made({.role = Role::system}).row.expires_at, nine + 12h);
    EXPECT_EQ(made({.role = Role::kiosk, .mall = "badung"}).row.expires_at, nine + 400 * 24h);
    EXPECT_EQ(made({.role = Role::board, .mall = "badung"}).row.expires_at, nine + 400 * 24h);
    EXPECT_EQ(made({.role = Role::board, .mall = "badung", .ttl = 30min}).row.expires_at,
              nine + 30min);
}

TEST(Ttl, IsANumberAndAUnit) {
    EXPECT_EQ(parse_ttl("1s"), Duration{1s});
    EXPECT_EQ(parse_ttl("30m"), Duration{30min});
    EXPECT_EQ(parse_ttl("12h"), Duration{12h});
    EXPECT_EQ(parse_ttl("400d"), Duration{400 * 24h});
    EXPECT_EQ(parse_ttl("3650d"), Duration{longest_ttl});
    for (const std::string_view text :
         {"", "h", "12", "0h", "-1h", "+1h", "1.5h", "12 h", " 12h", "12H", "1w", "12hh", "3651d",
          "4294967295d", "4294967296d", "99999999999999999999s"}) {
        EXPECT_EQ(parse_ttl(text), std::nullopt) << text;
    }
}

}  // namespace gerai::trust
