#include "app/control.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

namespace gerai::app {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using Clock = std::chrono::steady_clock;

[[noreturn]] void throw_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// A file descriptor that is closed with its owner.
class File {
public:
    explicit File(int file) : file_(file) {}
    ~File() {
        if (file_ >= 0) close(file_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] int get() const { return file_; }
    int release() { return std::exchange(file_, -1); }

private:
    int file_;
};

/// The address of a socket by its open directory: the kernel takes no more than 107 bytes of a
/// path, and a data directory may lie deeper.
class Address {
public:
    explicit Address(const fs::path& socket)
        : directory_(open(fs::absolute(socket).parent_path().c_str(), O_PATH | O_CLOEXEC)) {
        if (directory_.get() < 0) return;
        const std::string path =
            "/proc/self/fd/" + std::to_string(directory_.get()) + "/" + socket.filename().string();
        is_good_ = path.size() < sizeof address_.sun_path;
        address_.sun_family = AF_UNIX;
        if (is_good_) std::memcpy(address_.sun_path, path.c_str(), path.size() + 1);
    }

    [[nodiscard]] bool exists() const { return is_good_; }
    [[nodiscard]] const sockaddr* get() const {
        return reinterpret_cast<const sockaddr*>(&address_);
    }

private:
    File directory_;
    sockaddr_un address_{};
    bool is_good_ = false;
};

int new_socket() {
    const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file < 0) throw_errno("Cannot make a socket");
    return file;
}

/// Whether a server listens there, now connected with `file`.
bool connects(int file, const fs::path& socket) {
    const Address address{socket};
    return address.exists() && connect(file, address.get(), sizeof(sockaddr_un)) == 0;
}

/// Waits until the file is ready for `events`; false when the time is over.
bool is_ready(int file, short events, Clock::time_point until) {
    while (true) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) return false;
        pollfd poll{.fd = file, .events = events, .revents = 0};
        const int found = ::poll(&poll, 1, static_cast<int>(left));
        if (found > 0) return true;
        if (found < 0 && errno != EINTR) return false;
    }
}

enum class Reading { done, too_long, late, ended };

/// Reads up to the end of the first line.
Reading read_line(int file, std::string& line, std::size_t most, Clock::time_point until) {
    std::array<char, 65'536> piece{};
    while (is_ready(file, POLLIN, until)) {
        const ssize_t count = recv(file, piece.data(), piece.size(), 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (count <= 0) return Reading::ended;
        line.append(piece.data(), static_cast<std::size_t>(count));
        if (line.back() == '\n') {
            line.pop_back();
            return line.size() > most ? Reading::too_long : Reading::done;
        }
        if (line.size() > most) return Reading::too_long;
    }
    return Reading::late;
}

bool write_line(int file, std::string line, Clock::time_point until) {
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty()) {
        if (!is_ready(file, POLLOUT, until)) return false;
        const ssize_t count = send(file, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (count < 0) return false;
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

json::object error_answer(std::string_view sentence) { return {{"error", sentence}}; }

std::optional<json::object> parsed(const std::string& line) {
    boost::system::error_code error;
    const json::value value = json::parse(line, error);
    if (error || !value.is_object()) return std::nullopt;
    return value.as_object();
}

}  // namespace

fs::path control_socket(const fs::path& data) { return data / "gerai.sock"; }

ControlServer::ControlServer(const fs::path& socket, Handler handler, ControlLimits limits)
    : socket_(socket), handler_(std::move(handler)), limits_(limits) {
    const File other{new_socket()};
    if (connects(other.get(), socket)) {
        throw std::runtime_error("Another gerai serves the data directory \"" +
                                 socket.parent_path().string() + "\": stop that one first.");
    }
    unlink(socket.c_str());

    File listener{new_socket()};
    fchmod(listener.get(), S_IRUSR | S_IWUSR);  // Before it has a name that others could open.
    const Address address{socket};
    constexpr int waiting_max = 16;
    if (!address.exists() || bind(listener.get(), address.get(), sizeof(sockaddr_un)) != 0 ||
        chmod(socket.c_str(), S_IRUSR | S_IWUSR) != 0 || listen(listener.get(), waiting_max) != 0)
        throw_errno("Cannot listen at \"" + socket.string() + "\"");
    wake_ = eventfd(0, EFD_CLOEXEC);
    if (wake_ < 0) throw_errno("Cannot make an event");
    listener_ = listener.release();
    thread_ = std::thread{[this] { loop(); }};
}

ControlServer::~ControlServer() {
    constexpr std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
    thread_.join();
    unlink(socket_.c_str());
    close(listener_);
    close(wake_);
}

void ControlServer::loop() {
    while (true) {
        std::array<pollfd, 2> polls{pollfd{listener_, POLLIN, 0}, pollfd{wake_, POLLIN, 0}};
        if (poll(polls.data(), polls.size(), -1) < 0 && errno != EINTR) return;
        if (polls[1].revents != 0) return;
        if (polls[0].revents == 0) continue;
        const File connection{accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)};
        if (connection.get() >= 0) answer(connection.get());
    }
}

void ControlServer::answer(int connection) {
    std::string line;
    const Reading reading =
        read_line(connection, line, limits_.request_max, Clock::now() + limits_.wait);
    if (reading == Reading::ended || reading == Reading::late) return;
    std::string said = json::serialize(
        reading == Reading::done ? handled(line) : error_answer("The request is too long."));
    if (said.size() > limits_.answer_max)
        said = json::serialize(error_answer("The answer is too long."));
    write_line(connection, std::move(said), Clock::now() + limits_.wait);
}

json::object ControlServer::handled(const std::string& line) const {
    const auto request = parsed(line);
    if (!request) return error_answer("A request is one JSON object on one line.");
    try {
        return handler_(*request);
    } catch (const std::exception& why) {
        return error_answer(why.what());
    }
}

std::optional<json::object> ask_server(const fs::path& socket, const json::object& request,
                                       ControlLimits limits) {
    const File connection{new_socket()};
    if (!connects(connection.get(), socket)) {
        if (errno == EACCES) throw_errno("Cannot reach the server at \"" + socket.string() + "\"");
        return std::nullopt;
    }
    const auto until = Clock::now() + limits.wait;
    std::string line;
    const bool sent = write_line(connection.get(), json::serialize(request), until);
    const Reading reading = read_line(connection.get(), line, limits.answer_max, until);
    if (reading == Reading::done)
        if (auto answer = parsed(line)) return answer;
    const std::string what = reading == Reading::late ? " did not answer in time" : " hung up";
    throw std::runtime_error(
        "The server at \"" + socket.string() + "\"" + what +
        (sent ? ": see whether it did what was asked, and try again." : ": try again."));
}

}  // namespace gerai::app
