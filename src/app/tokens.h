#pragma once

#include <boost/json/array.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "app/command_line.h"
#include "app/work.h"
#include "trust/token.h"

namespace gerai::app {

/// Finds the file of a mall that is in force, or null.
using FindMall = std::function<std::shared_ptr<const mall::Mall>(const std::string& mall)>;

/// Makes a token and keeps it: `{"verb": "token_create", "role", "mall", "agency", "counter",
/// "device", "ttl"}`, all but the role optional. The answer holds `id`, `token` and `expires_at`.
Answer create_token(journal::Journal& journal, const FindMall& find_mall, const Request& request,
                    Instant machine_now);

/// Ends a token for good: `{"verb": "token_revoke", "id"}`.
Answer revoke_token(journal::Journal& journal, const Request& request, Instant machine_now);

/// All tokens without what would let anybody use them.
boost::json::array token_list(std::span<const trust::TokenRow> rows, Instant machine_now);

/// Has a token made by whoever may write.
Answer have_token_created(const Settings& settings, const Request& request);

/// Adds the verbs `token create`, `token list` and `token revoke`.
void add_token(CommandLine& line);

}  // namespace gerai::app
