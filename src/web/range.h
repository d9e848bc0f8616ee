#pragma once

#include "web/http.h"

namespace gerai::web {

/// The part of a whole answer that `Range` asks for: 206 with it, 416 where it lies outside, and
/// the whole where the header is absent or is not one range of bytes (RFC 9110, 14).
Response ranged(const Request& request, Response whole);

}  // namespace gerai::web
