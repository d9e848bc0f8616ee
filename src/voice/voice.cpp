#include "voice/voice.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "trust/digest.h"
#include "voice/clips.h"

namespace gerai::voice {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t recent_max = 64;
constexpr std::size_t name_size = 32;
/// Part of every name: sounds of another making are other sounds.
constexpr std::string_view making = "1";

std::string digest_of(const Utterance& utterance) {
    const std::string all = std::string{making} + '\n' + utterance.language + '\n' + utterance.text;
    return trust::sha256_hex(all).substr(0, name_size);
}

std::optional<std::string> contents(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

/// A clip of the mall. One that is not as it should be is not there.
std::optional<Sound> clip_in(const fs::path& directory, const std::string& name) {
    // Names are made of a sentence's words; nothing else may lead out of the directory.
    const bool is_plain = name.find('/') == std::string::npos && !name.starts_with('.');
    if (!is_plain) return std::nullopt;
    const auto wav = contents(directory / (name + ".wav"));
    if (!wav) return std::nullopt;
    auto sound = sound_of(*wav);
    return sound ? std::optional{std::move(*sound)} : std::nullopt;
}

struct CachedFile {
    fs::file_time_type used;
    std::uintmax_t size{};
    fs::path path;
};

std::vector<CachedFile> files_in(const std::string& directory) {
    std::vector<CachedFile> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{directory, failed}) {
        const auto size = entry.file_size(failed);
        const auto used = entry.last_write_time(failed);
        if (!failed) files.push_back({used, size, entry.path()});
    }
    return files;
}

}  // namespace

Voice::Voice(Options options)
    : options_(std::move(options)),
      synthesis_(options_.synthesis),
      chime_(digest_of({"", "chime"})),
      chime_wav_(std::make_shared<const std::string>(wav_of(voice::chime()))) {
    std::error_code failed;
    fs::create_directories(options_.cache, failed);
    for (const CachedFile& file : files_in(options_.cache)) cache_size_ += file.size;
    thread_ = std::thread{[this] { loop(); }};
}

Voice::~Voice() {
    {
        const std::scoped_lock lock{mutex_};
        is_stopping_ = true;
    }
    woken_.notify_all();
    thread_.join();
    for (const Wish& wish : wishes_) {
        if (wish.take) wish.take(nullptr);
    }
}

std::string Voice::name_of(const Utterance& utterance) {
    std::string name = digest_of(utterance);
    const std::scoped_lock lock{mutex_};
    if (known_.contains(name)) return name;
    remember(name, utterance);
    if (wishes_.size() < options_.waiting_max) {
        wishes_.push_back({name, {}});
        woken_.notify_one();
    }
    return name;
}

void Voice::remember(const std::string& name, const Utterance& utterance) {
    known_.emplace(name, utterance);
    order_.push_back(name);
    if (order_.size() <= options_.known_max) return;
    known_.erase(order_.front());
    order_.pop_front();
}

void Voice::fetch(const std::string& name, Take take) {
    if (name == chime_) return take(chime_wav_);
    {
        const std::scoped_lock lock{mutex_};
        const bool may_wait = known_.contains(name) && wishes_.size() < options_.waiting_max;
        if (may_wait) {
            // Somebody waits for this one; what is made ahead of time can wait.
            wishes_.push_front({name, std::move(take)});
            woken_.notify_one();
            return;
        }
    }
    take(nullptr);
}

void Voice::loop() {
    while (true) {
        Wish wish;
        {
            std::unique_lock lock{mutex_};
            woken_.wait(lock, [this] { return is_stopping_ || !wishes_.empty(); });
            if (is_stopping_) return;
            wish = std::move(wishes_.front());
            wishes_.pop_front();
        }
        const Wav wav = sound_named(wish.name);
        if (wish.take) wish.take(wav);
    }
}

Voice::Wav Voice::sound_named(const std::string& name) {
    const auto recent =
        std::ranges::find(recent_, name, [](const auto& entry) { return entry.first; });
    if (recent != recent_.end()) return recent->second;

    Wav wav;
    if (auto kept = contents(path_of(name)); kept && sound_of(*kept)) {
        wav = std::make_shared<const std::string>(std::move(*kept));
    } else {
        Utterance utterance;
        {
            const std::scoped_lock lock{mutex_};
            const auto known = known_.find(name);
            if (known == known_.end()) return nullptr;
            utterance = known->second;
        }
        wav = make(utterance);
        if (!wav) return nullptr;
        keep(name, *wav);
    }
    recent_.emplace_front(name, wav);
    if (recent_.size() > recent_max) recent_.pop_back();
    return wav;
}

Voice::Wav Voice::make(const Utterance& utterance) {
    const fs::path clips = fs::path{options_.clips} / utterance.language;
    const auto find = [&](const std::string& name) { return clip_in(clips, name); };
    if (!options_.clips.empty()) {
        if (const auto sound = from_clips(utterance.text, find)) {
            return std::make_shared<const std::string>(wav_of(*sound));
        }
    }
    const auto sound = synthesis_.speak(utterance.text, utterance.language);
    if (!sound) {
        if (options_.on_failure) options_.on_failure(sound.error());
        return nullptr;
    }
    return std::make_shared<const std::string>(wav_of(levelled(trimmed(*sound))));
}

std::string Voice::path_of(const std::string& name) const {
    return (fs::path{options_.cache} / (name + ".wav")).string();
}

/// Keeps a sound on disk. Where that cannot be, it is made again the next time: what is spoken now
/// does not depend on it.
void Voice::keep(const std::string& name, const std::string& wav) {
    const std::string path = path_of(name);
    const std::string unfinished = path + ".part";
    {
        std::ofstream file{unfinished, std::ios::binary | std::ios::trunc};
        file.write(wav.data(), static_cast<std::streamsize>(wav.size()));
        file.close();
        if (!file) {
            std::error_code ignored;
            fs::remove(unfinished, ignored);
            return;
        }
    }
    std::error_code failed;
    fs::rename(unfinished, path, failed);
    cache_size_ += wav.size();
    if (cache_size_ > options_.cache_max) make_room();
}

/// Takes the oldest sounds away until a quarter of the room is free.
void Voice::make_room() {
    std::vector<CachedFile> files = files_in(options_.cache);
    std::ranges::sort(files, {}, &CachedFile::used);
    cache_size_ = 0;
    for (const CachedFile& file : files) cache_size_ += file.size;
    for (const CachedFile& file : files) {
        if (cache_size_ <= options_.cache_max / 4 * 3) return;
        std::error_code failed;
        if (fs::remove(file.path, failed)) cache_size_ -= file.size;
    }
}

}  // namespace gerai::voice
