#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

/// The socket in the data directory through which verbs that write reach the server that runs on
/// it: one line of JSON for a request, one for its answer, then the connection is over. Only the
/// owner of the directory may open it.
namespace gerai::app {

/// Where the socket of a data directory stands.
std::filesystem::path control_socket(const std::filesystem::path& data);

struct ControlLimits {
    std::size_t request_max = 8'388'608;  ///< Bytes; a mall file of 1 MiB fits as JSON.
    std::size_t answer_max = 8'388'608;
    std::chrono::milliseconds wait{10'000};  ///< For a whole request, or a whole answer.
};

/// Answers requests one after the other, on a thread of its own. What the handler throws becomes
/// the answer `{"error": ...}`.
class ControlServer {
public:
    using Handler = std::function<boost::json::object(const boost::json::object&)>;

    /// Listens from here on. A socket that a killed server left behind is replaced; throws a
    /// sentence when another server answers there.
    ControlServer(const std::filesystem::path& socket, Handler handler, ControlLimits limits = {});

    /// Finishes the request in hand and takes the socket away.
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

private:
    void loop();
    void answer(int connection);
    [[nodiscard]] boost::json::object handled(const std::string& line) const;

    std::filesystem::path socket_;
    Handler handler_;
    ControlLimits limits_;
    int listener_ = -1;
    int wake_ = -1;
    std::thread thread_;
};

/// Sends a request to the server that listens there; nothing when there is none. Throws a sentence
/// when there is one that does not answer as it should.
std::optional<boost::json::object> ask_server(const std::filesystem::path& socket,
                                              const boost::json::object& request,
                                              ControlLimits limits = {
                                                  .wait = std::chrono::seconds{30}});

}  // namespace gerai::app
