#include "api/day_view.h"

#include <algorithm>
#include <cassert>

#include "api/board_view.h"
#include "api/counter_view.h"
#include "api/visit_view.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using measure::Figure;
using measure::StepRecord;
using web::Message;

Message how_of(Figure figure) {
    switch (figure) {
        case Figure::issued: return Message::figure_issued_how;
        case Figure::steps: return Message::figure_steps_how;
        case Figure::waiting: return Message::figure_waiting_how;
        case Figure::served: return Message::figure_served_how;
        case Figure::no_shows: return Message::figure_no_shows_how;
        case Figure::cancelled: return Message::figure_cancelled_how;
        case Figure::wait_mean: return Message::figure_wait_mean_how;
        case Figure::wait_median: return Message::figure_wait_median_how;
        case Figure::wait_p90: return Message::figure_wait_p90_how;
        case Figure::service_level: return Message::figure_service_level_how;
        case Figure::oldest_waiting: return Message::figure_oldest_waiting_how;
        case Figure::busy_counters: return Message::figure_busy_counters_how;
    }
    assert(false);
}

FigureUnit unit_of(Figure figure) {
    switch (figure) {
        case Figure::wait_mean:
        case Figure::wait_median:
        case Figure::wait_p90:
        case Figure::oldest_waiting: return FigureUnit::seconds;
        case Figure::service_level: return FigureUnit::share;
        case Figure::issued:
        case Figure::steps:
        case Figure::waiting:
        case Figure::served:
        case Figure::no_shows:
        case Figure::cancelled:
        case Figure::busy_counters: return FigureUnit::count;
    }
    assert(false);
}

Duration promised_wait(const hall::Day& day) {
    const mall::Mall* const file = file_of(day);
    return file == nullptr ? Duration{} : Duration{file->promise.wait};
}

Nullable<std::int64_t> whole_seconds(std::optional<Duration> duration) {
    if (!duration) return {};
    return std::chrono::round<std::chrono::seconds>(*duration).count();
}

Nullable<double> seconds(std::optional<Duration> duration) {
    if (!duration) return {};
    return std::chrono::duration<double>{*duration}.count();
}

bool is_busy(const hall::Desk& desk) { return desk.current.exists(); }

/// Whether a step is a row behind a figure; behind the busy counters is what they have in hand.
bool is_row(const MeasuredDay& measured, Figure figure, const StepRecord& record) {
    if (figure != Figure::busy_counters) {
        return measure::is_behind(figure, record, promised_wait(measured.day));
    }
    return record.counter.exists() && measured.day.at(record.counter).current == record.step;
}

std::int64_t rows_behind(const MeasuredDay& measured, Figure figure) {
    return std::ranges::count_if(measured.records, [&](const StepRecord& record) {
        return is_row(measured, figure, record);
    });
}

Nullable<double> value_of(const MeasuredDay& measured, Figure figure,
                          std::span<const Duration> waits) {
    switch (figure) {
        case Figure::issued: return static_cast<double>(measured.day.visits().size());
        case Figure::wait_mean: return seconds(measure::mean(waits));
        case Figure::wait_median: return seconds(measure::quantile(waits, 0.5));
        case Figure::wait_p90: return seconds(measure::quantile(waits, 0.9));
        case Figure::service_level:
            return measure::service_level(measured.records, promised_wait(measured.day));
        case Figure::oldest_waiting: return seconds(measure::oldest_wait(measured.records));
        case Figure::busy_counters:
            return static_cast<double>(std::ranges::count_if(measured.day.desks(), is_busy));
        case Figure::steps:
        case Figure::waiting:
        case Figure::served:
        case Figure::no_shows:
        case Figure::cancelled: return static_cast<double>(rows_behind(measured, figure));
    }
    assert(false);
}

Nullable<std::string> word_of(const std::optional<Date>& date) {
    if (!date) return {};
    return gerai::to_string(*date);
}

std::vector<FigureView> figures_of(const MeasuredDay& measured, web::Language language) {
    const std::vector<Duration> waits = measure::called_waits(measured.records);
    std::vector<FigureView> figures;
    for (std::size_t i = 0; i < measure::figure_count; ++i) {
        const auto figure = static_cast<Figure>(i);
        figures.push_back({.figure = figure,
                           .value = value_of(measured, figure, waits),
                           .unit = unit_of(figure),
                           .how = web::text(how_of(figure), language),
                           .items = rows_behind(measured, figure)});
    }
    return figures;
}

AgencyWaits waits_of(const MeasuredDay& measured, hall::AgencyIndex agency) {
    std::vector<StepRecord> own;
    for (const StepRecord& record : measured.records) {
        const bool is_own = measured.day.at(record.service).agency == agency;
        if (is_own && !record.is_undone) own.push_back(record);
    }
    const std::vector<Duration> waits = measure::called_waits(own);
    return {.agency = measured.day.rules().agencies[agency.value].id,
            .steps = static_cast<std::int64_t>(own.size()),
            .called = static_cast<std::int64_t>(waits.size()),
            .mean_seconds = whole_seconds(measure::mean(waits)),
            .median_seconds = whole_seconds(measure::quantile(waits, 0.5)),
            .p90_seconds = whole_seconds(measure::quantile(waits, 0.9)),
            .service_level = measure::service_level(own, promised_wait(measured.day))};
}

FigureItem item_of(const hall::Day& day, const StepRecord& record) {
    const TimeZone& zone = zone_of(day);
    const auto time = [&](std::optional<Instant> at) -> std::optional<Timestamp> {
        if (!at) return std::nullopt;
        return Timestamp{*at, zone};
    };
    FigureItem item{.visit = reference_to(day, record.visit),
                    .step = reference_to(day, record.step),
                    .channel = record.channel,
                    .state = record.state,
                    .issued_at = {day.at(record.visit).issued_at, zone},
                    .first_callable_at = time(record.first_callable),
                    .called_at = time(record.called_at),
                    .started_at = time(record.started_at),
                    .ended_at = time(record.ended_at),
                    .returns = record.returns,
                    .wait_seconds = *whole_seconds(record.wait)};
    const hall::AgencyIndex agency = day.at(record.service).agency;
    if (agency.exists()) item.agency = day.rules().agencies[agency.value].id;
    if (record.outcome != hall::Outcome::none) item.outcome = record.outcome;
    if (record.counter.exists()) item.counter = day.rules().counters[record.counter.value].number;
    return item;
}

void add(PromisesKept& sum, const measure::PromiseCount& count) {
    sum.given += count.given();
    sum.held += count.inside;
    sum.shorter += count.shorter;
    sum.longer += count.longer;
}

/// With the date itself these are thirty.
constexpr std::chrono::days lately_before{29};

void add_promises(DayView& view, const MeasuredDay& measured) {
    const auto of_date = measured.promises.find(measured.day.date());
    if (of_date == measured.promises.end()) return;
    PromisesKept all;
    for (const auto& [name, count] : of_date->second) {
        add(all, count);
        PromisesOfClass own{.priority = name};
        add(own.promises, count);
        view.promises_by_class.push_back(std::move(own));
    }
    view.promises_given = all.given;
    view.promises_held = all.held;
    view.promises_shorter = all.shorter;
    view.promises_longer = all.longer;
    PromisesKept lately;
    const Date since{std::chrono::sys_days{measured.day.date()} - lately_before};
    for (const auto& [date, classes] : measured.promises) {
        if (date < since || date > measured.day.date()) continue;
        for (const auto& [name, count] : classes) add(lately, count);
    }
    view.promises_lately = lately;
}

}  // namespace

DayView view_of_day(const MeasuredDay& measured, web::Language language) {
    const hall::Day& day = measured.day;
    DayView view{.seq = measured.seq,
                 .now = {measured.now, zone_of(day)},
                 .business_date = gerai::to_string(day.date()),
                 .week_before = word_of(measured.week_before),
                 .closed = day.is_closed(),
                 .figures = figures_of(measured, language)};
    for (std::uint32_t i = 0; i < day.rules().counters.size(); ++i) {
        view.counters.push_back(view_of_counter(day, {i}, measured.now, CounterDetail::state));
    }
    view.queues = view_of_board(day, measured.seq, BoardScope{day, nullptr}, measured.now).queues;
    for (std::uint32_t i = 0; i < day.rules().agencies.size(); ++i) {
        AgencyWaits waits = waits_of(measured, {i});
        if (waits.steps > 0) view.waits.push_back(std::move(waits));
    }
    if (const mall::Mall* const file = file_of(day)) {
        view.promise = {.wait_seconds = file->promise.wait.count(), .share = file->promise.share};
    }
    add_promises(view, measured);
    return view;
}

FigureItemList items_of(const MeasuredDay& measured, Figure figure, std::uint32_t from,
                        std::size_t limit) {
    FigureItemList list;
    for (std::size_t i = from; i < measured.records.size(); ++i) {
        if (!is_row(measured, figure, measured.records[i])) continue;
        if (list.items.size() == limit) {
            list.next_page_token = std::to_string(i);
            break;
        }
        list.items.push_back(item_of(measured.day, measured.records[i]));
    }
    return list;
}

}  // namespace gerai::api
