#include "trust/token.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "trust/digest.h"
#include "trust/random.h"

namespace gerai::trust {

namespace {

// So that people, logs and scanners of leaked secrets know one when they see it.
constexpr std::string_view prefix = "gerai_";
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_characters = 43;
constexpr std::size_t id_bytes = 6;

/// Base 64 for addresses (RFC 4648, 5), without padding.
std::string base64url(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : bytes) {
        pending = (pending << 8U) | byte;
        for (bits += 8; bits >= 6; bits -= 6) text += alphabet[(pending >> (bits - 6)) & 63U];
    }
    if (bits > 0) text += alphabet[(pending << (6 - bits)) & 63U];
    return text;
}

std::optional<WishFault> fault_of(const TokenWish& wish) {
    if (wish.role == Role::public_) return WishFault::role_public;
    if (wish.mall.empty() && wish.role != Role::system) return WishFault::mall_missing;
    if (wish.agency.empty() && wish.role == Role::agency) return WishFault::agency_missing;
    if (!wish.counter && wish.role == Role::clerk) return WishFault::counter_missing;
    if (wish.counter && wish.role != Role::clerk) return WishFault::counter_useless;
    return std::nullopt;
}

std::optional<std::chrono::seconds> unit_of(char letter) {
    switch (letter) {
        case 's': return std::chrono::seconds{1};
        case 'm': return std::chrono::minutes{1};
        case 'h': return std::chrono::hours{1};
        case 'd': return std::chrono::days{1};
        default: return std::nullopt;
    }
}

}  // namespace

std::expected<NewToken, WishFault> make_token(const TokenWish& wish, Instant machine_now) {
    if (const auto fault = fault_of(wish)) return std::unexpected(*fault);

    Secret text{std::string{prefix} + base64url(random_array<secret_bytes>())};
    TokenRow row{.id = hexadecimal(random_array<id_bytes>()),
                 .hash = sha256_hex(text.reveal()),
                 .role = std::string{to_string(wish.role)},
                 .mall = wish.mall,
                 .agency = wish.agency,
                 .counter = wish.counter,
                 .device = wish.device,
                 .created_at = machine_now,
                 .expires_at = machine_now + wish.ttl.value_or(default_ttl(wish.role)),
                 .revoked_at = std::nullopt};
    return NewToken{.row = std::move(row), .text = std::move(text)};
}

Duration default_ttl(Role role) {
    const bool is_device = role == Role::kiosk || role == Role::board;
    return is_device ? Duration{std::chrono::days{400}} : Duration{std::chrono::hours{12}};
}

std::optional<Duration> parse_ttl(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto unit = unit_of(text.back());
    text.remove_suffix(1);

    std::uint32_t count =
        0;  // Unsigned: a sign is refused. Too narrow for the product to overflow.
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto [rest, error] = std::from_chars(begin, end, count);
    if (!unit || error != std::errc{} || rest != end || count == 0) return std::nullopt;

    const std::chrono::seconds ttl = *unit * count;
    if (ttl > longest_ttl) return std::nullopt;
    return ttl;
}

TokenBook::TokenBook(std::span<const TokenRow> rows) {
    entries_.reserve(rows.size());
    for (const TokenRow& row : rows) {
        const auto role = parse_role(row.role);
        if (!role) continue;
        entries_.insert_or_assign(row.hash, Entry{.actor = {.role = *role,
                                                            .id = row.id,
                                                            .mall = row.mall,
                                                            .agency = row.agency,
                                                            .counter = row.counter,
                                                            .device = row.device},
                                                  .expires_at = row.expires_at,
                                                  .is_revoked = row.revoked_at.has_value()});
    }
}

std::expected<Actor, TokenRefusal> TokenBook::find(std::string_view token,
                                                   Instant machine_now) const {
    const bool has_our_form =
        token.starts_with(prefix) && token.size() == prefix.size() + secret_characters;
    if (!has_our_form) return std::unexpected(TokenRefusal::unknown);

    const auto found = entries_.find(sha256_hex(token));
    if (found == entries_.end()) return std::unexpected(TokenRefusal::unknown);
    if (found->second.is_revoked) return std::unexpected(TokenRefusal::revoked);
    if (machine_now >= found->second.expires_at) return std::unexpected(TokenRefusal::expired);
    return found->second.actor;
}

bool TokenBook::is_in_force(std::string_view id, Instant machine_now) const {
    return std::ranges::any_of(entries_, [&](const auto& one) {
        const Entry& entry = one.second;
        return entry.actor.id == id && !entry.is_revoked && machine_now < entry.expires_at;
    });
}

}  // namespace gerai::trust
