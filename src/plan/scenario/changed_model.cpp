#include <algorithm>
#include <cassert>

#include "hall/offering.h"
#include "mall/people.h"
#include "plan/busy_day.h"
#include "plan/scenario/appointment_book.h"
#include "plan/scenario/roster_changes.h"
#include "plan/scenario/steps.h"

namespace gerai::plan {

namespace {

/// The moments of one day's hours as moments of another's: what was at a tenth is at a tenth.
class Stretch {
public:
    Stretch(Interval former, Interval now)
        : former_(former.from),
          now_(now.from),
          factor_(in_seconds(now.to - now.from) / in_seconds(former.to - former.from)) {}

    [[nodiscard]] Instant of(Instant at) const {
        return now_ + from_seconds(in_seconds(at - former_) * factor_);
    }

    void apply(Stream& stream) const {
        stream.rate.from = of(stream.rate.from);
        stream.rate.cell = from_seconds(in_seconds(stream.rate.cell) * factor_);
        for (double& per_hour : stream.rate.per_hour) per_hour /= factor_;
        stream.candidates_per_hour /= factor_;
    }

private:
    Instant former_;
    Instant now_;
    double factor_;
};

struct Times {
    double factor;

    [[nodiscard]] Duration of(Duration time) const {
        return from_seconds(in_seconds(time) * factor);
    }
    Law operator()(const Fixed& law) const { return Fixed{of(law.value)}; }
    Law operator()(const Exponential& law) const { return Exponential{of(law.mean)}; }
    Law operator()(const LogNormal& law) const { return LogNormal{of(law.median), law.sigma}; }
    Law operator()(const Stages& law) const { return Stages{law.count, of(law.mean)}; }
    Law operator()(const Between& law) const { return Between{of(law.from), of(law.to)}; }
    Law operator()(const Normal& law) const { return Normal{of(law.mean), of(law.deviation)}; }
    Law operator()(Seen law) const {
        for (Duration& value : law.values) value = of(value);
        return law;
    }
};

Interval whole(const std::vector<Interval>& opening) {
    return {opening.front().from, opening.back().to};
}

/// What a change makes of a model; `mall` is as the changes before it have left it.
class ModelChange {
public:
    ModelChange(Model& model, mall::Mall& mall) : model_(model), mall_(mall) {}

    void operator()(const MakeAppointments& change) {
        book(model_, {.services = services_of(change.whom),
                      .share = change.share,
                      .unpunctuality = Normal{.deviation = change.punctuality},
                      .no_show = change.no_show});
    }
    void operator()(const ChangeDemand& change) {
        const auto meant = services_of(change.whom);
        const double busy_day = busiest_day(model_.day_factor_cv);
        for (Stream& stream : model_.streams) {
            if (!meant[stream.who.service.value]) continue;
            for (double& per_hour : stream.rate.per_hour) {
                per_hour *= change.factor;
                stream.candidates_per_hour =
                    std::max(stream.candidates_per_hour, per_hour * busy_day);
            }
        }
        for (std::size_t i = 0; i < model_.second_weights.size(); ++i) {
            if (meant[i]) model_.second_weights[i] *= change.factor;
        }
    }
    void operator()(const OpenCounters& change) {
        open_counters(model_, places_of(change.counters), time_of(change.between));
    }
    void operator()(const CloseCounters& change) {
        close_counters(model_, places_of(change.counters), time_of(change.between));
    }
    void operator()(const SetClerks& change) {
        const auto& agencies = model_.rules.agencies;
        const auto agency = std::ranges::find(agencies, change.agency, &hall::Agency::id);
        assert(agency != agencies.end());
        set_clerks(model_, {static_cast<std::uint32_t>(agency - agencies.begin())}, change.clerks,
                   time_of(change.between));
    }
    void operator()(const ChangePatience& change) {
        const auto meant = services_of(change.whom);
        for_each_population([&](Population& who) {
            if (!meant[who.service.value]) return;
            if (!change.mean) {
                who.patience.reset();
                return;
            }
            const double goodbye =
                who.patience ? who.patience->says_goodbye : mall::share_says_goodbye;
            who.patience = Patience{Exponential{*change.mean}, goodbye};
        });
    }
    void operator()(const ChangeSecondService& change) {
        for_each_population([&](Population& who) { who.second_service = change.share; });
    }
    void operator()(const ChangeCounterTime& change) {
        const auto meant = services_of(change.whom);
        const Times times{change.factor};
        for (std::size_t i = 0; i < meant.size(); ++i) {
            if (!meant[i]) continue;
            model_.services[i].time = std::visit(times, model_.services[i].time);
            model_.rules.services[i].mean = times.of(model_.rules.services[i].mean);
        }
    }
    /// The others are of the mall's file: its rules are those of the changed one.
    template <class OfTheFile>
    void operator()(const OfTheFile& change) {
        apply_to_file(mall_, change);
        const hall::Rules changed = hall::rules_for(mall_, model_.date);
        const std::vector<Interval> former = model_.rules.opening;
        assert(changed.counters.size() == model_.rules.counters.size());
        model_.rules.counters = changed.counters;
        model_.rules.classes = changed.classes;
        model_.rules.rescue_after = changed.rescue_after;
        model_.rules.opening = changed.opening;
        model_.rules.ends_at = changed.ends_at;
        model_.rules.is_open_through_end = changed.is_open_through_end;
        leave_out_what_is_not_given();
        stretch_arrivals(former);
        follow_hours(model_, former);
    }

private:
    void leave_out_what_is_not_given() {
        const hall::Layout layout{model_.rules};
        const auto is_gone = [&](const auto& comers) {
            return !hall::is_given(layout, comers.who.service);
        };
        std::erase_if(model_.streams, is_gone);
        std::erase_if(model_.appointments, is_gone);
    }

    void stretch_arrivals(const std::vector<Interval>& former) {
        const auto& now = model_.rules.opening;
        if (former.empty() || now.empty() || former == now) return;
        const Stretch stretch{whole(former), whole(now)};
        for (Stream& stream : model_.streams) stretch.apply(stream);
        for (Appointments& group : model_.appointments) {
            for (Instant& slot : group.slots) slot = stretch.of(slot);
        }
    }

    template <class Look>
    void for_each_population(const Look& look) {
        for (Stream& stream : model_.streams) look(stream.who);
        for (Appointments& group : model_.appointments) look(group.who);
    }

    /// By service, whether it is meant.
    [[nodiscard]] std::vector<bool> services_of(const Whom& whom) const {
        std::vector<bool> meant;
        for (const hall::Service& service : model_.rules.services) {
            const bool is_all = whom.agency.empty() && whom.services.empty();
            meant.push_back(is_all ||
                            std::ranges::find(whom.services, service.id) != whom.services.end() ||
                            (!whom.agency.empty() &&
                             model_.rules.agencies[service.agency.value].id == whom.agency));
        }
        return meant;
    }
    [[nodiscard]] std::vector<hall::CounterIndex> places_of(const std::vector<int>& numbers) const {
        std::vector<hall::CounterIndex> places;
        for (const int number : numbers) {
            const auto counter = model_.rules.find_counter(number);
            assert(counter);
            places.push_back(*counter);
        }
        return places;
    }
    [[nodiscard]] Interval time_of(const std::optional<mall::ClockRange>& between) const {
        if (!between) return {Instant::min(), Instant::max()};
        const auto zone = TimeZone::named(mall_.time_zone);
        assert(zone);
        return {zone->at(model_.date, between->from), zone->at(model_.date, between->to)};
    }

    Model& model_;
    mall::Mall& mall_;
};

}  // namespace

Model changed_model(const Model& as_it_is, const mall::Mall& mall, const Scenario& scenario) {
    Model model = as_it_is;
    mall::Mall changing = mall;
    ModelChange act{model, changing};
    for (const Change& change : scenario.changes) std::visit(act, change);
    return model;
}

}  // namespace gerai::plan
