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

/// The announcements of a scope after an id of this date (`2026-11-25.0`: all of it); where it is
/// none, those that may still be spoken. Their sounds are named by `voice`.
AnnouncementList view_of_announcements(const hall::Day& day, const BoardScope& scope,
                                       std::string_view after, Instant now, voice::Voice& voice);

}  // namespace gerai::api
