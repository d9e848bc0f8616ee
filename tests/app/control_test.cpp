#include "app/control.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <cstring>
#include <future>
#include <string>

#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

json::object echo(const json::object& request) { return {{"heard", request}}; }

/// A client that speaks in bytes of its own.
class Bytes {
public:
    explicit Bytes(const std::filesystem::path& path) : file_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        connected_ = connect(file_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Bytes() { close(file_); }

    [[nodiscard]] bool is_connected() const { return connected_; }

    void send(std::string_view text) const {
        [[maybe_unused]] const auto sent = ::send(file_, text.data(), text.size(), MSG_NOSIGNAL);
    }

    /// All that comes until the server hangs up.
    [[nodiscard]] std::string receive() const {
        std::string text;
        char letter = 0;
        while (recv(file_, &letter, 1, 0) == 1) text += letter;
        return text;
    }

private:
    int file_;
    bool connected_ = false;
};

class Control : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path socket() const { return control_socket(data.path()); }

    TemporaryDirectory data;
};

TEST_F(Control, CarriesARequestAndItsAnswer) {
    const ControlServer server{socket(), echo};
    const json::object request{{"verb", "import"}, {"text", std::string(1'000'000, '\n')}};

    const auto answer = ask_server(socket(), request);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->at("heard"), request);
}

TEST_F(Control, AnswersOneAfterTheOther) {
    const ControlServer server{socket(), echo};

    for (int i = 0; i < 20; ++i) EXPECT_TRUE(ask_server(socket(), {{"i", i}}));
}

TEST_F(Control, SaysWhenNobodyListens) {
    EXPECT_FALSE(ask_server(socket(), {}));
    EXPECT_FALSE(ask_server(data.path() / "no" / "such" / "gerai.sock", {}));
}

TEST_F(Control, IsForTheOwnerOfTheDirectoryAlone) {
    const ControlServer server{socket(), echo};

    struct stat about{};
    ASSERT_EQ(stat(socket().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(Control, TakesItsSocketAway) {
    {
        const ControlServer server{socket(), echo};
    }

    EXPECT_FALSE(std::filesystem::exists(socket()));
}

TEST_F(Control, ReplacesTheSocketOfAServerThatWasKilled) {
    const int killed = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket().c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(bind(killed, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    close(killed);
    ASSERT_FALSE(ask_server(socket(), {}));

    const ControlServer server{socket(), echo};

    EXPECT_TRUE(ask_server(socket(), {}));
}

TEST_F(Control, RefusesASecondServer) {
    const ControlServer server{socket(), echo};

    EXPECT_THROW(ControlServer(socket(), echo), std::runtime_error);
    EXPECT_TRUE(ask_server(socket(), {}));
}

TEST_F(Control, ReachesADirectoryWhosePathIsLongerThanASocketMayHave) {
    const std::filesystem::path deep = data.path() / std::string(200, 'd');
    std::filesystem::create_directory(deep);
    const ControlServer server{control_socket(deep), echo};

    EXPECT_TRUE(ask_server(control_socket(deep), {}));
}

TEST_F(Control, AnswersWithWhatTheHandlerThrows) {
    const ControlServer server{socket(), [](const json::object&) -> json::object {
                                   throw std::runtime_error("The disk is full.");
                               }};

    EXPECT_EQ(ask_server(socket(), {})->at("error"), "The disk is full.");
}

TEST_F(Control, RefusesWhatIsNoRequest) {
    const ControlServer server{socket(), echo};

    for (const std::string_view line : {"\n", "nonsense\n", "[1]\n", "{\"a\":\n"}) {
        const Bytes client{socket()};
        client.send(line);
        EXPECT_NE(client.receive().find("one JSON object on one line"), std::string::npos) << line;
    }
}

TEST_F(Control, BoundsTheSizeOfARequest) {
    const ControlServer server{socket(), echo, {.request_max = 1'000}};

    const auto answer = ask_server(socket(), {{"text", std::string(500'000, 'x')}});

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->at("error"), "The request is too long.");
}

TEST_F(Control, BoundsTheSizeOfAnAnswer) {
    const ControlServer server{socket(), echo, {.answer_max = 1'000}};

    const auto answer = ask_server(socket(), {{"text", std::string(5'000, 'x')}});

    EXPECT_EQ(answer->at("error"), "The answer is too long.");
}

TEST_F(Control, HangsUpOnAClientThatSaysNothing) {
    const ControlServer server{socket(), echo, {.wait = 20ms}};
    const Bytes client{socket()};
    ASSERT_TRUE(client.is_connected());

    EXPECT_EQ(client.receive(), "");
    EXPECT_TRUE(ask_server(socket(), {}));
}

TEST_F(Control, GivesUpOnAServerThatDoesNotAnswer) {
    std::promise<void> asked;
    auto can_end = asked.get_future();
    const ControlServer server{socket(), [&](const json::object&) {
                                   can_end.wait();
                                   return json::object{};
                               }};

    EXPECT_THROW(ask_server(socket(), {}, {.wait = 20ms}), std::runtime_error);
    asked.set_value();
}

}  // namespace

}  // namespace gerai::app
