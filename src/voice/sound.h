#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the hall says aloud: sounds as numbers, and where they come from.
namespace gerai::voice {

/// Samples a second of everything that is spoken here; it is what `espeak-ng` gives.
inline constexpr int sample_rate = 22'050;

/// One channel of 16-bit samples at `sample_rate`.
using Sound = std::vector<std::int16_t>;

/// A WAV file of the sound.
std::string wav_of(const Sound& sound);

/// The sound of a WAV file: PCM, 16 bits, one channel, `sample_rate`; what is wrong with any other,
/// in English. A length that says more than there is, as a pipe gives it, ends with the file.
std::expected<Sound, std::string> sound_of(std::string_view wav);

/// Two tones, the second lower, that fade: about a second.
Sound chime();

Sound silence(double seconds);

/// One after the other.
Sound joined(std::span<const Sound> sounds);

/// As loud as all others: the loud parts at -18 dB of full scale on average, no peak above -1 dB.
/// Silence stays silence.
Sound levelled(Sound sound);

/// The same without the silence at its two ends.
Sound trimmed(const Sound& sound);

/// Root mean square of the parts that are not silence, in dB of full scale; -infinity for silence.
double loudness(const Sound& sound);

}  // namespace gerai::voice
