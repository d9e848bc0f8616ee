#pragma once

#include <functional>

#include "journal/live_hall.h"

namespace gerai::app {

/// Passes on what happens in the halls, and tells when a date is over: its hall was closed, or the
/// next date has begun.
class DateWatch final : public journal::Observer {
public:
    using OnDate = std::function<void(const hall::Day& day)>;

    /// It outlives this.
    explicit DateWatch(journal::Observer& next) : next_(next) {}

    /// From now on it tells, on the applying thread; not of what the journal told of the past at
    /// the start.
    void begin(OnDate on_date) { on_date_ = std::move(on_date); }

    void on_event(const std::string& mall, std::int64_t seq, const hall::Event& event,
                  const hall::Day& day) override {
        next_.on_event(mall, seq, event, day);
        const bool is_over = std::holds_alternative<hall::DayBegan>(event.what) ||
                             std::holds_alternative<hall::DayClosed>(event.what);
        if (is_over && on_date_) on_date_(day);
    }
    void on_settled(const std::string& mall, std::int64_t seq, const hall::Day& day) override {
        next_.on_settled(mall, seq, day);
    }

private:
    journal::Observer& next_;
    OnDate on_date_;
};

}  // namespace gerai::app
