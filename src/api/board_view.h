#pragma once

#include <vector>

#include "api/public_types.h"
#include "api/queue_view.h"
#include "hall/day.h"

namespace gerai::api {

/// What a board is about: the whole mall, or the counters in the booths of one of its zones, and
/// the agencies that are there today.
class BoardScope {
public:
    /// `zone` null: the whole mall.
    BoardScope(const hall::Day& day, const mall::Zone* zone);

    [[nodiscard]] bool has(hall::CounterIndex counter) const { return counters_[counter.value]; }
    [[nodiscard]] bool has(hall::AgencyIndex agency) const { return agencies_[agency.value]; }

    /// Whether a notice of that zone is for it; an empty one is for the whole mall.
    [[nodiscard]] bool has_zone(std::string_view zone) const {
        return zone.empty() || zone_.empty() || zone == zone_;
    }

private:
    std::vector<bool> counters_;
    std::vector<bool> agencies_;
    std::string zone_;  // Empty: the whole mall.
};

/// How many calls a board is told of, and for how long one stays after the visitor has come.
/// The largest board of a mall has twelve rows; who was called and has not come yet stays however
/// long ago that was, and who was recorded as no-show, or whose call was taken back, is left out.
inline constexpr std::size_t board_calls_max = 12;
inline constexpr std::chrono::minutes board_call_stays{10};

/// The board: the last calls, the newest first, and who waits for each agency of the scope; with
/// `estimates`, how long one more would wait.
BoardView view_of_board(const hall::Day& day, std::int64_t seq, const BoardScope& scope,
                        Instant now, const HallEstimates* estimates = nullptr);

/// A notice as everybody may read it.
NoticeView view_of_notice(const hall::Notice& notice, const TimeZone& zone);

/// The zone of the file in force with that id, or null.
const mall::Zone* find_zone(const hall::Day& day, std::string_view id);

}  // namespace gerai::api
