#include "plan/arrivals.h"

#include <algorithm>
#include <cassert>

namespace gerai::plan {

namespace {

constexpr double seconds_an_hour = 3600;

/// Keys by service, and by which of its sources it is where it has several: what one model has more
/// than another, or in another order, leaves the visitors of the other sources as they are.
class SourceKeys {
public:
    explicit SourceKeys(Key day) : day_(day) {}

    Key next_stream(hall::ServiceIndex service) { return next(2 * std::uint64_t{service.value}); }
    Key next_appointments(hall::ServiceIndex service) {
        return next(2 * std::uint64_t{service.value} + 1);
    }

private:
    Key next(std::uint64_t source) {
        if (source >= given_.size()) given_.resize(source + 1, 0);
        return day_.of(given_[source]++ << 32U | source);
    }

    Key day_;
    std::vector<std::uint64_t> given_;
};

std::vector<Comer> booked(const Appointments& group, Key key, Instant opens, Instant from) {
    std::vector<Comer> comers;
    for (std::size_t i = 0; i < group.slots.size(); ++i) {
        const Key visitor = key.of(i);
        if (Random{visitor, Purpose::absence}.chance(group.no_show)) continue;
        const Duration late = draw(group.unpunctuality, {visitor, Purpose::unpunctuality});
        const Instant at = std::max(group.slots[i] + late, opens);
        if (at >= from) comers.push_back({at, visitor});
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
    : Arrivals(model, day, {.variation = model.day_factor_cv}) {}

Arrivals::Arrivals(const Model& model, Key day, const Coming& coming)
    : model_(&model),
      factor_(coming.factor * Random{day, Purpose::day_factor}.factor(coming.variation)) {
    SourceKeys keys{day};
    for (const Stream& stream : model.streams) {
        // What a Poisson process does from a moment on does not depend on what it did before.
        assert(stream.candidates_per_hour > 0);
        streams_.push_back({keys.next_stream(stream.who.service),
                            seconds_an_hour / stream.candidates_per_hour,
                            std::max(stream.rate.from, coming.from)});
    }
    if (model.rules.opening.empty()) return;
    for (const Appointments& group : model.appointments) {
        booked_.push_back({booked(group, keys.next_appointments(group.who.service),
                                  model.rules.opening.front().from, coming.from)});
    }
}

const Population& Arrivals::population(std::uint32_t source) const {
    if (source < streams_.size()) return model_->streams[source].who;
    return model_->appointments[source - streams_.size()].who;
}

Comer Arrivals::next(std::uint32_t source) {
    if (source < streams_.size()) return next_of_stream(model_->streams[source], streams_[source]);
    Booked& group = booked_[source - streams_.size()];
    if (group.come == group.comers.size()) return Comer::nobody();
    return group.comers[group.come++];
}

Comer Arrivals::next_of_stream(const Stream& stream, Flow& flow) const {
    const Instant end = stream.rate.to();
    while (true) {
        const Key candidate = flow.key.of(flow.candidates++);
        flow.at += from_seconds(flow.mean_gap * Random{candidate, Purpose::arrival}.exponential());
        if (flow.at >= end) return Comer::nobody();
        const double share = stream.rate.at(flow.at) * factor_ / stream.candidates_per_hour;
        if (Random{candidate, Purpose::acceptance}.chance(share)) return {flow.at, candidate};
    }
}

}  // namespace gerai::plan
