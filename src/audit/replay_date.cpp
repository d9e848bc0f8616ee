#include <algorithm>

#include "audit/replay.h"

// How one business date ends and the next begins.
namespace gerai::audit {

namespace {

constexpr auto dates_begin_once = Invariant::dates_begin_once;
constexpr auto steps_are_conserved = Invariant::steps_are_conserved;

bool goes_on(State state) {
    switch (state) {
        case State::waiting:
        case State::called:
        case State::serving:
        case State::on_hold: return true;
        case State::done:
        case State::no_show:
        case State::cancelled: return false;
    }
    return false;
}

bool is_with_clerk(State state) { return state == State::called || state == State::serving; }

std::string number_of(const Visit& visit) {
    return visit.prefix + '-' + std::to_string(visit.number) + " of " +
           to_string(visit.business_date);
}

/// Whether a `day` event takes a visit over as the date before left it.
bool is_the_same(const Hall& hall, const Visit& visit, const Body& carried) {
    const bool has_same_number = carried.text("prefix") == visit.prefix &&
                                 carried.number("number") == visit.number &&
                                 carried.date("business_date") == visit.business_date;
    const bool is_same_visit = has_same_number && carried.text("priority") == visit.priority &&
                               carried.number("rejoins") == visit.rejoins &&
                               carried.instant("e") == visit.e;
    return is_same_visit &&
           std::ranges::equal(
               visit.steps, carried.objects("steps"), [&](std::size_t at, const Body& step) {
                   const Step& before = hall.step(at);
                   return step.text("service") == before.service &&
                          state_of(step.text("state")) == before.state &&
                          step.counter_or_none("only_counter") == before.only_counter &&
                          step.instant("e") == before.e;
               });
}

/// The step that a carried one replaces; `first` is the first of its visit.
std::optional<std::size_t> replaced_by(const Body& step, std::size_t first) {
    if (!step.has("replaces")) return std::nullopt;
    const std::size_t place = step.index("replaces");
    if (place == 0) throw Unreadable{"`replaces` counts from 1"};
    return first + place - 1;
}

}  // namespace

void Replay::day(const Body& body) {
    findings_.count(dates_begin_once);
    const Date date = body.date("date");
    expect(dates_begin_once, date == now_->business_date,
           [&] { return "it begins " + to_string(date) + " and belongs to another date"; });
    expect(dates_begin_once, !date_ || date > *date_,
           [&] { return to_string(date) + " begins after " + to_string(*date_) + " has begun"; });
    expect(dates_begin_once, !date_ || is_closed_,
           [&] { return to_string(*date_) + " was not closed before"; });
    derived_.expect(DayRow{.mall = mall_, .business_date = date, .first_seq = now_->seq});

    check_carried(body.objects("visits"));
    check_conservation();
    check_forming(body);
    date_ = date;
    begin_date(body, date, files_of(body));
}

/// The files in force, oldest first; those that are not in force any more are forgotten.
std::vector<const Sheet*> Replay::files_of(const Body& body) {
    const auto versions = body.numbers("versions");
    const bool names_newest =
        !versions.empty() && !files_.empty() && versions.back() == files_.rbegin()->first;
    expect(dates_begin_once, names_newest,
           [] { return "the date does not begin with the newest file"; });
    std::erase_if(files_, [&](const auto& file) {
        return std::ranges::find(versions, file.first) == versions.end();
    });
    std::vector<const Sheet*> files;
    files.reserve(files_.size());
    for (const auto& [version, sheet] : files_) files.push_back(&sheet);
    if (files.empty() || files.size() != versions.size()) {
        throw Objection{dates_begin_once, "it names a file that the journal does not hold"};
    }
    return files;
}

void Replay::begin_date(const Body& body, Date date, const std::vector<const Sheet*>& files) {
    const Sheet& current = *files.back();
    hall_ = Hall{Offering{files, date}};
    hall_.closes_at = current.closes_at(date);
    hall_.counters_in_file = current.counter_numbers();
    hall_.max_rejoins = current.max_rejoins;
    priorities_ = {.rates = current.rates,
                   .rescue_after = current.rescue_after,
                   .rejoin_behind = current.rejoin_behind};
    paper_prefix_ = current.paper_prefix;
    is_closed_ = false;
    last_numbers_.clear();
    numbers_.clear();
    acts_.clear();
    created_ = 0;
    begin_wall(body);
    for (const auto& [number, counter] : current.counters) hall_.counters[number];
    for (const Body& counter : body.objects("counters")) {
        const auto services = counter.texts("services");
        hall_.counters[counter.counter("number")] = {
            .state = counter_state_of(counter.text("state")),
            .becomes = counter_state_of(counter.text("becomes")),
            .offers = {services.begin(), services.end()},
            .step = {}};
    }
    for (const Body& visit : body.objects("visits")) carry(visit);
    free_bound_everywhere();
}

/// What was unfinished when the date ended goes on, as it was, and nothing else does.
void Replay::check_carried(const std::vector<Body>& carried) {
    std::size_t at = 0;
    for (const Visit& visit : hall_.visits) {
        const bool is_unfinished = std::ranges::any_of(
            visit.steps, [&](std::size_t step) { return goes_on(hall_.step(step).state); });
        if (!is_unfinished) continue;
        const bool is_there = at < carried.size() && is_the_same(hall_, visit, carried[at]);
        expect(steps_are_conserved, is_there,
               [&] { return number_of(visit) + " was unfinished and does not go on as it was"; });
        if (is_there) ++at;
    }
    expect(steps_are_conserved, at == carried.size(), [&] {
        return std::to_string(carried.size() - at) + " visits go on that had nothing unfinished";
    });
}

void Replay::carry(const Body& body) {
    const std::size_t visit = hall_.visits.size();
    const auto steps = body.objects("steps");
    const std::string priority = body.text("priority");
    hall_.visits.push_back({.prefix = body.text("prefix"),
                            .number = body.number("number"),
                            .business_date = body.date("business_date"),
                            .priority = priorities_.rates.contains(priority) ? priority : "none",
                            .rejoins = body.number("rejoins"),
                            .e = body.instant("e"),
                            .steps = {},
                            .touched = now_->seq});
    const std::size_t first = hall_.steps().size();
    for (const Body& one : steps) {
        const State state = state_of(one.text("state"));
        const std::string service = one.text("service");
        const std::size_t step = hall_.steps().size();
        add_step(step, {.visit = visit,
                        .service = service,
                        .edition = edition_of(one, "edition", service),
                        .state = state,
                        .is_final = one.has("outcome"),
                        .is_carried = is_with_clerk(state),
                        .e = one.instant("e"),
                        .counter = one.counter_or_none("counter"),
                        .only_counter = one.counter_or_none("only_counter"),
                        .replaces = replaced_by(one, first)});
        if (is_with_clerk(state)) take(one.counter("counter"), step);
    }
}

void Replay::check_conservation() {
    findings_.count(steps_are_conserved, created_);
    std::int64_t sum = 0;
    for (const std::int64_t count : hall_.tally()) sum += count;
    expect(steps_are_conserved, sum == created_, [&] {
        return std::to_string(created_) + " steps were created, and " + std::to_string(sum) +
               " are in a state";
    });
}

}  // namespace gerai::audit
