#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "voice/sound.h"

/// Recorded clips, where a mall has them: a sentence is put together from the longest ones that it
/// has, `nomor-antrean.wav` before `nomor.wav`.
namespace gerai::voice {

/// The clip of that name, such as `nomor-antrean`; nothing when there is none.
using FindClip = std::function<std::optional<Sound>(const std::string& name)>;

/// The sentence in clips, levelled, with a short pause at each comma; nothing when a word of it
/// has no clip.
std::optional<Sound> from_clips(std::string_view sentence, const FindClip& find);

}  // namespace gerai::voice
