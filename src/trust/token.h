#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/time.h"
#include "trust/access.h"
#include "trust/secret.h"

/// Bearer tokens: `gerai_` and 256 random bits, shown once to whoever asked for one. What is stored
/// is the SHA-256 of the text, so that nobody who reads the table can use it. All times are the
/// machine's, never those of a trial hall.
namespace gerai::trust {

/// A token as it is stored.
struct TokenRow {
    std::string id;    ///< Short, random, no secret: it names the token in lists and the journal.
    std::string hash;  ///< SHA-256 of the text, 64 hexadecimal digits in lower case.
    std::string role;
    std::string mall;    ///< Empty: all malls.
    std::string agency;  ///< Empty: none.
    std::optional<int> counter;
    std::string device;  ///< Empty: none.
    Instant created_at;
    Instant expires_at;  ///< From then on it is expired.
    std::optional<Instant> revoked_at;

    friend bool operator==(const TokenRow&, const TokenRow&) = default;
};

/// What somebody wants a token for.
struct TokenWish {
    Role role = Role::public_;
    std::string mall;
    std::string agency;
    std::optional<int> counter;
    std::string device;
    std::optional<Duration> ttl;  ///< Absent: `default_ttl` of the role.
};

/// Why there is no token for a wish.
enum class WishFault {
    role_public,      ///< The public has no token.
    mall_missing,     ///< Only the role `system` may be for all malls.
    agency_missing,   ///< A token of the role `agency` names one.
    counter_missing,  ///< A token of the role `clerk` names one.
    counter_useless   ///< Another role is not held to a counter, so that naming one misleads.
};

/// A token that was just made: the row to store, and the text that is shown this once.
struct NewToken {
    TokenRow row;
    Secret text;
};

/// Makes a token. Whether its mall, agency and counter exist is for the caller to know.
std::expected<NewToken, WishFault> make_token(const TokenWish& wish, Instant machine_now);

/// 12 hours for people, 400 days for devices.
Duration default_ttl(Role role);

/// No token lasts longer.
inline constexpr std::chrono::days longest_ttl{3650};

/// Reads `90s`, `30m`, `12h` or `400d`; from one second to `longest_ttl`.
std::optional<Duration> parse_ttl(std::string_view text);

/// Why a token names nobody. All of them are a 401.
enum class TokenRefusal { unknown, expired, revoked };

/// The tokens as they stood when the table was read. It never changes: as the table is read again,
/// a new book takes its place.
class TokenBook {
public:
    TokenBook() = default;

    /// Rows that this version does not understand name nobody.
    explicit TokenBook(std::span<const TokenRow> rows);

    /// Whom a token names. Compared are the hashes, so that the time it takes tells nothing of the
    /// texts.
    [[nodiscard]] std::expected<Actor, TokenRefusal> find(std::string_view token,
                                                          Instant machine_now) const;

    /// Whether there is a token of that id that is neither revoked nor expired.
    [[nodiscard]] bool is_in_force(std::string_view id, Instant machine_now) const;

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        Actor actor;
        Instant expires_at;
        bool is_revoked = false;
    };

    std::unordered_map<std::string, Entry> entries_;  ///< By hash.
};

}  // namespace gerai::trust
