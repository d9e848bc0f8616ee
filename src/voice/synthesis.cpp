#include "voice/synthesis.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <optional>
#include <vector>

namespace gerai::voice {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t wav_max = 8U << 20U;  // Three minutes of speech.

/// One end of a pipe, closed at the end of its life.
class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return descriptor_; }
    void close() {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

private:
    int descriptor_;
};

std::array<int, 2> connected() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return {-1, -1};
    return ends;
}

/// Of sockets, so that writing to a program that has ended is no signal.
struct Pipe {
    std::array<int, 2> ends = connected();
    Descriptor read{ends[0]};
    Descriptor write{ends[1]};
};

/// How the child starts: with our pipes as its input and output, and no signal blocked, as the
/// server's threads have them.
class SpawnSetting {
public:
    SpawnSetting(const Pipe& input, const Pipe& output) {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input.read.get(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.write.get(), STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigemptyset(&none);
        sigset_t defaults;
        sigemptyset(&defaults);
        sigaddset(&defaults, SIGPIPE);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &defaults);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnSetting() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnSetting(const SpawnSetting&) = delete;
    SpawnSetting& operator=(const SpawnSetting&) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// All that comes until the other end closes; nothing when it takes too long or is too much.
std::optional<std::string> read_all(int descriptor, Clock::time_point deadline) {
    std::string all;
    std::array<char, 65'536> part{};
    while (all.size() < wav_max) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd wanted{.fd = descriptor, .events = POLLIN, .revents = 0};
        const int ready = left > 0 ? poll(&wanted, 1, static_cast<int>(left)) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        const ssize_t count = ::read(descriptor, part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::nullopt;
        if (count == 0) return all;
        all.append(part.data(), static_cast<std::size_t>(count));
    }
    return std::nullopt;
}

/// Waits for the child's end, which has been told to come; whether it ended well.
bool reap(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return false;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::expected<Sound, std::string> Synthesis::speak(const std::string& text,
                                                   const std::string& language) const {
    Pipe input;
    Pipe output;
    if (input.write.get() < 0 || output.read.get() < 0) return std::unexpected{"no pipe is left"};
    std::vector<std::string> words{
        options_.program, "-v",      language, "-s", std::to_string(options_.words_a_minute),
        "--stdin",        "--stdout"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    pid_t child = 0;
    const SpawnSetting setting{input, output};
    const int failed = posix_spawnp(&child, options_.program.c_str(), &setting.actions,
                                    &setting.attributes, arguments.data(), environ);
    if (failed != 0) {
        return std::unexpected{options_.program + " cannot be started: " + std::strerror(failed)};
    }
    input.read.close();
    output.write.close();
    const bool is_told = write_all(input.write.get(), text);
    input.write.close();
    const auto wav = read_all(output.read.get(), Clock::now() + options_.patience);
    if (!wav) kill(child, SIGKILL);
    const bool ended_well = reap(child);
    if (!wav) return std::unexpected{options_.program + " did not end in time"};
    if (!ended_well) return std::unexpected{options_.program + " failed"};
    auto sound = sound_of(*wav);
    if (!sound) return std::unexpected{options_.program + " gave no sound: " + sound.error()};
    // Asked last: a program that reads nothing may end before or after the text is sent.
    if (!is_told) return std::unexpected{options_.program + " did not read the text"};
    return sound;
}

}  // namespace gerai::voice
