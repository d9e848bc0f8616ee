#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "voice/synthesis.h"

namespace gerai::voice {

/// A sentence, and the language that it is in: `id` or `en`.
struct Utterance {
    std::string language;
    std::string text;

    friend auto operator<=>(const Utterance&, const Utterance&) = default;
};

/// Makes sentences heard: each has a name, under which its sound is asked for. One thread makes
/// them, from the mall's recorded clips where there are all, else by the synthesis; they are kept
/// on disk, and made again when the disk has lost them. From any thread.
class Voice {
public:
    /// WAV bytes; null when the sentence is unknown or cannot be spoken.
    using Wav = std::shared_ptr<const std::string>;
    using Take = std::function<void(Wav)>;

    struct Options {
        std::string
            clips;  ///< Directory with `id/` and `en/` of recorded WAV files; may be absent.
        std::string cache;  ///< Directory for what was made; made if it is missing.
        std::uintmax_t cache_max = 128U << 20U;  ///< Bytes on disk; the oldest go first.
        std::size_t known_max = 20'000;          ///< Sentences whose name is remembered.
        std::size_t waiting_max = 1'000;         ///< Sentences that wait to be made.
        Synthesis::Options synthesis{};
        std::function<void(const std::string& why)> on_failure;  ///< On the voice's thread.
    };

    explicit Voice(Options options);
    ~Voice();
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;

    /// The name of a sentence: 32 hexadecimal digits, the same in every run. It is remembered, and
    /// made soon, so that it is there when it is asked for.
    std::string name_of(const Utterance& utterance);

    /// The name of the chime.
    [[nodiscard]] const std::string& chime() const { return chime_; }

    /// Gives the sound of a name to `take`, at once or on the voice's thread.
    void fetch(const std::string& name, Take take);

private:
    struct Wish {
        std::string name;
        Take take;
    };

    void remember(const std::string& name, const Utterance& utterance);
    void loop();
    [[nodiscard]] Wav sound_named(const std::string& name);
    [[nodiscard]] Wav make(const Utterance& utterance);
    [[nodiscard]] std::string path_of(const std::string& name) const;
    void keep(const std::string& name, const std::string& wav);
    void make_room();

    Options options_;
    Synthesis synthesis_;
    std::string chime_;
    Wav chime_wav_;

    std::mutex mutex_;
    std::condition_variable woken_;
    bool is_stopping_ = false;
    std::deque<Wish> wishes_;
    std::map<std::string, Utterance> known_;
    std::deque<std::string> order_;  // Of `known_`, the oldest first.

    // For the voice's thread alone.
    std::list<std::pair<std::string, Wav>> recent_;
    std::uintmax_t cache_size_ = 0;

    std::thread thread_;
};

}  // namespace gerai::voice
