#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "audit/hall.h"

namespace gerai::audit {

/// The life of a step, once more: what is not listed may not happen.
struct Move {
    std::string_view by;  ///< The type of the event; of an `undone` event, `undo` and its act.
    State from;
    State to;

    friend bool operator==(const Move&, const Move&) = default;
};

inline constexpr auto moves = std::to_array<Move>({
    {"called", State::waiting, State::called},
    {"called", State::no_show, State::called},
    {"recalled", State::called, State::called},
    {"started", State::called, State::serving},
    {"finished", State::serving, State::done},
    {"no_show", State::called, State::no_show},
    {"rejoined", State::no_show, State::waiting},
    {"held", State::serving, State::on_hold},
    {"resumed", State::on_hold, State::serving},
    {"transferred", State::called, State::cancelled},
    {"transferred", State::serving, State::cancelled},
    {"cancelled", State::waiting, State::cancelled},
    {"cancelled", State::called, State::cancelled},
    {"cancelled", State::on_hold, State::cancelled},
    {"day_closed", State::waiting, State::no_show},
    {"day_closed", State::on_hold, State::no_show},
    {"undo call", State::called, State::waiting},
    {"undo call", State::called, State::no_show},
    {"undo start", State::serving, State::called},
    {"undo finish", State::done, State::serving},
    {"undo send_on", State::done, State::serving},
    {"undo no_show", State::no_show, State::called},
    {"undo hold", State::on_hold, State::serving},
    {"undo transfer", State::cancelled, State::called},
    {"undo transfer", State::cancelled, State::serving},
    {"undone", State::waiting, State::cancelled},
});

inline bool is_legal(const Move& move) { return std::ranges::find(moves, move) != moves.end(); }

}  // namespace gerai::audit
