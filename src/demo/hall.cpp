#include "demo/hall.h"

#include <fmt/format.h>

#include <array>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <numeric>
#include <ranges>
#include <set>
#include <stdexcept>
#include <utility>

#include "demo/json_view.h"

namespace gerai::demo {

namespace json = boost::json;

using namespace std::chrono_literals;

namespace {

// Many changes are read together, and a clerk sees them as soon as a board would show them.
constexpr auto time_between_readings = 50ms;

/// What a record keeps of an answer: enough to find the events that it caused.
json::object essence(const Answer& answer) {
    constexpr auto kept = std::to_array<std::string_view>(
        {"code", "number", "visit", "step", "state", "current", "type"});
    json::object essence{{"status", answer.status}};
    const json::value body = parse_json(answer.body);
    for (const std::string_view name : kept) {
        const json::value& value = member(body, name);
        if (!value.is_null()) essence[json::string_view{name.data(), name.size()}] = value;
    }
    return essence;
}

/// Notes that the outcome is unknown, unless something better was learned.
class Invocation {
public:
    Invocation(Record& record, const Actor& actor, const std::string& name, const std::string& key,
               json::object asked)
        : record_(record), process_(actor.process), name_(name), key_(key) {
        asked_ = std::move(asked);
        record_.add(process_, name_, key_, Outcome::invoke, asked_);
    }

    Invocation(const Invocation&) = delete;
    Invocation& operator=(const Invocation&) = delete;

    ~Invocation() {
        if (!answered_) record_.add(process_, name_, key_, Outcome::info, asked_);
    }

    void answered(const Answer& answer) {
        answered_ = true;
        const Outcome outcome = answer.accepted() ? Outcome::ok : Outcome::fail;
        record_.add(process_, name_, key_, outcome, essence(answer));
    }

private:
    Record& record_;
    std::string process_;
    std::string name_;
    std::string key_;
    json::value asked_;
    bool answered_ = false;
};

}  // namespace

Hall::Hall(HttpClient& http, Record& record, std::string mall)
    : http_(http),
      record_(record),
      mall_(std::move(mall)),
      clock_(http.io()),
      queues_became_old_(http.io()) {}

std::string Hall::path(std::string_view rest) const {
    return fmt::format("/api/v1/malls/{}{}", mall_, rest);
}

std::string Hall::visit_path(std::string_view code, std::string_view rest) {
    return fmt::format("/api/v1/visits/{}{}", code, rest);
}

awaitable<Answer> Hall::get(std::string path, std::string token) {
    const Request request{
        .method = Method::get, .path = path, .body = {}, .token = token, .key = {}};
    co_return co_await http_.request(request);
}

awaitable<Answer> Hall::act(Actor actor, std::string name, std::string path, json::object body) {
    const Request request{.method = Method::post,
                          .path = path,
                          .body = json::serialize(body),
                          .token = actor.token,
                          .key = random_key()};
    json::object asked{{"path", path}, {"body", std::move(body)}};
    Invocation invocation(record_, actor, name, request.key, std::move(asked));
    Answer answer = co_await http_.request(request);
    invocation.answered(answer);
    co_return answer;
}

awaitable<void> Hall::ask_time() {
    const Answer answer = co_await get(path(""), {});
    if (!answer.accepted()) {
        throw std::runtime_error(fmt::format(
            "The server does not know the mall \"{}\" (status {}).", mall_, answer.status));
    }
    take_time(parse_json(answer.body));
}

awaitable<void> Hall::keep_time() {
    while (true) {
        co_await ask_time();
        co_await pause_for(http_.io(), 2s);
    }
}

awaitable<void> Hall::hear_queues() {
    const Answer refused = co_await http_.follow(
        path("/events"), {}, [this](const StreamEvent& event) { receive(event); });
    throw std::runtime_error(fmt::format("The stream of the mall \"{}\" was refused (status {}).",
                                         mall_, refused.status));
}

awaitable<void> Hall::refresh_queues() {
    while (true) {
        if (!queues_are_old_) co_await queues_became_old_.wait(1h);
        if (!queues_are_old_) continue;
        queues_are_old_ = false;
        const Answer answer = co_await get(path("/services"), {});
        const json::value read = parse_json(answer.body);
        take_queues(elements(member(read, "services")));
        co_await pause_for(http_.io(), time_between_readings);
    }
}

void Hall::receive(const StreamEvent& event) {
    const json::value data = parse_json(event.data);
    // A frame that is sent again has the time at which it was sent first.
    if (event.name == "hello" || event.name == "beat") take_time(data);
    if (event.name == "beat") return;
    queues_are_old_ = true;
    queues_became_old_.raise();
}

void Hall::take_queues(const json::array& services) {
    std::map<std::string, int> by_agency;
    std::set<std::string> changed;
    for (const json::value& service : services) {
        const std::string agency = text_of(member(service, "agency"));
        const int count = static_cast<int>(whole_of(member(service, "waiting")));
        int& known = waiting_for_[text_of(member(service, "id"))];
        if (std::exchange(known, count) != count) changed.insert(agency);
        by_agency[agency] += count;
    }
    waiting_ = std::move(by_agency);
    for (const std::string& agency : changed)
        changes_.try_emplace(agency, http_.io()).first->second.raise();
}

void Hall::take_time(const json::value& said) {
    const auto now = parse_rfc3339(text_of(member(said, "now")));
    if (now) clock_.set(*now, number_of(member(said, "clock_rate")), HallClock::Machine::now());
}

int Hall::waiting_for(const std::vector<std::string>& services) const {
    int sum = 0;
    for (const std::string& service : services) {
        const auto found = waiting_for_.find(service);
        if (found != waiting_for_.end()) sum += found->second;
    }
    return sum;
}

int Hall::waiting(const std::string& agency) const {
    const auto found = waiting_.find(agency);
    return found == waiting_.end() ? 0 : found->second;
}

int Hall::waiting_anywhere() const {
    const auto counts = waiting_ | std::views::values;
    return std::accumulate(counts.begin(), counts.end(), 0);
}

awaitable<void> Hall::wait_for_change(std::string agency, Duration longest) {
    Signal& change = changes_.try_emplace(agency, http_.io()).first->second;
    co_await change.wait(clock_.machine_time(longest));
}

}  // namespace gerai::demo
