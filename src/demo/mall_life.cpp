#include "demo/mall_life.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "demo/citizen.h"
#include "demo/plan.h"

namespace gerai::demo {

using namespace std::chrono_literals;

namespace {

constexpr auto time_between_looks = 500ms;
constexpr auto time_between_reports = 10s;
constexpr Duration late_for_arrival = 2min;

TimeZone zone_of(const mall::Mall& mall) {
    const auto zone = TimeZone::named(mall.time_zone);
    if (!zone) {
        throw std::runtime_error(
            fmt::format("The system's zone data lacks {}: install tzdata.", mall.time_zone));
    }
    return *zone;
}

awaitable<void> let_live(std::unique_ptr<Citizen> citizen) { co_await citizen->live(); }

}  // namespace

MallLife::MallLife(const Options& options, mall::Mall mall, HttpClient& http, Record& record,
                   std::function<void(const std::exception_ptr&)> failed)
    : options_(options),
      mall_(std::move(mall)),
      zone_(zone_of(mall_)),
      hall_(http, record, mall_.id),
      failed_(std::move(failed)) {}

void MallLife::cancel() {
    if (players_) players_->cancel();
}

Tally MallLife::tally() const {
    Tally tally = past_;
    if (day_) tally += day_->tally;
    return tally;
}

awaitable<void> MallLife::live() {
    co_await hall_.ask_time();
    int lived = 0;
    while (!options_.days || lived < *options_.days) {
        if (has_work_today()) {
            co_await live_day();
            ++lived;
            continue;
        }
        const Date closed = today();
        while (today() == closed && !has_work_today())
            co_await pause_for(hall_.io(), time_between_looks);
    }
}

bool MallLife::has_work_today() const {
    const auto open = mall::opening_of(mall_, zone_, today());
    if (open.empty()) return false;
    return hall_.clock().now() < open.back().to || hall_.waiting_anywhere() > 0;
}

awaitable<void> MallLife::live_day() {
    const Load load{.volume = options_.volume, .seed = options_.seed};
    day_ = std::make_unique<Day>(Day{.mall = mall_,
                                     .plan = plan_day(mall_, zone_, today(), load),
                                     .hall = hall_,
                                     .tally = {},
                                     .crowd = {}});
    players_ = std::make_unique<TaskGroup>(hall_.io(), failed_);
    all_have_come_ = false;
    bring_clerks();
    players_->spawn(bring_citizens());
    co_await watch_over_day();

    players_->cancel();
    co_await players_->finished();
    report(true);
    past_ += day_->tally;
    players_.reset();
    clerks_.clear();
    day_.reset();
}

void MallLife::bring_clerks() {
    for (const mall::StaffedCounter& post : day_->plan.counters) {
        const std::string name = fmt::format("clerk-{}-{}", mall_.id, post.number);
        const Actor self{.process = name,
                         .token = options_.token_for(Role::clerk, mall_.id, post.number)};
        const Dice dice(options_.seed, fmt::format("{} {}", name, to_string(day_->plan.date)));
        clerks_.push_back(std::make_unique<Clerk>(*day_, post, self, dice));
        players_->spawn(clerks_.back()->work());
    }
}

awaitable<void> MallLife::bring_citizens() {
    // Who is entitled to priority is sent to the greeter, who sees it; all others use the kiosk.
    const std::string kiosk = options_.token_for(Role::kiosk, mall_.id, std::nullopt);
    const std::string greeter = options_.token_for(Role::greeter, mall_.id, std::nullopt);
    const std::string date = to_string(day_->plan.date);
    int number = 0;
    for (const PlannedVisit& visit : day_->plan.visits) {
        const std::string name = fmt::format("citizen-{}-{}-{}", mall_.id, date, ++number);
        if (visit.arrives + late_for_arrival < hall_.clock().now()) continue;
        co_await hall_.clock().sleep_until(visit.arrives);
        const Actor desk{.process = name, .token = visit.priority == "none" ? kiosk : greeter};
        const Dice dice(options_.seed, name);
        players_->spawn(let_live(std::make_unique<Citizen>(*day_, visit, desk, dice)));
    }
    all_have_come_ = true;
}

awaitable<void> MallLife::watch_over_day() {
    auto next_report = std::chrono::steady_clock::now();
    int looks_at_end = 0;
    constexpr int looks_enough = 3;  // What the players did last is in the queues by then.
    while (looks_at_end < looks_enough && today() == day_->plan.date) {
        looks_at_end = is_day_over() ? looks_at_end + 1 : 0;
        if (std::chrono::steady_clock::now() >= next_report) {
            next_report += time_between_reports;
            report(false);
        }
        co_await pause_for(hall_.io(), time_between_looks);
    }
}

bool MallLife::is_day_over() const {
    return all_have_come_ && day_->is_past_closing() && day_->crowd.empty() &&
           hall_.waiting_anywhere() == 0 &&
           std::ranges::all_of(clerks_, [](const auto& clerk) { return clerk->is_at_rest(); });
}

void MallLife::report(bool day_ended) const {
    if (!options_.progress) return;
    options_.progress({.mall = mall_.id,
                       .now = hall_.clock().now(),
                       .waiting = hall_.waiting_anywhere(),
                       .today = day_->tally,
                       .day_ended = day_ended});
}

}  // namespace gerai::demo
