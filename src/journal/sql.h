#pragma once

#include <string_view>

/// The SQL that both engines understand as it stands. What differs is in each engine's own files.
namespace gerai::journal::sql {

inline constexpr std::string_view records_after =
    "SELECT mall, seq, type, version, business_date, at, actor, body FROM journal "
    "WHERE mall = $1 AND seq > $2 ORDER BY seq LIMIT $3";

inline constexpr std::string_view record_at =
    "SELECT mall, seq, type, version, business_date, at, actor, body FROM journal "
    "WHERE mall = $1 AND seq = $2";

inline constexpr std::string_view last_seq =
    "SELECT coalesce(max(seq), 0) FROM journal WHERE mall = $1";

// One step through the primary key for each mall, where DISTINCT would read the whole journal.
inline constexpr std::string_view malls =
    "WITH RECURSIVE found (mall) AS (SELECT min(mall) FROM journal UNION ALL "
    "SELECT (SELECT min(journal.mall) FROM journal WHERE journal.mall > found.mall) FROM found "
    "WHERE found.mall IS NOT NULL) SELECT mall FROM found WHERE mall IS NOT NULL ORDER BY mall";

inline constexpr std::string_view last_day =
    "SELECT mall, business_date, first_seq FROM day "
    "WHERE mall = $1 ORDER BY business_date DESC LIMIT 1";

inline constexpr std::string_view day =
    "SELECT mall, business_date, first_seq FROM day WHERE mall = $1 AND business_date = $2";

inline constexpr std::string_view days =
    "SELECT mall, business_date, first_seq FROM day ORDER BY mall, business_date";

inline constexpr std::string_view code =
    "SELECT code, short_code, mall, business_date, visit FROM code WHERE code = $1";

inline constexpr std::string_view short_code =
    "SELECT code, short_code, mall, business_date, visit FROM code WHERE short_code = $1";

inline constexpr std::string_view codes =
    "SELECT code, short_code, mall, business_date, visit FROM code ORDER BY code";

inline constexpr std::string_view answer =
    "SELECT mall, actor, path, key, fingerprint, status, content_type, body, kept_at FROM answer "
    "WHERE mall = $1 AND actor = $2 AND path = $3 AND key = $4";

inline constexpr std::string_view forget_answers = "DELETE FROM answer WHERE kept_at < $1";

// No counter and not revoked are 0.
inline constexpr std::string_view tokens =
    "SELECT id, hash, role, mall, agency, counter, device, created_at, expires_at, revoked_at "
    "FROM token ORDER BY created_at, id";
inline constexpr std::string_view add_token =
    "INSERT INTO token (id, hash, role, mall, agency, counter, device, created_at, expires_at, "
    "revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING";
inline constexpr std::string_view revoke_token =
    "UPDATE token SET revoked_at = $1 WHERE id = $2 AND revoked_at = 0 RETURNING id";

inline constexpr std::string_view setting = "SELECT value FROM setting WHERE name = $1";

inline constexpr std::string_view set_setting =
    "INSERT INTO setting (name, value) VALUES ($1, $2) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

inline constexpr std::string_view delete_codes = "DELETE FROM code";
inline constexpr std::string_view delete_days = "DELETE FROM day";

inline constexpr std::string_view create_schema_version =
    "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)";
inline constexpr std::string_view schema_version =
    "SELECT coalesce(max(version), 0) FROM schema_version";
inline constexpr std::string_view add_schema_version =
    "INSERT INTO schema_version (version) VALUES ($1)";

}  // namespace gerai::journal::sql
