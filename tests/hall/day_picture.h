#pragma once

#include <sstream>
#include <string>

#include "hall/day.h"

/// All that a Day shows of itself as one text, so that two days can be compared and what differs
/// can be read.
namespace gerai::hall {

inline std::ostream& operator<<(std::ostream& out, CounterState state) {
    return out << static_cast<int>(state);
}

template <class Thing>
std::string name_of(Index<Thing> at) {
    return at.exists() ? std::to_string(at.value) : "-";
}

inline std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

inline std::string picture(const Step& step) {
    std::ostringstream out;
    out << "visit " << name_of(step.visit) << " service " << name_of(step.service) << " state "
        << int(step.state) << " outcome " << int(step.outcome) << " callable " << step.is_callable
        << " carried " << step.is_carried << " calls " << step.times_called << " order "
        << step.order << " e " << micros(step.e) << " at " << name_of(step.counter) << " only "
        << name_of(step.only_counter) << " next " << name_of(step.next) << " replaces "
        << name_of(step.replaces) << " placed " << micros(step.placed_at) << " times "
        << micros(step.called_at) << ' ' << micros(step.held_at) << ' ' << micros(step.started_at)
        << ' ' << micros(step.ended_at);
    return out.str();
}

inline std::string picture(const Visit& visit) {
    std::ostringstream out;
    out << name_of(visit.number.prefix) << '-' << visit.number.value << " class "
        << name_of(visit.priority) << " by " << int(visit.channel) << int(visit.language)
        << " rejoins " << int(visit.rejoins) << " steps " << name_of(visit.first_step) << " to "
        << name_of(visit.last_step) << " with clerk " << name_of(visit.with_clerk) << " touched "
        << visit.touched << " at " << micros(visit.issued_at) << " e " << micros(visit.e) << ' '
        << to_string(visit.code) << ' ' << to_string(visit.short_code) << " carried "
        << visit.carried;
    return out.str();
}

inline std::string picture(const Desk& desk) {
    std::ostringstream out;
    out << "state " << int(desk.state) << " becomes " << int(desk.becomes) << " step "
        << name_of(desk.current) << " since " << micros(desk.since) << " idle "
        << micros(desk.idle_since) << " last service " << name_of(desk.last_service) << " touched "
        << desk.touched << " session " << desk.session << " offers";
    for (const ServiceIndex service : desk.offers) out << ' ' << name_of(service);
    const LastAct& last = desk.last;
    out << " last " << int(last.act) << ' ' << last.touched << ' ' << micros(last.at) << ' '
        << name_of(last.step) << ' ' << name_of(last.created);
    return out.str();
}

inline std::string picture(const CallRecord& call) {
    std::ostringstream out;
    out << micros(call.at) << ' ' << name_of(call.step) << ' ' << name_of(call.counter) << ' '
        << int(call.rule) << ' ' << micros(call.e) << ' ' << call.order;
    return out.str();
}

inline std::string picture(const Rules& rules) {
    std::ostringstream out;
    for (const Service& service : rules.services) {
        out << "service " << service.id << ' ' << service.mean.count() << ' '
            << name_of(service.original) << ' ' << service.is_offered << " after";
        for (const ServiceIndex before : service.after) out << ' ' << name_of(before);
        out << '\n';
    }
    for (const Counter& counter : rules.counters) {
        out << "counter " << counter.number << ' ' << counter.is_in_file << " gives";
        for (const ServiceIndex service : counter.gives) out << ' ' << name_of(service);
        out << '\n';
    }
    for (const Interval& open : rules.opening) out << micros(open.from) << '-' << micros(open.to);
    out << " until " << micros(rules.ends_at) << ' ' << rules.is_open_through_end << '\n';
    return out.str();
}

/// Who waits in which queue, in order.
inline std::string picture(const Queues& queues, const Rules& rules) {
    std::ostringstream out;
    const auto classes = static_cast<std::uint32_t>(rules.classes.size());
    const auto line = [&](const Places& places) {
        places.for_each_waiting([&](const Place& place) { out << ' ' << name_of(place.step); });
        out << " callable " << places.callable_before(Instant::max(), 0) << '\n';
    };
    for (std::uint32_t i = 0; i < rules.services.size() * classes; ++i) {
        out << "queue " << i << ": " << queues.waiting_in({i}) << " head "
            << name_of(queues.head({i}).step) << ':';
        line(queues.places(QueueIndex{i}));
    }
    for (std::uint32_t i = 0; i < rules.counters.size(); ++i) {
        for (std::uint32_t c = 0; c < classes; ++c) line(queues.places(CounterIndex{i}, {c}));
    }
    return out.str();
}

inline std::string picture(const Wall& wall) {
    std::ostringstream out;
    for (const Announcement& said : wall.announcements()) {
        out << "announced " << name_of(said.step) << ' ' << name_of(said.counter) << ' '
            << micros(said.at) << ' ' << said.times_called << ' ' << said.is_withdrawn;
        for (const std::string& device : said.heard_on) out << ' ' << device;
        out << '\n';
    }
    for (const Notice& notice : wall.notices(Instant::min())) {
        out << "notice " << notice.id << ' ' << notice.text << ' ' << micros(notice.until) << '\n';
    }
    for (const Help& help : wall.help()) {
        out << "help " << help.place << ' ' << micros(help.asked_at) << ' ' << micros(help.given_at)
            << '\n';
    }
    for (const BoardSetup& board : wall.boards()) {
        out << "board " << board.device << ' ' << board.inches << ' ' << board.has_voice << '\n';
    }
    return out.str();
}

inline std::string picture(const Day& day) {
    std::ostringstream out;
    out << to_string(day.date()) << " closed " << day.is_closed() << " last "
        << micros(day.last_at()) << " events " << day.event_count() << " order " << day.next_order()
        << '\n'
        << picture(day.rules());
    for (const Visit& visit : day.visits()) out << picture(visit) << '\n';
    for (const Step& step : day.steps()) out << picture(step) << '\n';
    for (const Desk& desk : day.desks()) out << picture(desk) << '\n';
    for (const CallRecord& call : day.calls()) out << picture(call) << '\n';
    for (std::uint32_t i = 0; i < day.steps().size(); ++i) {
        if (const Rating* rating = day.rating_of({i})) out << "rated " << rating->score << '\n';
    }
    for (std::uint32_t i = 0; i < day.rules().services.size(); ++i) {
        out << "standing " << day.standing({i}) << '\n';
    }
    for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
        out << "bound work " << day.bound_work({i}).count() << '\n';
    }
    for (const CarriedVisit& visit : day.carried()) {
        out << "carried " << visit.prefix << visit.number << ' ' << to_string(visit.business_date)
            << '\n';
    }
    for (const Day::File& file : day.files()) out << "file " << file.version << '\n';
    return out.str() + picture(day.wall()) + picture(day.queues(), day.rules());
}

}  // namespace gerai::hall
