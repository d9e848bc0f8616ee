#include "voice/voice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <future>

#include "voice/clips.h"

namespace gerai::voice {
namespace {

namespace fs = std::filesystem;

/// A tone of that loudness, 0 to 1.
Sound tone(double amplitude, double seconds = 0.5) {
    Sound sound(static_cast<std::size_t>(seconds * sample_rate));
    for (std::size_t i = 0; i < sound.size(); ++i) {
        sound[i] =
            static_cast<std::int16_t>(32'767 * amplitude * std::sin(0.2 * static_cast<double>(i)));
    }
    return sound;
}

class Directory {
public:
    Directory() {
        std::string name = (fs::temp_directory_path() / "gerai-voice-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Directory() { fs::remove_all(path_); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    [[nodiscard]] std::string at(const std::string& name) const { return path_ / name; }

private:
    fs::path path_;
};

void write(const std::string& path, std::string_view bytes) {
    fs::create_directories(fs::path{path}.parent_path());
    std::ofstream{path, std::ios::binary} << bytes;
}

Voice::Wav fetched(Voice& voice, const std::string& name) {
    std::promise<Voice::Wav> promise;
    auto future = promise.get_future();
    voice.fetch(name, [&promise](const Voice::Wav& wav) { promise.set_value(wav); });
    return future.get();
}

// --- sounds

TEST(Sound, ComesBackFromItsFile) {
    const Sound sound = tone(0.5);
    const auto read = sound_of(wav_of(sound));
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, sound);
}

// A program that writes to a pipe does not know the length, and says the largest.
TEST(Sound, EndsWithItsFileWhateverLengthItSays) {
    std::string wav = wav_of(tone(0.5));
    wav.replace(40, 4, "\xff\xff\xff\x7f");
    ASSERT_TRUE(sound_of(wav));
    EXPECT_EQ(sound_of(wav)->size(), tone(0.5).size());
}

TEST(Sound, SaysWhatIsWrongWithAFile) {
    EXPECT_EQ(sound_of("not a sound").error(), "it is no WAV file");
    std::string stereo = wav_of(tone(0.5));
    stereo[22] = 2;
    EXPECT_EQ(sound_of(stereo).error(), "it has more than one channel");
    std::string fast = wav_of(tone(0.5));
    fast[25] = 0;
    EXPECT_EQ(sound_of(fast).error(), "it has not 22050 samples a second");
    EXPECT_EQ(sound_of(wav_of(tone(0.5)).substr(0, 30)).error(), "its format is cut off");
}

TEST(Sound, IsLevelledToOneLoudness) {
    for (const double amplitude : {0.03, 0.2, 0.9}) {
        EXPECT_NEAR(loudness(levelled(tone(amplitude))), -18, 0.5) << amplitude;
    }
    EXPECT_EQ(levelled(silence(0.2)), silence(0.2));
}

TEST(Sound, NeverClipsWhenItIsLevelled) {
    Sound spiky = tone(0.02, 1);
    spiky[1'000] = 30'000;
    for (const std::int16_t sample : levelled(spiky)) EXPECT_LE(std::abs(int{sample}), 29'200);
}

TEST(Sound, LosesTheSilenceAtItsEnds) {
    const Sound sound = joined(std::array{silence(0.3), tone(0.5), silence(0.3)});
    EXPECT_NEAR(static_cast<double>(trimmed(sound).size()), 0.5 * sample_rate, 50);
    EXPECT_TRUE(trimmed(silence(1)).empty());
}

TEST(Chime, IsShortAndHeard) {
    EXPECT_NEAR(static_cast<double>(chime().size()) / sample_rate, 1.2, 0.1);
    EXPECT_GT(loudness(chime()), -30);
}

// --- clips

TEST(Clips, PutASentenceTogetherFromTheLongestThatThereAre) {
    std::vector<std::string> used;
    const auto find = [&](const std::string& name) -> std::optional<Sound> {
        const bool is_there = name == "nomor-antrean" || name == "a" || name == "nol" ||
                              name == "nomor" || name == "lima";
        if (!is_there) return std::nullopt;
        used.push_back(name);
        return tone(0.3, 0.2);
    };
    ASSERT_TRUE(from_clips("Nomor antrean, a, nol lima.", find));
    EXPECT_EQ(used, (std::vector<std::string>{"nomor-antrean", "a", "nol", "lima"}));
}

TEST(Clips, AreNotUsedWhereOneIsMissing) {
    const auto find = [](const std::string& name) -> std::optional<Sound> {
        return name == "nomor" ? std::optional{tone(0.3)} : std::nullopt;
    };
    EXPECT_FALSE(from_clips("Nomor antrean", find));
    EXPECT_FALSE(from_clips("", find));
}

// --- speech

TEST(Synthesis, SpeaksIndonesianAndEnglish) {
    const Synthesis synthesis{{}};
    for (const auto* language : {"id", "en"}) {
        const auto sound = synthesis.speak("nol dua tiga", language);
        ASSERT_TRUE(sound) << sound.error();
        EXPECT_GT(sound->size(), sample_rate / 2) << language;
    }
}

TEST(Synthesis, SaysWhyThereIsNone) {
    EXPECT_EQ(Synthesis{{.program = "no-such-voice"}}.speak("nol", "id").error(),
              "no-such-voice cannot be started: No such file or directory");
    EXPECT_EQ(Synthesis{{.program = "false"}}.speak("nol", "id").error(), "false failed");
    EXPECT_EQ(Synthesis{{.program = "echo"}}.speak("nol", "id").error(),
              "echo gave no sound: it is no WAV file");
}

TEST(Synthesis, JudgesAProgramThatReadsNothingByWhatItGives) {
    const std::string more_than_a_pipe_holds(4U << 20U, 'a');
    EXPECT_EQ(Synthesis{{.program = "echo"}}.speak(more_than_a_pipe_holds, "id").error(),
              "echo gave no sound: it is no WAV file");
}

TEST(Synthesis, EndsAProgramThatDoesNotEnd) {
    Directory there;
    const std::string program = there.at("sleeper");
    write(program, "#!/bin/sh\nexec sleep 60\n");
    fs::permissions(program, fs::perms::owner_all);
    const Synthesis synthesis{{.program = program, .patience = std::chrono::milliseconds{50}}};
    EXPECT_EQ(synthesis.speak("nol", "id").error(), program + " did not end in time");
}

// --- the voice

TEST(Voice, GivesASentenceTheSameNameInEveryRun) {
    Directory there;
    Voice one{{.cache = there.at("cache")}};
    Voice two{{.cache = there.at("other")}};
    EXPECT_EQ(one.name_of({"id", "nol"}), two.name_of({"id", "nol"}));
    EXPECT_NE(one.name_of({"id", "nol"}), one.name_of({"en", "nol"}));
    EXPECT_EQ(one.name_of({"id", "nol"}).size(), 32);
}

TEST(Voice, SpeaksASentenceAndKeepsItOnDisk) {
    Directory there;
    std::string name;
    {
        Voice voice{{.cache = there.at("cache")}};
        name = voice.name_of({"id", "Nomor antrean, a, nol dua tiga."});
        const auto wav = fetched(voice, name);
        ASSERT_TRUE(wav);
        EXPECT_NEAR(loudness(*sound_of(*wav)), -18, 1.5);
    }
    EXPECT_TRUE(fs::exists(there.at("cache/" + name + ".wav")));

    // What is on disk needs no program.
    Voice voice{{.cache = there.at("cache"), .synthesis = {.program = "false"}}};
    voice.name_of({"id", "Nomor antrean, a, nol dua tiga."});
    EXPECT_TRUE(fetched(voice, name));
}

TEST(Voice, KnowsNoSentenceThatNobodyHasNamed) {
    Directory there;
    Voice voice{{.cache = there.at("cache")}};
    EXPECT_FALSE(fetched(voice, "00000000000000000000000000000000"));
    EXPECT_FALSE(fetched(voice, "../../etc/passwd"));
    EXPECT_TRUE(fetched(voice, voice.chime()));
}

TEST(Voice, TellsWhenItCannotSpeak) {
    Directory there;
    std::promise<std::string> why;
    std::atomic<bool> is_told = false;
    Voice voice{{.cache = there.at("cache"),
                 .synthesis = {.program = "no-such-voice"},
                 .on_failure = [&](const std::string& what) {
                     if (!is_told.exchange(true)) why.set_value(what);
                 }}};
    EXPECT_FALSE(fetched(voice, voice.name_of({"id", "nol"})));
    EXPECT_TRUE(why.get_future().get().starts_with("no-such-voice cannot be started"));
}

TEST(Voice, PrefersTheRecordedClipsOfAMall) {
    Directory there;
    for (const auto* word : {"nol", "lima"}) {
        write(there.at(std::string{"clips/id/"} + word + ".wav"), wav_of(tone(0.1, 0.2)));
    }
    Voice voice{{.clips = there.at("clips"),
                 .cache = there.at("cache"),
                 .synthesis = {.program = "false"}}};
    EXPECT_TRUE(fetched(voice, voice.name_of({"id", "Nol lima."})));
    EXPECT_FALSE(fetched(voice, voice.name_of({"id", "Nol enam."})));
}

TEST(Voice, SpeaksWhereNothingCanBeKept) {
    Voice voice{{.cache = "/proc/no-such-place"}};
    EXPECT_TRUE(fetched(voice, voice.name_of({"id", "nol"})));
}

TEST(Voice, TakesTheOldestSoundsAwayWhenItsRoomIsFull) {
    Directory there;
    Voice voice{{.cache = there.at("cache"), .cache_max = 200'000}};
    for (int i = 0; i < 12; ++i) {
        EXPECT_TRUE(fetched(voice, voice.name_of({"id", "nomor " + std::to_string(i)})));
    }
    std::uintmax_t size = 0;
    for (const auto& file : fs::directory_iterator{there.at("cache")}) size += file.file_size();
    EXPECT_LE(size, 200'000U + 60'000U);
}

}  // namespace
}  // namespace gerai::voice
