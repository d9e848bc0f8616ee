#pragma once

#include <optional>
#include <string_view>

#include "api/estimate_book.h"
#include "hall/day.h"
#include "ticket/ticket.h"

namespace gerai::api {

/// What a ticket needs beside the day.
struct TicketSetting {
    std::string_view public_url;  ///< Without a slash at its end.
    bool is_trial = false;
    bool is_copy = false;
    Instant now;
    const HallEstimates* estimates = nullptr;  ///< Null: the ticket tells none.
};

/// The paper ticket of a visit, in the visit's language. The day comes from a mall file.
ticket::Ticket ticket_of(const hall::Day& day, hall::VisitIndex visit,
                         const TicketSetting& setting);

}  // namespace gerai::api
