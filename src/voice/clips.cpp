#include "voice/clips.h"

#include <algorithm>

namespace gerai::voice {

namespace {

constexpr std::size_t words_in_clip_max = 4;
constexpr double pause_of_comma = 0.25;
constexpr double pause_of_word = 0.04;

struct Word {
    std::string text;
    bool ends_clause = false;
};

/// Lower-case words; a comma or a full stop ends a clause.
std::vector<Word> words_of(std::string_view sentence) {
    std::vector<Word> words;
    Word word;
    const auto add = [&] {
        if (!word.text.empty()) words.push_back(std::move(word));
        word = {};
    };
    for (const char c : sentence) {
        const bool is_mark = c == ',' || c == '.' || c == '!' || c == '?';
        if (c == ' ') add();
        if (is_mark && !word.text.empty()) word.ends_clause = true;
        if (c == ' ' || is_mark) continue;
        word.text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    add();
    return words;
}

struct Piece {
    Sound sound;
    std::size_t words{};
};

/// The longest clip that begins at a word and does not go over a comma.
std::optional<Piece> longest_at(const std::vector<Word>& words, std::size_t at,
                                const FindClip& find) {
    std::vector<std::string> names;
    std::string name;
    for (std::size_t i = at; i < words.size() && i < at + words_in_clip_max; ++i) {
        if (!name.empty()) name += '-';
        name += words[i].text;
        names.push_back(name);
        if (words[i].ends_clause) break;
    }
    for (std::size_t count = names.size(); count > 0; --count) {
        if (auto clip = find(names[count - 1])) return Piece{trimmed(*clip), count};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Sound> from_clips(std::string_view sentence, const FindClip& find) {
    const std::vector<Word> words = words_of(sentence);
    std::vector<Sound> sounds;
    for (std::size_t at = 0; at < words.size();) {
        auto piece = longest_at(words, at, find);
        if (!piece) return std::nullopt;
        at += piece->words;
        sounds.push_back(levelled(std::move(piece->sound)));
        sounds.push_back(silence(words[at - 1].ends_clause ? pause_of_comma : pause_of_word));
    }
    if (sounds.empty()) return std::nullopt;
    return joined(sounds);
}

}  // namespace gerai::voice
