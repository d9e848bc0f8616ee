#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "mall/mall_files.h"
#include "plan/counter_pools.h"
#include "plan/expected_steps.h"
#include "plan/mall_model.h"
#include "plan/replicate.h"
#include "plan/scenario/appointment_book.h"
#include "plan/scenario/same_visitors.h"
#include "plan/scenario/scenario.h"

namespace gerai::plan {
namespace {

using namespace std::chrono_literals;

constexpr Date monday = std::chrono::year{2026} / 11 / 23;

/// A mall, its model of a Monday, and what changes make of that.
struct Hall {
    mall::Mall mall;
    Model as_it_is = model_of(mall, monday);

    [[nodiscard]] Model with(const std::string& changes) const {
        auto scenario = read_scenario("name = \"Uji\"\n" + changes, mall, "s.toml");
        if (scenario) return changed_model(as_it_is, mall, *scenario);
        for (const mall::Fault& fault : scenario.error()) ADD_FAILURE() << to_string(fault);
        return as_it_is;
    }
    [[nodiscard]] Instant at(std::chrono::minutes since_midnight) const {
        return TimeZone::named(mall.time_zone)->at(monday, since_midnight);
    }
    [[nodiscard]] hall::ServiceIndex service(std::string_view id) const {
        return *as_it_is.rules.find_service(id);
    }
    [[nodiscard]] hall::CounterIndex counter(int number) const {
        return *as_it_is.rules.find_counter(number);
    }
};

const Hall& paser() {
    static const Hall hall{.mall = mall::bundled("paser")};
    return hall;
}

const Hall& badung() {
    static const Hall hall{.mall = mall::bundled("badung")};
    return hall;
}

double all_steps(const Model& model) {
    const auto steps = expected_steps(model);
    return std::accumulate(steps.begin(), steps.end(), 0.0);
}

/// When the visitors of a day come, all of whom hear their call: a rejoin would change the time.
std::vector<Instant> arrivals(Model model) {
    model.rules.has_capacity_stop = false;
    model.absence.share = 0;
    std::vector<Instant> times;
    for (const auto& record : Simulator{model}.run(1, 0).records) {
        if (record.is_first) times.push_back(record.e);
    }
    return times;
}

/// When counters of these numbers have a clerk.
std::vector<Interval> duties(const Model& model, const std::vector<int>& numbers) {
    std::vector<Interval> times;
    for (const Duty& duty : model.roster) {
        const int number = model.rules.counters[duty.counter.value].number;
        if (std::ranges::find(numbers, number) != numbers.end()) times.push_back(duty.at);
    }
    std::ranges::sort(times, {}, &Interval::from);
    return times;
}

TEST(ChangedModel, IsTheSameWithoutAChange) {
    const Model same = paser().with("");
    EXPECT_EQ(arrivals(same), arrivals(paser().as_it_is));
    EXPECT_EQ(duties(same, {1, 2, 3, 4}), duties(paser().as_it_is, {1, 2, 3, 4}));
}

TEST(ChangedModel, GivesPooledCountersTheSameClerks) {
    const Model pooled =
        badung().with("[[change]]\nverb = \"pool_counters\"\nagency = \"disdukcapil\"");
    const auto is_disdukcapil = [&](const Pool& pool) {
        return pooled.rules.agencies[pool.agency.value].id == "disdukcapil";
    };
    EXPECT_EQ(std::ranges::count_if(pools_of(badung().as_it_is.rules), is_disdukcapil), 3);
    EXPECT_EQ(std::ranges::count_if(pools_of(pooled.rules), is_disdukcapil), 1);
    EXPECT_EQ(pooled.roster.size(), badung().as_it_is.roster.size());
    EXPECT_EQ(arrivals(pooled), arrivals(badung().as_it_is));
}

TEST(ChangedModel, BringsTheSameVisitorsOverLongerHours) {
    const Model early =
        paser().with("[[change]]\nverb = \"hours\"\nhours = [\"07:30-12:00\", \"13:00-15:30\"]");

    EXPECT_EQ(early.rules.opening.front().from, paser().at(7h + 30min));
    for (const Duty& duty : early.roster) {
        EXPECT_EQ(duty.at.from, paser().at(7h + 30min));
        EXPECT_EQ(duty.breaks, (std::vector{Interval{paser().at(12h), paser().at(13h)}}));
    }
    const auto before = arrivals(paser().as_it_is);
    const auto after = arrivals(early);
    ASSERT_EQ(after.size(), before.size());
    EXPECT_LT(after.front(), before.front());
    for (std::size_t i = 0; i < after.size(); ++i) {
        // Eight hours in place of seven and a half.
        const double share = in_seconds(before[i] - paser().at(8h)) / (7.5 * 3600);
        EXPECT_NEAR(in_seconds(after[i] - paser().at(7h + 30min)), share * 8 * 3600, .01);
    }
}

/// As a journal shows it: every counter is open from five past eight until twenty past three, with
/// a break from five to twelve until ten past one; one has a quarter of an hour off at ten besides.
Model with_measured_duties(const Hall& hall) {
    Model measured = hall.as_it_is;
    for (Duty& duty : measured.roster) {
        duty.at = {hall.at(8h + 5min), hall.at(15h + 20min)};
        duty.breaks = {{hall.at(11h + 55min), hall.at(13h + 10min)}};
    }
    measured.roster.front().breaks.insert(measured.roster.front().breaks.begin(),
                                          {hall.at(10h), hall.at(10h + 15min)});
    return measured;
}

TEST(ChangedModel, MovesClerksWhoComeALittleLateWithTheHours) {
    const Model measured = with_measured_duties(paser());
    const auto with_hours = [&](std::vector<mall::ClockRange> hours) {
        const Scenario scenario{.name = "Uji",
                                .changes = {ChangeHours{.days = {}, .hours = std::move(hours)}}};
        return changed_model(measured, paser().mall, scenario);
    };
    const Interval quarter{paser().at(10h), paser().at(10h + 15min)};

    const Model early = with_hours({{7h + 30min, 12h}, {13h, 15h}});
    for (const Duty& duty : early.roster) {
        EXPECT_EQ(duty.at, (Interval{paser().at(7h + 35min), paser().at(14h + 50min)}));
        EXPECT_EQ(duty.breaks.back(), (Interval{paser().at(11h + 55min), paser().at(13h + 10min)}));
    }
    EXPECT_EQ(early.roster.front().breaks.size(), 2U);
    EXPECT_EQ(early.roster.front().breaks.front(), quarter);
    EXPECT_EQ(early.roster.back().breaks.size(), 1U);

    const Model without_break = with_hours({{8h, 15h}});
    EXPECT_EQ(without_break.roster.front().breaks, (std::vector{quarter}));
    EXPECT_TRUE(without_break.roster.back().breaks.empty());

    const Model later_break = with_hours({{8h, 12h + 30min}, {13h + 30min, 15h}});
    EXPECT_EQ(later_break.roster.back().breaks,
              (std::vector{Interval{paser().at(12h + 30min), paser().at(13h + 30min)}}));

    const Model morning = with_hours({{7h + 30min, 12h}});
    for (const Duty& duty : morning.roster) {
        EXPECT_EQ(duty.at, (Interval{paser().at(7h + 35min), paser().at(11h + 50min)}));
    }
}

TEST(ChangedModel, LeavesClerksOfAPartOfTheDayWhereTheyAre) {
    Model measured = paser().as_it_is;
    measured.roster.front().at = {paser().at(9h), paser().at(11h)};
    measured.roster.front().breaks.clear();
    const Scenario scenario{.name = "Uji",
                            .changes = {ChangeHours{.days = {}, .hours = {{7h, 12h}, {13h, 16h}}}}};
    const Model changed = changed_model(measured, paser().mall, scenario);
    EXPECT_EQ(changed.roster.front().at, measured.roster.front().at);
}

TEST(ChangedModel, MakesAppointmentsOfVisitorsWhoComeByThemselves) {
    const Model booked = badung().with(R"(
[[change]]
verb = "appointments"
agency = "imigrasi"
share = 0.2
no_show = 0
)");
    double slots = 0;
    double before = 0;
    for (const Appointments& group : booked.appointments) {
        slots += static_cast<double>(group.slots.size());
    }
    for (const Stream& stream : badung().as_it_is.streams) {
        const auto agency = booked.rules.services[stream.who.service.value].agency;
        if (booked.rules.agencies[agency.value].id == "imigrasi") {
            before += visitors_a_day(stream.rate);
        }
    }
    EXPECT_NEAR(slots, .2 * before, 1);  // A pool of each booth, rounded.
    EXPECT_GT(slots, 5);
    const auto now = expected_steps(booked);
    const auto then = expected_steps(badung().as_it_is);
    for (std::size_t i = 0; i < now.size(); ++i) EXPECT_NEAR(now[i], then[i], 1e-9);
}

TEST(ChangedModel, GivesEachAppointmentOfAPoolAMinuteOfItsOwnAndNoneLate) {
    const Model booked = badung().with("[[change]]\nverb = \"appointments\"\nshare = 0.5");
    const Instant last = badung().at(15h);
    std::map<std::size_t, std::set<Instant>> taken;
    std::map<std::size_t, std::size_t> count;
    const auto pools = pools_of(booked.rules);
    ASSERT_FALSE(booked.appointments.empty());
    for (const Appointments& group : booked.appointments) {
        const auto pool = static_cast<std::size_t>(
            std::ranges::find_if(pools,
                                 [&](const Pool& one) {
                                     return std::ranges::find(one.services, group.who.service) !=
                                            one.services.end();
                                 }) -
            pools.begin());
        for (const Instant slot : group.slots) {
            EXPECT_LT(slot, last);
            taken[pool].insert(slot);
            ++count[pool];
        }
        // Whoever goes before all the same keeps a class, nobody else is without one.
        const auto booking = booked.rules.find_class("booking");
        EXPECT_EQ(group.who.class_weights.front(), 0);
        EXPECT_GT(group.who.class_weights[booking->value], .8);
    }
    for (const auto& [pool, slots] : taken) EXPECT_EQ(slots.size(), count[pool]);
}

/// With a stream for each class, as a calibrated model has them.
Model with_a_stream_a_class(const Model& model) {
    Model split = model;
    split.streams.clear();
    for (const Stream& stream : model.streams) {
        const auto& weights = stream.who.class_weights;
        for (std::size_t i = weights.size(); i-- > 0;) {  // The rarest comes first, as it may.
            if (weights[i] <= 0) continue;
            Stream own = stream;
            own.who.class_weights.assign(weights.size(), 0);
            own.who.class_weights[i] = 1;
            for (double& per_hour : own.rate.per_hour) per_hour *= weights[i];
            split.streams.push_back(std::move(own));
        }
    }
    return split;
}

TEST(ChangedModel, TakesAppointmentsOfEveryClassThatComes) {
    const Scenario scenario{
        .name = "Uji", .changes = {MakeAppointments{.whom = {}, .share = .5, .punctuality = 4min}}};
    const Model one = changed_model(paser().as_it_is, paser().mall, scenario);
    const Model split =
        changed_model(with_a_stream_a_class(paser().as_it_is), paser().mall, scenario);

    ASSERT_FALSE(one.appointments.empty());
    ASSERT_EQ(split.appointments.size(), one.appointments.size());
    for (std::size_t group = 0; group < one.appointments.size(); ++group) {
        EXPECT_EQ(split.appointments[group].slots, one.appointments[group].slots);
        const auto& expected = one.appointments[group].who.class_weights;
        const auto& found = split.appointments[group].who.class_weights;
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-9);
    }
    EXPECT_NEAR(all_steps(split), all_steps(one), 1e-6);
}

TEST(ChangedModel, GivesNoTwoAppointmentsTheSameMinuteHoweverManyAreWanted) {
    Model crowded = paser().as_it_is;
    for (Stream& stream : crowded.streams) {
        for (double& per_hour : stream.rate.per_hour) per_hour *= 30;
    }
    for (Work& work : crowded.services) work.time = Fixed{10s};
    const Scenario scenario{.name = "Uji", .changes = {MakeAppointments{.whom = {}, .share = 1}}};
    const Model booked = changed_model(crowded, paser().mall, scenario);

    std::size_t most = 0;
    for (const Pool& pool : pools_of(booked.rules)) {
        std::multiset<Instant> taken;
        for (const Appointments& group : booked.appointments) {
            if (std::ranges::find(pool.services, group.who.service) == pool.services.end())
                continue;
            taken.insert(group.slots.begin(), group.slots.end());
        }
        for (const Instant slot : taken) EXPECT_EQ(taken.count(slot), 1U);
        most = std::max(most, taken.size());
    }
    EXPECT_EQ(most, 12U * 30);  // Each minute of six hours, the break and the last half-hour out.
}

TEST(ChangedModel, LeavesRoomForThoseWithoutAnAppointment) {
    const Model booked = paser().with("[[change]]\nverb = \"appointments\"\nshare = 1");
    const auto pools = pools_of(booked.rules);
    for (const Pool& pool : pools) {
        std::map<std::int64_t, double> work;  // By half-hour.
        double clerks = 0;
        for (const Duty& duty : booked.roster) {
            if (std::ranges::find(pool.counters, duty.counter) != pool.counters.end()) ++clerks;
        }
        for (const Appointments& group : booked.appointments) {
            const bool is_own =
                std::ranges::find(pool.services, group.who.service) != pool.services.end();
            for (const Instant slot : group.slots) {
                if (!is_own) continue;
                work[(slot - paser().at(8h)) / 30min] +=
                    in_seconds(mean(booked.services[group.who.service.value].time));
            }
        }
        for (const auto& [half_hour, seconds] : work) {
            EXPECT_LE(seconds, booked_capacity_max * clerks * 1800 + 1e-6);
            EXPECT_FALSE(half_hour == 8 || half_hour == 9) << "in the break";
        }
    }
}

TEST(ChangedModel, TakesOverRatesAndRescue) {
    const Model changed = paser().with(R"(
[[change]]
verb = "priority_rates"
rates = { elderly = 9 }
[[change]]
verb = "rescue_after"
after = "20m"
)");
    EXPECT_EQ(changed.rules.classes[changed.rules.find_class("elderly")->value].rate, 9);
    EXPECT_EQ(changed.rules.rescue_after, 20min);
    EXPECT_EQ(arrivals(changed), arrivals(paser().as_it_is));
}

TEST(ChangedModel, BringsMoreBesideTheSameVisitors) {
    std::vector<Model> models{paser().as_it_is,
                              paser().with("[[change]]\nverb = \"demand\"\nfactor = 2")};
    match_visitors(models);
    const auto before = arrivals(models[0]);
    const auto after = arrivals(models[1]);
    EXPECT_TRUE(std::ranges::includes(after, before));
    EXPECT_NEAR(static_cast<double>(after.size()) / static_cast<double>(before.size()), 2, .2);
    EXPECT_NEAR(all_steps(models[1]), 2 * all_steps(models[0]), 1e-6);
}

TEST(ChangedModel, HasNobodyComeForWhatIsAbsentAndAllOthersAsBefore) {
    const Model without = paser().with("[[change]]\nverb = \"absent\"\nagency = \"disdukcapil\"");
    std::vector<Model> models{paser().as_it_is, without};
    match_visitors(models);
    const auto is_disdukcapil = [&](const auto& record) {
        const auto agency = without.rules.services[record.service.value].agency;
        return without.rules.agencies[agency.value].id == "disdukcapil";
    };
    for (Model& model : models) {
        model.rules.has_capacity_stop = false;
        model.absence.share = 0;
    }
    const auto before = Simulator{models[0]}.run(1, 0);
    const auto after = Simulator{models[1]}.run(1, 0);

    EXPECT_EQ(after.refused, 0U);
    EXPECT_TRUE(std::ranges::none_of(after.records, is_disdukcapil));
    std::multiset<std::pair<std::uint32_t, Instant>> first;
    for (const auto& record : before.records) {
        if (record.is_first && !is_disdukcapil(record)) {
            first.insert({record.service.value, record.e});
        }
    }
    std::multiset<std::pair<std::uint32_t, Instant>> kept;
    for (const auto& record : after.records) {
        if (record.is_first) kept.insert({record.service.value, record.e});
    }
    EXPECT_EQ(kept, first);
    EXPECT_TRUE(duties(without, {1, 2, 3, 4}).empty());
}

TEST(ChangedModel, OpensAndClosesCountersForATime) {
    const Model opened = paser().with(
        "[[change]]\nverb = \"open_counters\"\ncounters = [4]\nbetween = \"09:00-12:30\"");
    ASSERT_TRUE(duties(paser().as_it_is, {4}).empty());
    EXPECT_EQ(duties(opened, {4}), (std::vector{Interval{paser().at(9h), paser().at(12h)}}));

    const Model closed = paser().with(
        "[[change]]\nverb = \"close_counters\"\ncounters = [1]\nbetween = \"10:00-11:00\"");
    EXPECT_EQ(duties(closed, {1}),
              (std::vector{Interval{paser().at(8h), paser().at(10h)},
                           Interval{paser().at(11h), paser().at(15h + 30min)}}));
    EXPECT_EQ(closed.roster.front().end, AtEnd::closes);

    const Model restored = paser().with(R"(
[[change]]
verb = "close_counters"
counters = [1]
[[change]]
verb = "open_counters"
counters = [1]
)");
    EXPECT_EQ(duties(restored, {1}), duties(paser().as_it_is, {1}));
    EXPECT_EQ(restored.roster.back().end, AtEnd::serves_out);
    EXPECT_EQ(restored.roster.back().breaks.size(), 1U);
}

TEST(ChangedModel, SetsHowManyClerksAnAgencyHas) {
    const std::vector<int> own{1, 2, 3, 4};
    ASSERT_EQ(duties(paser().as_it_is, own).size(), 3U);
    const Model all =
        paser().with("[[change]]\nverb = \"clerks\"\nagency = \"disdukcapil\"\nclerks = 4");
    EXPECT_EQ(duties(all, own).size(), 4U);
    const Model fewer = paser().with(
        "[[change]]\nverb = \"clerks\"\nagency = \"disdukcapil\"\nclerks = 2\nbetween = "
        "\"13:00-15:30\"");
    const Interval all_day{paser().at(8h), paser().at(15h + 30min)};
    const Interval morning{paser().at(8h), paser().at(12h)};  // What is left ends with its break.
    const auto times = duties(fewer, own);
    EXPECT_EQ(std::ranges::count(times, all_day), 2);
    EXPECT_EQ(std::ranges::count(times, morning), 1);
    EXPECT_EQ(times.size(), 3U);
}

TEST(ChangedModel, ChangesPatienceSecondServicesAndTimes) {
    const Model changed = paser().with(R"(
[[change]]
verb = "patience"
mean = "none"
agency = "kpp"
[[change]]
verb = "patience"
mean = "30m"
services = ["disdukcapil-01"]
[[change]]
verb = "second_service"
share = 0.4
[[change]]
verb = "counter_time"
factor = 0.5
agency = "disdukcapil"
)");
    for (const Stream& stream : changed.streams) {
        const auto& service = changed.rules.services[stream.who.service.value];
        const Duration usual = 60min;
        EXPECT_EQ(stream.who.second_service, .4);
        if (service.id.starts_with("kpp")) {
            EXPECT_FALSE(stream.who.patience);
        } else {
            EXPECT_EQ(mean(stream.who.patience->law),
                      service.id == "disdukcapil-01" ? Duration{30min} : usual);
        }
    }
    for (const std::string id : {"disdukcapil-02", "kpp-01"}) {
        const auto service = paser().service(id).value;
        const double factor = id == "kpp-01" ? 1 : .5;
        EXPECT_NEAR(in_seconds(mean(changed.services[service].time)),
                    factor * in_seconds(mean(paser().as_it_is.services[service].time)), 1e-5);
        EXPECT_NEAR(in_seconds(changed.rules.services[service].mean),
                    factor * in_seconds(paser().as_it_is.rules.services[service].mean), 1e-5);
    }
}

TEST(SameVisitors, AreThoseOfTheStreamWithTheMostCandidates) {
    std::vector<Model> models{paser().as_it_is,
                              paser().with("[[change]]\nverb = \"demand\"\nfactor = 3"),
                              paser().with("[[change]]\nverb = \"absent\"\nagency = \"bpjs-kes\"")};
    match_visitors(models);
    for (const Stream& stream : models[2].streams) {
        const auto same = [&](const Stream& other) {
            return other.who.service == stream.who.service;
        };
        const auto one = std::ranges::find_if(models[0].streams, same);
        const auto other = std::ranges::find_if(models[1].streams, same);
        EXPECT_EQ(one->candidates_per_hour, other->candidates_per_hour);
        EXPECT_EQ(stream.candidates_per_hour, other->candidates_per_hour);
    }
    EXPECT_TRUE(std::ranges::includes(arrivals(models[0]), arrivals(models[2])));
}

}  // namespace
}  // namespace gerai::plan
