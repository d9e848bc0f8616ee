#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "voice/sound.h"

namespace gerai::voice {

/// A program that makes speech of text: `espeak-ng`, as a process of its own, so that neither its
/// licence nor a crash of it reaches this one.
class Synthesis {
public:
    struct Options {
        std::string program = "espeak-ng";  ///< Looked for in PATH.
        int words_a_minute = 145;           ///< Slow enough for a hall that echoes.
        std::chrono::milliseconds patience{5'000};
    };

    explicit Synthesis(Options options) : options_(std::move(options)) {}

    /// The text as a sound; why there is none, in English. `language`: `id` or `en`. Blocks.
    [[nodiscard]] std::expected<Sound, std::string> speak(const std::string& text,
                                                          const std::string& language) const;

private:
    Options options_;
};

}  // namespace gerai::voice
