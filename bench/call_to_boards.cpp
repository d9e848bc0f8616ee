#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>

#include "loads.h"
#include "streams.h"

namespace gerai::bench {

namespace {

constexpr std::chrono::seconds between_calls{10};

std::int64_t counter_in(std::string_view frame) {
    constexpr std::string_view name = "\"counter\":";
    const std::size_t at = frame.find(name);
    std::int64_t counter = 0;
    if (at == std::string_view::npos) return counter;
    std::from_chars(frame.data() + at + name.size(), frame.data() + frame.size(), counter);
    return counter;
}

/// A hall in full swing, seen from its boards.
class LivingHall {
public:
    LivingHall(const Target& target, std::size_t boards, std::size_t phones) : target_(target) {
        for (Place& place : places_of(target)) add_counter(std::move(place));
        for (std::size_t i = 0; i < phones; ++i) {
            phones_.emplace_back(target.port, "/api/v1/visits/" + code_of_new_visit(i) + "/events");
            poller_.add(phones_.back().handle(), number_of(Kind::phone, i));
        }
        for (std::size_t i = 0; i < boards; ++i) {
            boards_.emplace_back(target.port, target.path("/events"));
            poller_.add(boards_.back().handle(), number_of(Kind::board, i));
        }
    }

    void run(std::chrono::seconds time) {
        const auto began = SteadyClock::now();
        const auto end = began + time;
        spread_calls(began);
        while (SteadyClock::now() < end) {
            call_who_is_due();
            for (const epoll_event& event : poller_.wait(std::chrono::milliseconds{1})) {
                receive(event.data.u64);
            }
        }
        std::printf("%.2f %.2f %zu %zu\n", quantile(latencies_, 0.5), quantile(latencies_, 0.99),
                    calls_, latencies_.size());
    }

private:
    enum class Kind : std::uint64_t { counter, board, phone };

    /// A clerk who calls, starts and finishes, and lets another one come.
    struct Desk {
        Place place;
        Connection connection;
        std::optional<Act> under_way;
        SteadyClock::time_point due;
        SteadyClock::time_point called_at;
    };

    static std::uint64_t number_of(Kind kind, std::size_t index) {
        return (static_cast<std::uint64_t>(kind) << 32U) | index;
    }

    void add_counter(Place place) {
        by_number_[place.counter] = desks_.size();
        desks_.push_back({.place = std::move(place), .connection = Connection{target_.port}});
        poller_.add(desks_.back().connection.handle(), number_of(Kind::counter, desks_.size() - 1));
    }

    std::string code_of_new_visit(std::size_t phone) {
        Desk& desk = desks_[phone % desks_.size()];
        const Answer issued = desk.connection.ask(request_for(target_, desk.place, Act::issue));
        return std::string{boost::json::parse(issued.body).at("code").as_string()};
    }

    void spread_calls(SteadyClock::time_point began) {
        const auto step = std::chrono::nanoseconds{between_calls} / desks_.size();
        for (std::size_t i = 0; i < desks_.size(); ++i) {
            desks_[i].due = began + step * static_cast<std::int64_t>(i);
        }
    }

    void call_who_is_due() {
        const auto now = SteadyClock::now();
        for (Desk& desk : desks_) {
            if (now < desk.due || desk.under_way) continue;
            desk.due += between_calls;
            desk.called_at = now;
            ++calls_;
            send(desk, Act::call);
        }
    }

    void send(Desk& desk, Act act) {
        desk.under_way = act;
        desk.connection.send(request_for(target_, desk.place, act));
    }

    void receive(std::uint64_t number) {
        const std::size_t index = number & 0xffffffffU;
        switch (static_cast<Kind>(number >> 32U)) {
            case Kind::counter: go_on(desks_[index]); break;
            case Kind::board:
                boards_[index].receive([this](std::string_view frame) { hear(frame); });
                break;
            case Kind::phone: phones_[index].receive([](std::string_view) {}); break;
        }
    }

    void go_on(Desk& desk) {
        const auto answer = desk.connection.receive();
        if (!answer || !desk.under_way) return;
        require_success(*answer);
        const Act done = *desk.under_way;
        desk.under_way.reset();
        if (answer->status == 204) throw std::runtime_error("nobody waits at a counter");
        if (done == Act::call) send(desk, Act::start);
        if (done == Act::start) send(desk, Act::finish);
        if (done == Act::finish) send(desk, Act::issue);
    }

    void hear(std::string_view frame) {
        if (!is_of(frame, "called")) return;
        const Desk& desk = desks_[by_number_.at(counter_in(frame))];
        latencies_.push_back(Milliseconds(SteadyClock::now() - desk.called_at).count());
    }

    const Target& target_;
    Poller poller_;
    std::vector<Desk> desks_;
    std::map<std::int64_t, std::size_t> by_number_;
    std::vector<Stream> boards_;
    std::vector<Stream> phones_;
    std::vector<double> latencies_;
    std::size_t calls_ = 0;
};

}  // namespace

void call_to_boards(const Target& target, std::size_t boards, std::size_t phones,
                    std::chrono::seconds time) {
    LivingHall{target, boards, phones}.run(time);
}

}  // namespace gerai::bench
