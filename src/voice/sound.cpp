#include "voice/sound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace gerai::voice {

namespace {

constexpr double full_scale = 32'767;
constexpr double wanted_loudness = -18;          // dB of full scale.
constexpr double peak_max = 0.891;               // -1 dB.
constexpr std::size_t frame = sample_rate / 50;  // 20 ms, in which loudness is judged.
constexpr double gate = 0.01;                    // Quieter frames are pauses: -40 dB.
constexpr std::size_t header_size = 44;

void put(std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint32_t number_at(std::string_view text, std::size_t at, std::size_t bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])) << (8 * i);
    }
    return value;
}

double power(std::span<const std::int16_t> samples) {
    double sum = 0;
    for (const std::int16_t sample : samples) sum += double{1} * sample * sample;
    return sum / (static_cast<double>(samples.size()) * full_scale * full_scale);
}

/// A tone that begins softly and fades.
Sound tone(double hertz, double seconds) {
    Sound sound(static_cast<std::size_t>(seconds * sample_rate));
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i) / sample_rate;
        const double rise = std::min(1.0, at / 0.01);
        const double wave = std::sin(2 * std::numbers::pi * hertz * at) +
                            0.25 * std::sin(4 * std::numbers::pi * hertz * at);
        sound[i] = static_cast<std::int16_t>(0.4 * full_scale * rise * std::exp(-4 * at) * wave);
    }
    return sound;
}

/// The PCM that a `fmt ` chunk tells of, or what is wrong with it.
std::string fault_of_format(std::string_view chunk) {
    if (chunk.size() < 16) return "its format is cut off";
    const bool is_pcm = number_at(chunk, 0, 2) == 1 && number_at(chunk, 14, 2) == 16;
    if (!is_pcm) return "it is not PCM of 16 bits";
    if (number_at(chunk, 2, 2) != 1) return "it has more than one channel";
    if (number_at(chunk, 4, 4) != sample_rate) return "it has not 22050 samples a second";
    return {};
}

Sound samples_of(std::string_view bytes) {
    Sound sound(bytes.size() / 2);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        sound[i] = static_cast<std::int16_t>(number_at(bytes, 2 * i, 2));
    }
    return sound;
}

}  // namespace

std::string wav_of(const Sound& sound) {
    const auto size = static_cast<std::uint32_t>(2 * sound.size());
    std::string wav;
    wav.reserve(header_size + size);
    wav += "RIFF";
    put(wav, size + header_size - 8, 4);
    wav += "WAVEfmt ";
    put(wav, 16, 4);
    put(wav, 1, 2);
    put(wav, 1, 2);
    put(wav, sample_rate, 4);
    put(wav, 2 * sample_rate, 4);
    put(wav, 2, 2);
    put(wav, 16, 2);
    wav += "data";
    put(wav, size, 4);
    for (const std::int16_t sample : sound) put(wav, static_cast<std::uint16_t>(sample), 2);
    return wav;
}

std::expected<Sound, std::string> sound_of(std::string_view wav) {
    if (wav.size() < 12 || !wav.starts_with("RIFF") || wav.substr(8, 4) != "WAVE") {
        return std::unexpected{"it is no WAV file"};
    }
    bool has_format = false;
    for (std::size_t at = 12; at + 8 <= wav.size();) {
        const std::string_view name = wav.substr(at, 4);
        const std::size_t size = number_at(wav, at + 4, 4);
        const std::string_view chunk = wav.substr(at + 8, size);
        if (name == "fmt ") {
            if (std::string fault = fault_of_format(chunk); !fault.empty()) {
                return std::unexpected{std::move(fault)};
            }
            has_format = true;
        }
        if (name == "data" && has_format) return samples_of(chunk);
        at += 8 + size + size % 2;
    }
    return std::unexpected{"it has no samples"};
}

Sound silence(double seconds) { return Sound(static_cast<std::size_t>(seconds * sample_rate)); }

Sound joined(std::span<const Sound> sounds) {
    Sound all;
    for (const Sound& sound : sounds) all.insert(all.end(), sound.begin(), sound.end());
    return all;
}

Sound chime() {
    constexpr double high = 659.26;  // E5, then C5: a falling third, which is heard as an address.
    constexpr double low = 523.25;
    const Sound first = tone(high, 0.45);
    const Sound second = tone(low, 0.75);
    return joined(std::array{first, second});
}

double loudness(const Sound& sound) {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t at = 0; at < sound.size(); at += frame) {
        const auto part = std::span{sound}.subspan(at, std::min(frame, sound.size() - at));
        const double here = power(part);
        if (here < gate * gate) continue;
        sum += here;
        ++count;
    }
    if (count == 0) return -std::numeric_limits<double>::infinity();
    return 10 * std::log10(sum / static_cast<double>(count));
}

Sound levelled(Sound sound) {
    const double now = loudness(sound);
    if (!std::isfinite(now)) return sound;
    int peak = 1;
    for (const std::int16_t sample : sound) peak = std::max(peak, std::abs(int{sample}));
    const double wanted = std::pow(10.0, (wanted_loudness - now) / 20);
    const double factor = std::min(wanted, peak_max * full_scale / peak);
    for (std::int16_t& sample : sound) {
        sample = static_cast<std::int16_t>(std::lround(factor * sample));
    }
    return sound;
}

Sound trimmed(const Sound& sound) {
    const auto is_heard = [](std::int16_t sample) { return std::abs(int{sample}) > 100; };
    const auto first = std::ranges::find_if(sound, is_heard);
    const auto last = std::find_if(sound.rbegin(), sound.rend(), is_heard);
    if (first == sound.end()) return {};
    return {first, last.base()};
}

}  // namespace gerai::voice
