#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/board_view.h"
#include "api/room_types.h"
#include "voice/voice.h"

namespace gerai::api {

/// Who comes anew, or comes back, speaks nothing that was called longer ago.
inline constexpr std::chrono::seconds spoken_within{20};

/// `2026-11-25.17`: the date, and the place among its announcements from 1.
std::string announcement_id(Date date, std::uint32_t place);

/// The place of an id in the announcements of that date, from 0; nothing for another date's, or for
/// what is no id.
std::optional<std::uint32_t> place_of_announcement(Date date, std::string_view id);

/// The announcements of a scope after an id of this date (`2026-11-25.0`: all of it); where it is
/// none, those that may still be spoken. `voice` null: they have no sound.
AnnouncementList view_of_announcements(const hall::Day& day, const BoardScope& scope,
                                       std::string_view after, Instant now, voice::Voice* voice);

}  // namespace gerai::api
