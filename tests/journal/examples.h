#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "journal/journal.h"

namespace gerai::journal {

inline constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{25}};
inline constexpr Date tomorrow{std::chrono::year{2026}, std::chrono::November,
                               std::chrono::day{26}};
inline constexpr Instant nine = std::chrono::sys_days{today} + std::chrono::hours{1};

inline Record record(std::string mall, std::int64_t seq, std::string body = "{}") {
    return {.mall = std::move(mall),
            .seq = seq,
            .type = "issued",
            .version = 1,
            .business_date = today,
            .at = nine + std::chrono::seconds{seq},
            .actor = "kiosk-1",
            .body = std::move(body)};
}

/// What a mall adds after `last`: a record for each body.
inline Addition addition(const std::string& mall, std::int64_t last,
                         std::initializer_list<std::string> bodies) {
    Addition made{.mall = mall, .last = last, .records = {}, .codes = {}, .days = {}};
    for (const std::string& body : bodies) made.records.push_back(record(mall, ++last, body));
    return made;
}

inline Commit commit_of(Addition addition) {
    Commit commit;
    commit.additions.push_back(std::move(addition));
    return commit;
}

inline CodeRow code(std::uint8_t which, std::uint64_t short_code, std::string mall = "paser") {
    CodeRow row{.code = {},
                .short_code = {short_code},
                .mall = std::move(mall),
                .business_date = today,
                .visit = which};
    row.code.bytes.fill(which);
    return row;
}

inline KeptAnswer answer(std::string key, std::string body = R"({"number":"B-001"})") {
    return {.id = {.mall = "paser",
                   .actor = "kiosk-1",
                   .path = "/api/v1/malls/paser/visits",
                   .key = std::move(key)},
            .fingerprint = "f1",
            .status = 201,
            .content_type = "application/json",
            .body = std::move(body),
            .kept_at = nine};
}

}  // namespace gerai::journal
