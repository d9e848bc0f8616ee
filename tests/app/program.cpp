#include "app/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "journal/temporary_directory.h"

namespace gerai {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

/// Starts `gerai` with two open files as its output and errors.
int start(const Arguments& arguments, const Environment& environment, int out, int err) {
    std::vector<std::string> words{GERAI_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    pid_t process = -1;
    const int error = posix_spawn(&process, GERAI_BINARY, &actions, nullptr, pointers(words).data(),
                                  pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("Cannot start " GERAI_BINARY);
    return process;
}

int exit_code(int process) {
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int open_new(const std::filesystem::path& file) {
    return open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

}  // namespace

Outcome gerai(const Arguments& arguments, const Environment& environment) {
    const TemporaryDirectory directory;
    const std::filesystem::path out_file = directory.path() / "out";
    const std::filesystem::path err_file = directory.path() / "err";
    const int out = open_new(out_file);
    const int err = open_new(err_file);
    const int process = start(arguments, environment, out, err);
    close(out);
    close(err);
    const int code = exit_code(process);
    return {.code = code, .out = read_whole(out_file), .err = read_whole(err_file)};
}

Running::Running(const Arguments& arguments, const std::filesystem::path& output) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("Cannot make a pipe");
    const int errors = open_new(output);
    process_ = start(arguments, {}, pipe[1], errors);
    close(pipe[1]);
    close(errors);
    output_ = pipe[0];
}

Running::~Running() {
    if (process_ > 0) {
        kill(process_, SIGKILL);
        exit_code(process_);
    }
    close(output_);
}

std::string Running::first_line() {
    std::string line;
    char letter = 0;
    while (read(output_, &letter, 1) == 1 && letter != '\n') line += letter;
    return line;
}

int Running::stop() {
    kill(process_, SIGTERM);
    return exit_code(std::exchange(process_, -1));
}

std::string read_whole(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string last_word(const std::string& text) {
    std::istringstream words{text};
    std::string last;
    for (std::string word; words >> word;) last = word;
    return last;
}

}  // namespace gerai
