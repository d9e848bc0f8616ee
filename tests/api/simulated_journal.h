#pragma once

#include <filesystem>
#include <memory>

#include "journal/event_json.h"
#include "journal/journal.h"
#include "plan/logged_days.h"

/// A journal of days that never were.
namespace gerai::api {

/// Writes so many dates of the busy mall into a new database, `gerai.db`, in that directory. One
/// more date has begun, so that all of them are over.
inline void write_simulated_journal(const std::filesystem::path& data, std::size_t count) {
    std::filesystem::create_directories(data);
    const auto mall = std::make_shared<const mall::Mall>(plan::read_busy_mall());
    const auto database = journal::open_database("sqlite:" + (data / "gerai.db").string());
    const auto journal = database->open_journal();
    journal::Addition all{.mall = mall->id};
    hall::Day day;
    const auto note = [&](const hall::Event& event, Date date, const hall::Rules& rules) {
        const auto seq = static_cast<std::int64_t>(all.records.size()) + 1;
        if (std::holds_alternative<hall::DayBegan>(event.what)) {
            all.days.push_back({mall->id, date, seq});
        }
        all.records.push_back({.mall = mall->id,
                               .seq = seq,
                               .type = std::string{journal::type_of(event)},
                               .version = journal::version_of(event),
                               .business_date = date,
                               .at = event.at,
                               .actor = "test",
                               .body = journal::encode(event, rules)});
    };
    const std::vector<Date> dates = plan::open_dates(*mall, count + 1);
    const auto morning = [&](Date date) {
        return plan::busy_model(*mall, date).rules.opening.front().from - std::chrono::hours{1};
    };
    const hall::Event configured{
        morning(dates.front()),
        hall::Configured{.version = 1, .text = std::string{plan::busy_mall}, .mall = mall}};
    note(configured, dates.front(), day.rules());
    hall::evolve(day, configured);
    for (std::uint32_t i = 0; i <= count; ++i) {
        const Date date = dates[i];
        for (const hall::Event& event : hall::next_date(day, date, morning(date))) {
            const bool is_new = std::holds_alternative<hall::DayBegan>(event.what);
            note(event, is_new ? date : day.date(), day.rules());
            hall::evolve(day, event);
        }
        if (i == count) break;
        const plan::Model model = plan::busy_model(*mall, date);
        plan::Simulator{model}.run(1, i, [&](const hall::Event& event, const hall::Day&) {
            note(event, date, day.rules());
            hall::evolve(day, event);
        });
    }
    const journal::Append done = journal->append({.additions = {std::move(all)}, .answers = {}});
    if (done != journal::Append::done) throw std::runtime_error{"The journal was not written"};
}

}  // namespace gerai::api
