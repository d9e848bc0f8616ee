#include "api/planning/observed_days.h"

#include <algorithm>

#include "journal/live_hall.h"

namespace gerai::api {

namespace {

class Logging final : public journal::Observer {
public:
    void on_event(const std::string& /*mall*/, std::int64_t /*seq*/, const hall::Event& event,
                  const hall::Day& day) override {
        logger_.note(event, day);
    }
    void on_settled(const std::string&, std::int64_t, const hall::Day&) override {}

    [[nodiscard]] measure::DayLog log(const hall::Day& day) const {
        return logger_.log(day, day.last_at());
    }

private:
    measure::DayLogger logger_;
};

std::vector<Date> dates_of(journal::Reader& reader, const std::string& mall) {
    std::vector<Date> dates;
    for (const journal::DayRow& day : reader.days()) {
        if (day.mall == mall) dates.push_back(day.business_date);
    }
    std::ranges::sort(dates);
    return dates;
}

}  // namespace

std::vector<Date> dates_that_are_over(journal::Reader& reader, const std::string& mall) {
    std::vector<Date> dates = dates_of(reader, mall);
    if (dates.empty()) return dates;
    const auto last = journal::standing_of(reader, mall, dates.back());
    if (last == nullptr || !last->day().is_closed()) dates.pop_back();
    return dates;
}

void for_each_observed_day(journal::Reader& reader, const std::string& mall, Date first, Date last,
                           const std::function<void(ObservedDay&&)>& tell) {
    const std::vector<Date> dates = dates_of(reader, mall);
    for (const Date date : dates) {
        if (date < first || last < date) continue;
        Logging logging;
        const auto standing = journal::standing_of(reader, mall, date, &logging);
        if (standing == nullptr) continue;
        const hall::Day& day = standing->day();
        const bool is_over = day.is_closed() || date != dates.back();
        if (!is_over || day.files().empty()) continue;
        tell({.log = logging.log(day),
              .mall = day.files().back().mall,
              .file_version = day.files().back().version,
              .ratings = measure::ratings_of(day)});
    }
}

}  // namespace gerai::api
