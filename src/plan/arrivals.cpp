#include "plan/arrivals.h"

#include <algorithm>
#include <cassert>

namespace gerai::plan {

namespace {

constexpr double seconds_an_hour = 3600;

/// Streams and appointments each have keys of their own, so that one more of either leaves the
/// others as they are.
Key key_of_stream(Key day, std::size_t stream) { return day.of(2 * stream); }
Key key_of_appointments(Key day, std::size_t group) { return day.of(2 * group + 1); }

std::vector<Comer> booked(const Appointments& group, Key key, Instant opens) {
    std::vector<Comer> comers;
    for (std::size_t i = 0; i < group.slots.size(); ++i) {
        const Key visitor = key.of(i);
        if (Random{visitor, Purpose::absence}.chance(group.no_show)) continue;
        const Duration late = draw(group.unpunctuality, {visitor, Purpose::unpunctuality});
        comers.push_back({std::max(group.slots[i] + late, opens), visitor});
    }
    std::ranges::stable_sort(comers, {}, &Comer::at);
    return comers;
}

}  // namespace

double Rate::at(Instant when) const {
    if (when < from || when >= to()) return 0;
    return per_hour[static_cast<std::size_t>((when - from) / cell)];
}

Arrivals::Arrivals(const Model& model, Key day)
    : model_(&model), factor_(Random{day, Purpose::day_factor}.factor(model.day_factor_cv)) {
    for (std::size_t i = 0; i < model.streams.size(); ++i) {
        streams_.push_back({key_of_stream(day, i), model.streams[i].rate.from});
    }
    if (model.rules.opening.empty()) return;
    for (std::size_t i = 0; i < model.appointments.size(); ++i) {
        booked_.push_back({booked(model.appointments[i], key_of_appointments(day, i),
                                  model.rules.opening.front().from)});
    }
}

const Population& Arrivals::population(std::uint32_t source) const {
    if (source < streams_.size()) return model_->streams[source].who;
    return model_->appointments[source - streams_.size()].who;
}

std::optional<Comer> Arrivals::next(std::uint32_t source) {
    if (source < streams_.size()) return next_of_stream(model_->streams[source], streams_[source]);
    Booked& group = booked_[source - streams_.size()];
    if (group.come == group.comers.size()) return std::nullopt;
    return group.comers[group.come++];
}

std::optional<Comer> Arrivals::next_of_stream(const Stream& stream, Flow& flow) const {
    assert(stream.candidates_per_hour > 0);
    const Instant end = stream.rate.to();
    const double mean = seconds_an_hour / stream.candidates_per_hour;
    while (true) {
        const Key candidate = flow.key.of(flow.candidates++);
        flow.at += from_seconds(mean * Random{candidate, Purpose::arrival}.exponential());
        if (flow.at >= end) return std::nullopt;
        const double share = stream.rate.at(flow.at) * factor_ / stream.candidates_per_hour;
        if (Random{candidate, Purpose::acceptance}.chance(share)) return Comer{flow.at, candidate};
    }
}

}  // namespace gerai::plan
