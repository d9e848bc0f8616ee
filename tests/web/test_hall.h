#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/json.h"
#include "web/client.h"
#include "web/input.h"
#include "web/router.h"
#include "web/server.h"
#include "web/stream.h"

namespace gerai::web {

struct TestBody {
    std::string name;
    std::int32_t count = 0;
};
BOOST_DESCRIBE_STRUCT(TestBody, (), (name, count))

/// A Wednesday morning, for `Date`.
inline Instant wednesday() {
    return Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25}.time_since_epoch() +
                   std::chrono::hours{1}};
}

/// A server on a free port with a small table of routes, answering at once, late from another
/// thread, and as a stream.
class TestHall {
public:
    struct Options {
        Limits limits;
        LargerBody larger_body{};
        StreamHub::Options streams{.kinds = {{.name = "board", .open_max = 3}},
                                   .beat_every = std::chrono::hours{1},
                                   .pending_bytes_max = 256 * 1024,
                                   .beat_data = {}};
        unsigned threads = 2;
        bool trial = false;
    };

    TestHall() : TestHall(Options{}) {}
    explicit TestHall(Options options)
        : hub(std::move(options.streams)),
          router(make_routes()),
          server(
              server_options(options),
              [this](Request&& request, Responder responder) {
                  router.handle(std::move(request), std::move(responder));
              },
              &hub) {
        server.start();
    }
    ~TestHall() { release_late(); }

    RawClient connect() { return RawClient{server.port()}; }

    /// Answers everybody who waits at `/late`.
    void release_late() {
        std::vector<Responder> taken;
        {
            const std::scoped_lock lock(mutex_);
            taken.swap(late_);
        }
        std::thread([&] {
            for (Responder& responder : taken) responder.send(json_response("{\"late\":true}"));
        }).join();
    }

    /// Returns when `count` requests wait at `/late`.
    void wait_for_late(std::size_t count) {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [&] { return late_.size() >= count; });
    }

    std::vector<int> statuses() {
        const std::scoped_lock lock(mutex_);
        return statuses_;
    }

private:
    // Before the server, whose threads use them to its end.
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Responder> late_;
    std::vector<int> statuses_;

public:
    StreamHub hub;
    Router router;
    Server server;

private:
    Server::Options server_options(const Options& options) {
        Server::Options made;
        made.port = 0;
        made.threads = options.threads;
        made.limits = options.limits;
        made.larger_body = options.larger_body;
        made.version = "1.2.3";
        made.trial = options.trial;
        made.clock = [] { return wednesday(); };
        made.finished = [this](const Finished& finished) {
            const std::scoped_lock lock(mutex_);
            statuses_.push_back(finished.status);
        };
        return made;
    }

    static std::uint64_t owner_of(const Request& request) {
        const auto owner = query_integer(request, "owner", 0, 100);
        return static_cast<std::uint64_t>(owner.value().value_or(0));
    }

    static Route route(Method method, std::string path, std::string id, Handler handler) {
        Route made;
        made.method = method;
        made.path = std::move(path);
        made.id = std::move(id);
        made.handler = std::move(handler);
        return made;
    }

    std::vector<Route> make_routes() {
        std::vector<Route> routes;
        routes.push_back(route(Method::get, "/hello", "hello", at_once([](const Request& request) {
                                   return json_response("{\"hello\":\"" +
                                                        std::string{tag(request.language)} + "\"}");
                               })));
        routes.push_back(route(Method::get, "/places/{mall}/things/{thing}", "thing",
                               at_once([](const Request& request) {
                                   return json_response("{\"at\":\"" + request.place("mall") + "+" +
                                                        request.place("thing") + "\"}");
                               })));
        Route echo = route(Method::post, "/echo", "echo", at_once([](const Request& request) {
                               const auto body = read_body<TestBody>(request);
                               return body ? json_response(json::write(*body)) : body.error();
                           }));
        echo.body = json::schema_reference<TestBody>;
        routes.push_back(std::move(echo));
        routes.push_back(route(Method::get, "/big", "big", at_once([](const Request&) {
                                   return json_response(std::string(8 * 1024 * 1024, 'x'));
                               })));
        routes.push_back(
            route(Method::get, "/failing", "failing", at_once([](const Request&) -> Response {
                      throw std::runtime_error("the disk is gone");
                  })));
        routes.push_back(route(Method::get, "/split", "split", at_once([](const Request&) {
                                   Response response = json_response("{}");
                                   response.headers.push_back(
                                       {.name = "Location", .value = "/a\r\nSet-Cookie: b"});
                                   return response;
                               })));
        routes.push_back(
            route(Method::get, "/late", "late", [this](Request&&, Responder responder) {
                const std::scoped_lock lock(mutex_);
                late_.push_back(std::move(responder));
                arrived_.notify_all();
            }));
        routes.push_back(route(
            Method::get, "/events/{topic}", "events", [](Request&& request, Responder responder) {
                StreamStart start;
                start.topic = request.place("topic");
                start.owner = owner_of(request);
                start.opening = [] {
                    return Opening{.text = event_text(5, "hello", "{}"), .last_seq = 5};
                };
                responder.stream(std::move(start));
            }));
        return routes;
    }
};

inline Frame frame(std::uint64_t seq, std::string_view event, std::string_view data = "{}") {
    return {.seq = seq, .text = std::make_shared<const std::string>(event_text(seq, event, data))};
}

}  // namespace gerai::web
