#pragma once

#include <boost/describe/enum.hpp>

#include "hall/event.h"

// The words of the hall's states and rules in the API; the same as in the journal.
namespace gerai::hall {
BOOST_DESCRIBE_ENUM(StepState, waiting, called, serving, done, on_hold, no_show, cancelled)
BOOST_DESCRIBE_ENUM(Outcome, none, completed, not_completed, transferred, undone, day_ended)
BOOST_DESCRIBE_ENUM(CounterState, closed, open, paused, closing)
BOOST_DESCRIBE_ENUM(Channel, kiosk, door, paper, web, phone)
BOOST_DESCRIBE_ENUM(Language, id, en)
BOOST_DESCRIBE_ENUM(Orientation, landscape, portrait)
BOOST_DESCRIBE_ENUM(CallRule, oldest, priority, rescue, by_number)
BOOST_DESCRIBE_ENUM(PassReason, none, lower_score, busy_elsewhere, waits_for, primary, by_number)
BOOST_DESCRIBE_ENUM(Act, none, call, start, finish, no_show, hold, transfer, send_on)
}  // namespace gerai::hall
