#pragma once

#include <boost/container/small_vector.hpp>
#include <string_view>

#include "api/frame_types.h"
#include "hall/day.h"

namespace gerai::api {

using AgencyList = boost::container::small_vector<hall::AgencyIndex, 4>;

/// An event in the words of the streams: what is told, and who may hear it.
struct Telling {
    std::string_view event;    ///< Its name in the stream, such as `called`.
    bool is_public = true;     ///< Boards hear of it.
    bool is_for_all = false;   ///< It changes all queues, and every counter hears of it.
    bool is_for_room = false;  ///< It is about the room, and no counter: every board hears of it.
    bool moves_others = true;  ///< Others may have come nearer, or further from their turn.

    hall::VisitIndex visit;
    hall::CounterIndex counter;
    hall::AgencyIndex agency;  ///< Whose step it is about, if it is about one.
    AgencyList queues;         ///< Whose queues it has changed.
    AgencyList step_agencies;  ///< Of `facts.steps`, one for each.
    AgencyList listeners;  ///< Whose counters hear of it: all that the visit still has to go to.

    HallFrame facts;  ///< Everything but the queues.
};

/// Words an event; `day` is the hall right after it.
Telling telling_of(const hall::Day& day, const hall::Event& event);

/// What everybody may know of it: no class, no reason, no code.
BoardFrame for_everybody(const Telling& telling);

/// The same in a zone in which the counter is not.
BoardFrame without_place(BoardFrame frame);

/// What the counters of an agency may know: of what happens at others, that the visitor is there.
HallFrame for_agency(const Telling& telling, hall::AgencyIndex agency);

}  // namespace gerai::api
