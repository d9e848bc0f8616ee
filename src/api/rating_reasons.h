#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "api/types.h"
#include "web/text.h"

namespace gerai::api {

/// A reason that a rating may name, with its word for people.
struct ReasonWord {
    RatingReasonId id{};
    web::Message name{};
    bool is_praise = false;  ///< Offered with a good score, otherwise with a bad one.
};

/// All of them, in the order in which they are offered.
std::span<const ReasonWord> rating_reasons();

/// The one with that id, as the journal writes it; null where there is none (any more).
const ReasonWord* find_reason(std::string_view id);

/// Whether a score, 1 to 4, is a good one.
constexpr bool is_good(std::int64_t score) { return score >= 3; }

}  // namespace gerai::api
