#include "api/rating_reasons.h"

#include <algorithm>
#include <array>

namespace gerai::api {

namespace {

using enum RatingReasonId;
using web::Message;

constexpr std::array all{
    ReasonWord{quick, Message::rating_reason_quick, true},
    ReasonWord{friendly, Message::rating_reason_friendly, true},
    ReasonWord{clear, Message::rating_reason_clear, true},
    ReasonWord{comfortable, Message::rating_reason_comfortable, true},
    ReasonWord{slow, Message::rating_reason_slow, false},
    ReasonWord{unfriendly, Message::rating_reason_unfriendly, false},
    ReasonWord{unclear, Message::rating_reason_unclear, false},
    ReasonWord{uncomfortable, Message::rating_reason_uncomfortable, false},
    ReasonWord{extra_cost, Message::rating_reason_extra_cost, false},
};

}  // namespace

std::span<const ReasonWord> rating_reasons() { return all; }

const ReasonWord* find_reason(std::string_view id) {
    const auto* const found =
        std::ranges::find(all, id, [](const ReasonWord& one) { return json::word(one.id); });
    return found == all.end() ? nullptr : found;
}

}  // namespace gerai::api
