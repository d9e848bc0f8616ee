#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "demo/event_stream.h"
#include "demo/hall_clock.h"
#include "demo/http_client.h"
#include "demo/record.h"
#include "demo/task_group.h"

namespace gerai::demo {

/// Who holds a token. A public caller has none.
enum class Role { kiosk, clerk, greeter };

/// A bearer token for a role in a mall; for a clerk, that of a counter.
using TokenFor =
    std::function<std::string(Role role, const std::string& mall, std::optional<int> counter)>;

/// One who acts, as the record and the server know him.
struct Actor {
    std::string process;
    std::string token;
};

/// A mall's hall as its visitors and clerks reach it: acts over HTTP, each with a key of its own
/// and recorded, and what the public stream tells: the time, and who has people waiting.
class Hall {
public:
    Hall(HttpClient& http, Record& record, std::string mall);

    [[nodiscard]] boost::asio::io_context& io() const { return http_.io(); }

    [[nodiscard]] const std::string& mall() const { return mall_; }
    [[nodiscard]] const HallClock& clock() const { return clock_; }

    /// `/api/v1/malls/{mall}` and what follows.
    [[nodiscard]] std::string path(std::string_view rest) const;

    /// `/api/v1/visits/{code}` and what follows.
    [[nodiscard]] static std::string visit_path(std::string_view code, std::string_view rest = {});

    awaitable<Answer> get(std::string path, std::string token);

    /// An act that changes the hall.
    awaitable<Answer> act(Actor actor, std::string name, std::string path,
                          boost::json::object body);

    /// Asks the mall for its clock.
    awaitable<void> ask_time();

    /// Runs for ever: keeps the clock right, also while nothing happens.
    awaitable<void> keep_time();

    /// Runs for ever: hears from the stream that the queues may have changed.
    awaitable<void> hear_queues();

    /// Runs for ever: reads how many wait for each service whenever that may have changed.
    awaitable<void> refresh_queues();

    /// Steps that wait for these services, those included that nobody can call just now.
    [[nodiscard]] int waiting_for(const std::vector<std::string>& services) const;

    /// The same for all services of an agency.
    [[nodiscard]] int waiting(const std::string& agency) const;

    /// The same for the whole mall.
    [[nodiscard]] int waiting_anywhere() const;

    /// Until an agency's queue changes, but no longer than that on the hall's clock.
    awaitable<void> wait_for_change(std::string agency, Duration longest);

private:
    void receive(const StreamEvent& event);
    void take_queues(const boost::json::array& services);
    void take_time(const boost::json::value& said);

    HttpClient& http_;
    Record& record_;
    std::string mall_;
    HallClock clock_;
    std::map<std::string, int> waiting_;      // By agency.
    std::map<std::string, int> waiting_for_;  // By service.
    std::map<std::string, Signal> changes_;
    bool queues_are_old_ = true;
    Signal queues_became_old_;
};

}  // namespace gerai::demo
