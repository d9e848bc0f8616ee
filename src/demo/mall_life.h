#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <vector>

#include "core/time.h"
#include "demo/clerk.h"
#include "demo/day.h"
#include "demo/demo.h"
#include "demo/hall.h"
#include "demo/task_group.h"
#include "mall/mall.h"

namespace gerai::demo {

/// One mall, day after day: while it is open its citizens and clerks, between two days nobody.
class MallLife {
public:
    MallLife(const Options& options, mall::Mall mall, HttpClient& http, Record& record,
             std::function<void(const std::exception_ptr&)> failed);

    /// Ends when the wanted number of days is over.
    awaitable<void> live();

    Hall& hall() { return hall_; }

    /// The players of today end.
    void cancel();

    /// Of all days so far.
    [[nodiscard]] Tally tally() const;

private:
    awaitable<void> live_day();
    awaitable<void> bring_citizens();
    awaitable<void> watch_over_day();
    void bring_clerks();
    void report(bool day_ended) const;

    [[nodiscard]] Date today() const { return zone_.date_of(hall_.clock().now()); }
    [[nodiscard]] bool has_work_today() const;
    [[nodiscard]] bool is_day_over() const;

    const Options& options_;
    mall::Mall mall_;
    TimeZone zone_;
    Hall hall_;
    std::function<void(const std::exception_ptr&)> failed_;
    Tally past_;
    // The players refer to the day and the clerks, so they go first.
    std::unique_ptr<Day> day_;
    std::vector<std::unique_ptr<Clerk>> clerks_;
    std::unique_ptr<TaskGroup> players_;
    bool all_have_come_ = false;
};

}  // namespace gerai::demo
