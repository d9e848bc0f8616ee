#include "api/planning/forecast_desk.h"

#include <algorithm>

#include "api/beside_the_hall.h"
#include "api/planning/forecast_view.h"

namespace gerai::api {

namespace {

/// The hall as it stands, to be played on.
struct Standstill {
    hall::Day day;
    std::int64_t seq{};
    Instant now;
};

Standstill standstill_of(const journal::LiveHall& hall, Instant now) {
    return hall.look(now, [&](const journal::Standing& standing) {
        return Standstill{standing.day(), standing.seq(), std::max(now, standing.day().last_at())};
    });
}

/// Nothing when it was stopped, or the hall has no file.
ForecastDesk::Text foretold(const Standstill& still, const CalibrationShelf& shelf,
                            const std::stop_token& stop) {
    const auto planned = planned_mall_of(still.day, shelf);
    if (!planned) return nullptr;
    const PlannedModel played = model_of(*planned, still.day.date(), 1);
    const plan::ForecastWish wish{
        .target = {.wait = planned->mall->promise.wait, .share = planned->mall->promise.share},
        .threads = threads_beside_the_hall()};
    const plan::Forecast forecast = plan::forecast(still.day, still.now, played.model, wish, stop);
    if (forecast.state == plan::Forecast::State::stopped) return nullptr;
    return std::make_shared<const std::string>(
        json::write(view_of_forecast(forecast, still.day, *planned, played.fit)));
}

}  // namespace

ForecastDesk::ForecastDesk(const journal::Clock& clock, const CalibrationShelf& shelf,
                           Options options)
    : clock_(clock),
      shelf_(shelf),
      options_(std::move(options)),
      watcher_([this](const std::stop_token& stop) { watch(stop); }),
      worker_([this](const std::stop_token& stop) { work(stop); }) {}

ForecastDesk::~ForecastDesk() {
    worker_.request_stop();
    watcher_.request_stop();
}

void ForecastDesk::ask(const journal::LiveHall& hall, Take take) {
    const auto [seq, date] = hall.look(clock_.now(), [](const journal::Standing& standing) {
        return std::pair{standing.seq(), standing.day().date()};
    });
    const Moment now = std::chrono::steady_clock::now();
    Text text;
    bool has_to_wait = false;
    {
        const std::scoped_lock lock{mutex_};
        Place& place = places_[&hall];
        const bool is_there = place.known.text != nullptr && place.known.date == date;
        const auto age = now - place.known.made_at;
        const bool is_good =
            is_there &&
            (age < options_.good_for || (age < options_.still_good_for && place.known.seq == seq));
        if (!is_good) place.is_wanted = true;
        if (is_there && age < options_.shown_for) {
            text = place.known.text;
        } else if (place.waiting.size() < options_.waiting_max) {
            has_to_wait = true;
            place.waiting.push_back({std::move(take), now + options_.waits});
        }
        woken_.notify_all();
    }
    if (!has_to_wait) take(text);
}

void ForecastDesk::work(const std::stop_token& stop) {
    step_back_from_the_hall();
    while (const journal::LiveHall* const hall = next(stop)) make(*hall, stop);
}

/// The next hall whose forecast is wanted; null when it is to stop.
const journal::LiveHall* ForecastDesk::next(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    const auto is_wanted = [](const auto& place) { return place.second.is_wanted; };
    woken_.wait(lock, stop, [&] { return std::ranges::any_of(places_, is_wanted); });
    if (stop.stop_requested()) return nullptr;
    const auto found = std::ranges::find_if(places_, is_wanted);
    found->second.is_wanted = false;
    return found->first;
}

void ForecastDesk::make(const journal::LiveHall& hall, const std::stop_token& stop) {
    try {
        const Standstill still = standstill_of(hall, clock_.now());
        Text text = foretold(still, shelf_, stop);
        answer(hall,
               {std::move(text), std::chrono::steady_clock::now(), still.seq, still.day.date()});
    } catch (const std::exception& error) {
        if (options_.on_failure) options_.on_failure(hall.mall(), error.what());
        answer(hall, {});
    }
}

void ForecastDesk::answer(const journal::LiveHall& hall, Known known) {
    std::vector<Waiting> waiting;
    const Text text = known.text;
    {
        const std::scoped_lock lock{mutex_};
        Place& place = places_[&hall];
        if (text != nullptr) place.known = std::move(known);
        waiting.swap(place.waiting);
    }
    for (const Waiting& one : waiting) one.take(text);
}

/// Whoever has waited long enough is told that there is none yet.
void ForecastDesk::watch(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        for (const Take& take : take_overdue()) take(nullptr);
        std::unique_lock lock{mutex_};
        const auto until = first_until();
        if (until) {
            woken_.wait_until(lock, stop, *until, [&] { return first_until() != until; });
        } else {
            woken_.wait(lock, stop, [&] { return first_until().has_value(); });
        }
    }
}

std::vector<ForecastDesk::Take> ForecastDesk::take_overdue() {
    const Moment now = std::chrono::steady_clock::now();
    std::vector<Take> overdue;
    const std::scoped_lock lock{mutex_};
    for (auto& [hall, place] : places_) {
        std::erase_if(place.waiting, [&](Waiting& one) {
            if (one.until > now) return false;
            overdue.push_back(std::move(one.take));
            return true;
        });
    }
    return overdue;
}

/// When the first of those that wait has waited long enough.
std::optional<ForecastDesk::Moment> ForecastDesk::first_until() const {
    std::optional<Moment> first;
    for (const auto& [hall, place] : places_) {
        for (const Waiting& one : place.waiting) {
            if (!first || one.until < *first) first = one.until;
        }
    }
    return first;
}

}  // namespace gerai::api
