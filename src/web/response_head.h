#pragma once

#include <string>
#include <string_view>

#include "core/time.h"
#include "web/http.h"

namespace gerai::web {

/// The header fields that every answer carries: security (S-6), `Gerai-Version`, `Gerai-Trial`.
/// Rendered once.
std::string common_fields(std::string_view version, bool trial);

/// `Wed, 25 Nov 2026 01:46:19 GMT`.
std::string http_date(Instant now);

/// What becomes of the connection after the answer, as the client must hear it.
enum class Afterwards { stays, stays_for_http_1_0, closes };

/// What goes with every answer of a thread, and with this one.
struct HeadContext {
    std::string_view common;
    std::string_view date;
    std::string_view request_id;
    Afterwards afterwards = Afterwards::stays;
};

/// Appends the status line and all header fields with the empty line. An event stream has no
/// length: it ends with the connection.
void append_head(std::string& out, const Response& response, const HeadContext& context);

/// Whether no header of the answer could be taken for more than one.
bool is_sendable(const Response& response);

}  // namespace gerai::web
