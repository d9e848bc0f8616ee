#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "api/planning/calibration_shelf.h"
#include "api/planning/forecast_types.h"
#include "journal/live_hall.h"

namespace gerai::api {

/// Foretells the rest of the day of each mall when somebody asks, on a thread that everything else
/// goes before, and remembers it for a while. From any thread.
class ForecastDesk {
public:
    /// The forecast as JSON; null: there was none in time.
    using Text = std::shared_ptr<const std::string>;
    using Take = std::function<void(Text)>;

    struct Options {
        std::chrono::milliseconds good_for{15'000};        ///< While the hall changes.
        std::chrono::milliseconds still_good_for{60'000};  ///< While nothing happens in it.
        std::chrono::milliseconds shown_for{120'000};      ///< While a newer one is made.
        std::chrono::milliseconds waits{5'000};            ///< Whoever asks, when there is none.
        std::size_t waiting_max = 200;
        std::function<void(const std::string& mall, const std::string& why)> on_failure{};
    };

    /// Both outlive it.
    ForecastDesk(const journal::Clock& clock, const CalibrationShelf& shelf, Options options);
    ~ForecastDesk();
    ForecastDesk(const ForecastDesk&) = delete;
    ForecastDesk& operator=(const ForecastDesk&) = delete;

    /// Gives the forecast of a hall, which outlives the desk, to `take`: at once where there is
    /// one, on a thread of the desk where it has to be made. A newer one is made where it is old.
    void ask(const journal::LiveHall& hall, Take take);

private:
    using Moment = std::chrono::steady_clock::time_point;

    struct Known {
        Text text;
        Moment made_at;
        std::int64_t seq{};
        Date date{};
    };

    struct Waiting {
        Take take;
        Moment until;
    };

    struct Place {
        Known known;
        bool is_wanted = false;
        std::vector<Waiting> waiting;
    };

    void work(const std::stop_token& stop);
    void watch(const std::stop_token& stop);
    const journal::LiveHall* next(const std::stop_token& stop);
    void make(const journal::LiveHall& hall, const std::stop_token& stop);
    void answer(const journal::LiveHall& hall, Known known);
    std::vector<Take> take_overdue();
    [[nodiscard]] std::optional<Moment> first_until() const;

    const journal::Clock& clock_;
    const CalibrationShelf& shelf_;
    Options options_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::map<const journal::LiveHall*, Place> places_;
    std::jthread watcher_;
    std::jthread worker_;
};

}  // namespace gerai::api
