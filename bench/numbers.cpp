#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <stdexcept>

#include "http_client.h"
#include "loads.h"
#include "poller.h"

namespace gerai::bench {

namespace {

constexpr std::chrono::seconds longest_wait{30};

std::string act_path(const Place& place, std::string_view act) {
    std::string path = "/counters/" + std::to_string(place.counter);
    return path.append("/").append(act);
}

/// Clients that each send a request, wait for its answer, and then send the next.
class Clients {
public:
    Clients(const Target& target, std::size_t count) {
        connections_.reserve(count);
        sent_at_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            connections_.emplace_back(target.port);
            poller_.add(connections_.back().handle(), i);
        }
    }

    void send(std::size_t client, const Request& request) {
        sent_at_[client] = SteadyClock::now();
        connections_[client].send(request);
        ++under_way_;
    }

    /// Hands every answer that has come to `take`, with its client and its milliseconds.
    template <class Take>
    void receive(Take&& take) {
        const auto ready = poller_.wait(longest_wait);
        if (ready.empty()) throw std::runtime_error("no answer in 30 seconds");
        for (const epoll_event& event : ready) {
            const auto client = static_cast<std::size_t>(event.data.u64);
            const auto answer = connections_[client].receive();
            if (!answer) continue;
            require_success(*answer);
            --under_way_;
            take(client, *answer, Milliseconds(SteadyClock::now() - sent_at_[client]).count());
        }
    }

    [[nodiscard]] bool is_any_under_way() const { return under_way_ > 0; }

private:
    std::vector<Connection> connections_;
    std::vector<SteadyClock::time_point> sent_at_;
    std::size_t under_way_ = 0;
    Poller poller_;
};

/// Clients that serve one number after the other, each at a counter of its own.
class Counters {
public:
    Counters(const Target& target, std::size_t clients, std::size_t count)
        : target_(target),
          count_(count),
          places_(places_of(target)),
          acts_(clients, Act::finish),
          clients_(target, clients) {
        if (clients > places_.size()) throw std::runtime_error("there are not so many counters");
    }

    void run() {
        for (std::size_t client = 0; client < acts_.size(); ++client) go_on(client);
        while (clients_.is_any_under_way()) {
            clients_.receive([this](std::size_t client, const Answer& answer, double took) {
                if (acts_[client] == Act::issue) issue_milliseconds_.push_back(took);
                // Another counter of the agency has called the one who came here.
                const bool nobody_waits = answer.status == 204;
                if (nobody_waits) acts_[client] = Act::finish;
                go_on(client);
            });
        }
    }

    [[nodiscard]] const std::vector<double>& issue_milliseconds() const {
        return issue_milliseconds_;
    }

private:
    void go_on(std::size_t client) {
        Act& act = acts_[client];
        if (act == Act::finish && issued_ == count_) return;
        act = act == Act::finish ? Act::issue : static_cast<Act>(static_cast<int>(act) + 1);
        if (act == Act::issue) ++issued_;
        clients_.send(client, request_for(target_, places_[client], act));
    }

    const Target& target_;
    std::size_t count_;
    std::size_t issued_ = 0;
    std::vector<Place> places_;
    std::vector<Act> acts_;  // What each client did last.
    Clients clients_;
    std::vector<double> issue_milliseconds_;
};

}  // namespace

std::vector<Place> places_of(const Target& target) {
    Connection connection{target.port};
    const Answer list = connection.ask({.target = target.path("/counters"), .token = target.token});
    std::vector<Place> places;
    const auto parsed = boost::json::parse(list.body);
    for (const auto& listed : parsed.at("counters").as_array()) {
        Place place{.counter = listed.at("number").as_int64()};
        boost::json::value counter = listed;
        if (listed.at("state").as_string() != "open") {
            const Answer opened = connection.ask({.method = "POST",
                                                  .target = target.path(act_path(place, "open")),
                                                  .token = target.token,
                                                  .key = fresh_key()});
            counter = boost::json::parse(opened.body);
        }
        const auto& services = counter.at("services").as_array();
        if (services.empty()) continue;
        place.service = services.front().as_string();
        places.push_back(std::move(place));
    }
    return places;
}

Request request_for(const Target& target, const Place& place, Act act) {
    Request request{.method = "POST", .token = target.token, .key = fresh_key()};
    switch (act) {
        case Act::issue:
            request.target = target.path("/visits");
            request.body = R"({"services":[")" + place.service + R"("],"priority":"none"})";
            break;
        case Act::call: request.target = target.path(act_path(place, "call")); break;
        case Act::start: request.target = target.path(act_path(place, "start")); break;
        case Act::finish: request.target = target.path(act_path(place, "finish")); break;
    }
    return request;
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) throw std::runtime_error("nothing was measured");
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(last * share);
    std::ranges::nth_element(values, at);
    return *at;
}

void issue_numbers(const Target& target, std::size_t clients, std::chrono::milliseconds time) {
    const std::vector<Place> places = places_of(target);
    Clients all{target, clients};
    const auto next = [&](std::size_t client) {
        all.send(client, request_for(target, places[client % places.size()], Act::issue));
    };
    std::vector<double> took;
    const auto began = SteadyClock::now();
    for (std::size_t client = 0; client < clients; ++client) next(client);
    while (SteadyClock::now() < began + time) {
        all.receive([&](std::size_t client, const Answer&, double milliseconds) {
            took.push_back(milliseconds);
            next(client);
        });
    }
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - began).count();
    const auto count = static_cast<double>(took.size());
    while (all.is_any_under_way()) all.receive([](std::size_t, const Answer&, double) {});
    std::printf("%.1f %.3f %.3f %.0f %.3f\n", count / seconds, quantile(took, 0.5),
                quantile(took, 0.99), count, seconds);
}

void serve_numbers(const Target& target, std::size_t clients, std::size_t count) {
    Counters counters{target, clients, count};
    const auto began = SteadyClock::now();
    counters.run();
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - began).count();
    std::printf("%.4f %.1f\n", quantile(counters.issue_milliseconds(), 0.5),
                static_cast<double>(count) / seconds);
}

}  // namespace gerai::bench
