#include "measure/bundle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "mall/mall_files.h"
#include "measure/bundle_maker.h"
#include "measure/figures.h"

namespace gerai::measure {

using namespace std::chrono_literals;

namespace {

constexpr Date monday = std::chrono::year{2026} / 11 / 23;
const std::string no_hash(64, '0');

Date after(Date date, int days) {
    return Date{std::chrono::sys_days{date} + std::chrono::days{days}};
}

/// A date of Paser without steps.
DayLog date_of_paser(const mall::Mall& mall, Date date) {
    return {.date = date, .rules = hall::rules_for(mall, date)};
}

struct Somebody {
    std::string service = "disdukcapil-01";
    std::chrono::minutes after_opening{0};
    Duration wait = 5min;
    hall::StepState state = hall::StepState::done;
    std::optional<std::uint32_t> visit{};  // One that has come already; none: a visit of its own.
};

/// A step, of a visit of its own where nothing else is said.
void add(DayLog& log, const Somebody& one) {
    const auto place = static_cast<std::uint32_t>(log.records.size());
    const Instant e = log.rules.opening.front().from + one.after_opening;
    StepRecord record{.step = {place},
                      .visit = {one.visit.value_or(place)},
                      .service = *log.rules.find_service(one.service),
                      .priority = {0},
                      .state = one.state,
                      .e = e,
                      .first_callable = e,
                      .wait = one.wait,
                      .is_first = !one.visit};
    if (one.state == hall::StepState::done) {
        record.called_at = e + one.wait;
        record.started_at = e + one.wait + 20s;
        record.ended_at = e + one.wait + 10min;
    }
    log.records.push_back(record);
}

std::int64_t steps_of(const std::vector<BundleCell>& cells) {
    return std::accumulate(
        cells.begin(), cells.end(), std::int64_t{0},
        [](std::int64_t sum, const BundleCell& cell) { return sum + cell.steps; });
}

const BundleService* find(const Bundle& bundle, std::string_view id) {
    const auto at = std::ranges::find(bundle.services, id, &BundleService::id);
    return at == bundle.services.end() ? nullptr : &*at;
}

/// A date on which twelve come for a service early and thirty later, fifteen for another, and three
/// for a third.
Bundle example() {
    const mall::Mall mall = mall::bundled("paser");
    DayLog log = date_of_paser(mall, monday);
    for (int i = 0; i < 12; ++i) add(log, {.after_opening = 5min, .wait = 20min});
    for (int i = 0; i < 30; ++i) add(log, {.after_opening = 65min, .wait = 4min});
    for (int i = 0; i < 15; ++i) add(log, {.service = "disdukcapil-02"});
    for (int i = 0; i < 3; ++i) add(log, {.service = "kpp-01"});
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    maker.add(log, {0, 3, 9, 40});
    return maker.bundle().value();
}

void expect_keys_in_order(const boost::json::value& value) {
    if (const auto* const array = value.if_array()) {
        for (const auto& one : *array) expect_keys_in_order(one);
    }
    if (const auto* const object = value.if_object()) {
        std::vector<std::string> keys;
        for (const auto& member : *object) {
            keys.emplace_back(member.key());
            expect_keys_in_order(member.value());
        }
        EXPECT_TRUE(std::ranges::is_sorted(keys)) << boost::json::serialize(value);
    }
}

/// What is wrong with a bundle that somebody has spoilt and signed again.
std::vector<std::string> faults_after(const std::function<void(Bundle&)>& spoil) {
    Bundle bundle = example();
    spoil(bundle);
    std::vector<std::string> pointers;
    const auto read = read_bundle(write_bundle(bundle));
    if (read) return pointers;
    for (const BundleFault& fault : read.error()) pointers.push_back(fault.pointer);
    return pointers;
}

TEST(Bundle, KeepsHalfHoursThatHaveEnough) {
    const Bundle bundle = example();

    const BundleService* const service = find(bundle, "disdukcapil-01");
    ASSERT_NE(service, nullptr);
    ASSERT_EQ(service->cells.size(), 2);
    EXPECT_EQ(service->cells[0], (BundleCell{.called = 12,
                                             .counted = 12,
                                             .from = 480,
                                             .steps = 12,
                                             .to = 510,
                                             .wait_seconds = 12 * 1200,
                                             .weekdays = {0},
                                             .within = 0}));
    EXPECT_EQ(service->cells[1].from, 540);
    EXPECT_EQ(service->cells[1].within, service->cells[1].steps);
    EXPECT_EQ(service->agency, "disdukcapil");
}

TEST(Bundle, HidesAServiceWithFewStepsAmongOthers) {
    const Bundle bundle = example();

    // Three are too few for an agency as for the hall: the service with the fewest goes with them,
    // or what the hall has beyond its services would be three.
    EXPECT_EQ(find(bundle, "kpp-01"), nullptr);
    EXPECT_EQ(find(bundle, "disdukcapil-02"), nullptr);
    ASSERT_EQ(bundle.others.size(), 1);
    EXPECT_EQ(bundle.others[0].agency, std::nullopt);
    EXPECT_EQ(bundle.others[0].services, (std::vector<std::string>{"disdukcapil-02", "kpp-01"}));
    EXPECT_EQ(steps_of(bundle.others[0].cells), 18);
}

TEST(Bundle, JoinsNeighbouringHalfHoursAndThenWeekdays) {
    CellGrid grid;
    const auto come = [&](std::size_t weekday, std::size_t half_hour, std::int64_t count) {
        grid.at(weekday, half_hour).steps = count;
        grid.at(weekday, half_hour).called = count;
    };
    come(0, 16, 4);  // Monday: with the next half-hour enough,
    come(0, 18, 7);  // and what is left goes with them.
    come(0, 20, 2);
    come(1, 16, 3);  // Tuesday has too few: with Wednesday.
    come(2, 17, 9);
    come(4, 16, 1);  // Friday is left.

    const auto cells = joined_cells(grid);

    ASSERT_EQ(cells.size(), 2);
    EXPECT_EQ(cells[0].weekdays, (std::vector{0}));
    EXPECT_EQ(cells[0].from, 8 * 60);
    EXPECT_EQ(cells[0].to, 10 * 60 + 30);
    EXPECT_EQ(cells[0].steps, 13);
    EXPECT_EQ(cells[1].weekdays, (std::vector{1, 2, 4}));
    EXPECT_EQ(cells[1].steps, 13);
}

TEST(Bundle, JoinsHalfHoursUntilTenWereCalledSoThatNoWaitIsOnePersons) {
    const mall::Mall mall = mall::bundled("paser");
    DayLog log = date_of_paser(mall, monday);
    using enum hall::StepState;
    for (int i = 0; i < 9; ++i) add(log, {.after_opening = 5min, .state = cancelled});
    add(log, {.after_opening = 5min, .wait = 37min});
    for (int i = 0; i < 12; ++i) add(log, {.after_opening = 65min});
    for (int i = 0; i < 12; ++i) {
        add(log, {.service = "disdukcapil-02", .state = i < 9 ? cancelled : done});
    }
    for (int i = 0; i < 20; ++i) add(log, {.service = "kpp-01"});
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    maker.add(log);

    const auto bundle = maker.bundle();

    ASSERT_TRUE(bundle);
    for (const BundleService& service : bundle->services) {
        for (const BundleCell& cell : service.cells) EXPECT_GE(cell.called, 10) << service.id;
    }
    // Of twelve steps of one service three were called: it is told with the smallest of the others.
    EXPECT_EQ(find(*bundle, "disdukcapil-02"), nullptr);
    ASSERT_EQ(bundle->others.size(), 1);
    EXPECT_EQ(bundle->others[0].services,
              (std::vector<std::string>{"disdukcapil-01", "disdukcapil-02"}));
    for (const BundleCell& cell : bundle->others[0].cells) EXPECT_GE(cell.called, 10);
    EXPECT_TRUE(read_bundle(write_bundle(*bundle)));
}

/// A date of so many visits, which take so many second steps by turns.
Bundle with_ways(int visits, int second_steps) {
    const mall::Mall mall = mall::bundled("paser");
    DayLog log = date_of_paser(mall, monday);
    for (int i = 0; i < visits; ++i) add(log, {});
    for (int i = 0; i < second_steps; ++i) {
        add(log, {.service = "disdukcapil-02", .visit = static_cast<std::uint32_t>(i % visits)});
    }
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    maker.add(log);
    return maker.bundle().value();
}

std::int64_t visits_of(const Bundle& bundle) {
    std::int64_t visits = 0;
    for (const BundlePart& part : bundle.channels) visits += part.count;
    return visits;
}

TEST(Bundle, TellsNoVisitsWhereTheDifferenceToItsStepsWouldBeAFewWays) {
    // Three of forty-three steps were second ones.
    const Bundle few = with_ways(40, 3);
    EXPECT_TRUE(few.routes.empty());
    EXPECT_TRUE(few.channels.empty());

    const Bundle none = with_ways(40, 0);
    EXPECT_EQ(visits_of(none), 40);

    const Bundle enough = with_ways(40, 12);
    EXPECT_EQ(visits_of(enough), 40);
    ASSERT_EQ(enough.routes.size(), 1);
    EXPECT_EQ(enough.routes[0].count, 12);

    // Four visits of thirty-six steps: their ways would tell how many they were.
    const Bundle long_visits = with_ways(4, 32);
    EXPECT_TRUE(long_visits.channels.empty());
    EXPECT_TRUE(long_visits.routes.empty());
}

TEST(Bundle, CountsAVisitWhoseFirstStepWasUndone) {
    const mall::Mall mall = mall::bundled("paser");
    DayLog log = date_of_paser(mall, monday);
    for (int i = 0; i < 20; ++i) add(log, {});
    log.records[0].is_undone = true;
    add(log, {.visit = 0});
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    maker.add(log);

    EXPECT_EQ(visits_of(maker.bundle().value()), 20);
}

TEST(Bundle, JoinsWhatIsTooFewOfClassesWaysAndScores) {
    EXPECT_EQ(
        joined_parts({{"none", 90}, {"elderly", 12}, {"infant", 6}, {"pregnant", 5}}),
        (std::vector<BundlePart>{{90, {"none"}}, {12, {"elderly"}}, {11, {"infant", "pregnant"}}}));
    EXPECT_EQ(joined_parts({{"none", 90}, {"elderly", 12}, {"infant", 1}}),
              (std::vector<BundlePart>{{90, {"none"}}, {13, {"elderly", "infant"}}}));
    EXPECT_EQ(joined_parts({{"none", 4}, {"elderly", 5}}), std::vector<BundlePart>{});
    EXPECT_EQ(joined_routes({{{"a", "b"}, 20}, {{"b", "a"}, 10}, {{"b", "c"}, 3}}),
              (std::vector<BundleRoute>{{20, "a", "b"}, {13, std::nullopt, std::nullopt}}));
    const Bundle bundle = example();
    EXPECT_EQ(bundle.ratings, (std::vector<BundleRatings>{{12, {2, 3}, 33}, {40, {4}, 160}}));
}

TEST(Bundle, TellsTheLawOfATimeToFiveSeconds) {
    std::vector<std::int64_t> seconds(20);
    std::iota(seconds.begin(), seconds.end(), 101);

    const auto times = times_of(seconds);

    ASSERT_TRUE(times);
    EXPECT_EQ(times->sum_seconds, 20 * 221 / 2);
    EXPECT_EQ(times->quantiles,
              (std::vector<BundleQuantile>{
                  {10, 100}, {25, 105}, {50, 110}, {75, 115}, {90, 120}, {95, 120}}));
    seconds.resize(19);  // One in twenty of them is less than one.
    EXPECT_EQ(times_of(seconds)->quantiles.back().percent, 90);
    seconds.resize(11);
    EXPECT_EQ(times_of(seconds)->quantiles.front(), (BundleQuantile{10, 100}));
    seconds.resize(10);  // The tenth part of them is the least: one person's time.
    EXPECT_EQ(times_of(seconds)->quantiles.front(), (BundleQuantile{25, 105}));
    seconds.resize(9);
    EXPECT_FALSE(times_of(seconds));
}

TEST(Bundle, TellsHowTheMallIsRun) {
    const Bundle bundle = example();

    EXPECT_EQ(bundle.mall.id, "paser");
    EXPECT_EQ(bundle.mall.promised_wait_seconds, 900);
    EXPECT_EQ(bundle.mall.hours[0], (std::vector<BundleSpan>{{480, 720}, {780, 930}}));
    EXPECT_EQ(bundle.practices.rescue_after_seconds, 2700);
    EXPECT_EQ(bundle.practices.life_events, 10);
    EXPECT_EQ(bundle.period, (BundlePeriod{.dates = 1, .from = monday, .to = monday}));
    std::int64_t counters = 0;
    for (const BundleSkills& one : bundle.skills) counters += one.counters;
    EXPECT_EQ(counters, 43);
}

TEST(Bundle, CountsHowLongCountersWereOpen) {
    const mall::Mall mall = mall::bundled("paser");
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    for (const int week : {0, 7}) {
        DayLog log = date_of_paser(mall, after(monday, week));
        for (int i = 0; i < 10; ++i) add(log, {});
        const Instant eight = log.rules.opening.front().from;
        log.stretches.push_back({.counter = {0},
                                 .at = {eight - 5min, eight + 40min},
                                 .state = hall::CounterState::open});
        log.stretches.push_back(
            {.counter = {1}, .at = {eight, eight + 15min}, .state = hall::CounterState::paused});
        maker.add(log);
    }

    const auto cells = maker.bundle()->open_counters;

    ASSERT_FALSE(cells.empty());
    EXPECT_EQ(cells[0], (BundleOpenCounters{.counter_minutes = 60, .dates = 2, .from = 480}));
    EXPECT_EQ(cells[1].counter_minutes, 20);
}

TEST(Bundle, IsNotMadeOfTooFewSteps) {
    const mall::Mall mall = mall::bundled("paser");
    DayLog log = date_of_paser(mall, monday);
    for (int i = 0; i < 9; ++i) add(log, {});
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    maker.add(log);

    EXPECT_FALSE(maker.bundle());
}

TEST(Bundle, ComesBackFromItsFileAndIsAlwaysTheSameBytes) {
    const Bundle bundle = example();
    const std::string text = write_bundle(bundle);

    const auto read = read_bundle(text);

    ASSERT_TRUE(read) << read.error().front().pointer << read.error().front().expected;
    EXPECT_EQ(*read, bundle);
    EXPECT_EQ(write_bundle(*read), text);
    expect_keys_in_order(boost::json::parse(text));
    EXPECT_TRUE(looks_like_bundle(text));
    EXPECT_FALSE(looks_like_bundle("[mall]\nid = \"paser\"\n"));
}

TEST(Bundle, IsRefusedWhenAByteWasAltered) {
    const std::string text = write_bundle(example());
    for (std::size_t i = 0; i + 1 < text.size(); i += text.size() / 400) {
        std::string altered = text;
        altered[i] = altered[i] == '7' ? '8' : '7';

        EXPECT_FALSE(read_bundle(altered)) << i << ' ' << text.substr(i, 30);
    }
}

TEST(Bundle, IsRefusedWhenItIsOfANewerVersionOrHasMembersThatItsVersionDoesNotKnow) {
    const std::string text = write_bundle(example());
    const auto newer = read_bundle(mall::with(text, R"("gerai_bundle":1)", R"("gerai_bundle":3)"));
    const auto more = read_bundle(mall::with(text, R"("period":{)", R"("period":{"clerk":1,)"));
    const auto beside = read_bundle(mall::with(text, R"({"content")", R"({"clerk":1,"content")"));

    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error(),
              (std::vector<BundleFault>{{"/gerai_bundle",
                                         "expected version 2 or older: a newer Gerai has made this "
                                         "bundle, and reads it",
                                         BundleFaultReason::newer}}));
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().front().pointer, "/content/period/clerk");
    ASSERT_FALSE(beside);
    EXPECT_EQ(beside.error().front().pointer, "/clerk");
    EXPECT_FALSE(read_bundle(""));
    EXPECT_FALSE(read_bundle("[]"));
}

TEST(Bundle, OfATrialIsOfAVersionInWhichTrialsAreKnown) {
    Bundle trial = example();
    trial.source = BundleSource::trial;
    const std::string text = write_bundle(trial);

    EXPECT_NE(text.find(R"("gerai_bundle":2)"), std::string::npos);
    ASSERT_TRUE(read_bundle(text));
    EXPECT_EQ(read_bundle(text)->source, BundleSource::trial);
    // What an older Gerai understands it reads, so nothing else is of a later version.
    EXPECT_NE(write_bundle(example()).find(R"("gerai_bundle":1)"), std::string::npos);
    const auto first = read_bundle(mall::with(text, R"("gerai_bundle":2)", R"("gerai_bundle":1)"));
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().front().pointer, "/gerai_bundle");
}

TEST(Bundle, NamesEverySumThatDoesNotAddUp) {
    using Pointers = std::vector<std::string>;
    EXPECT_EQ(faults_after([](Bundle&) {}), Pointers{});
    EXPECT_EQ(faults_after([](Bundle& one) {
                  one.services[0].cells[0].within = 13;
                  one.period.dates = 2;
              }),
              (Pointers{"/content/period/dates", "/content/services/0/cells/0/within"}));
    EXPECT_EQ(faults_after([](Bundle& one) { one.services[0].cells[1].from = 480; }),
              (Pointers{"/content/services/0/cells/1"}));
    EXPECT_EQ(faults_after([](Bundle& one) { one.services[0].cells[0].wait_seconds += 1; }),
              (Pointers{"/content/services/0/wait/sum_seconds"}));
    EXPECT_EQ(faults_after([](Bundle& one) {
                  one.classes[0].count = 9;
                  one.ratings[0].sum = 11;
              }),
              (Pointers{"/content/classes/0/count", "/content/classes", "/content/ratings/0/sum"}));
    EXPECT_EQ(faults_after([](Bundle& one) {
                  one.others[0].cells[0].called = 9;
                  one.others[0].cells[0].within = 9;
              }),
              (Pointers{"/content/others/0/cells/0/called"}));
    EXPECT_EQ(faults_after([](Bundle& one) { one.mall.time_zone = "Asia/Nowhere"; }),
              (Pointers{"/content/mall/time_zone"}));
}

TEST(Bundle, IsRefusedInAFewWordsHoweverMuchIsWrong) {
    const auto pointers = faults_after([](Bundle& one) {
        const BundleCell cell = one.services[0].cells[0];
        one.services[0].cells.assign(500, cell);
    });
    ASSERT_FALSE(pointers.empty());
    EXPECT_EQ(pointers.front(), "/content/services/0/cells");
    EXPECT_LE(pointers.size(), 20);

    EXPECT_EQ(faults_after([](Bundle& one) {
                  const BundleCell cell = one.services[0].cells[1];
                  one.services[0].cells.insert(one.services[0].cells.end(), 2, cell);
              }).front(),
              "/content/services/0/cells/2");
    EXPECT_EQ(faults_after([](Bundle& one) {
                  for (BundleCell& cell : one.services[0].cells) cell.within = -1;
                  const BundleService service = one.services[0];
                  one.services.insert(one.services.end(), 100, service);
              }).size(),
              20);
    std::string members;
    for (int i = 0; i < 900; ++i) members += "\"m" + std::to_string(i) + "\":1,";
    const std::string text = write_bundle(example());
    const auto more = read_bundle(mall::with(text, R"("period":{)", R"("period":{)" + members));
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().size(), 20);
}

TEST(Bundle, IsRefusedForItsHashBeforeItsSumsAreLookedAt) {
    const std::string text = write_bundle(example());

    const auto read = read_bundle(mall::with(text, R"("dates":1)", R"("dates":7)"));

    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 1);
    EXPECT_EQ(read.error().front().pointer, "/hash");
}

TEST(Bundle, MayBeLaidOutOtherwise) {
    // The hash is of what it says, not of how it is spaced.
    std::string text = write_bundle(example());
    text = mall::with(text, R"({"content":)", "{\n  \"content\": ");

    EXPECT_TRUE(read_bundle(text));
}

/// A history of any kind, over a fortnight.
std::vector<DayLog> any_history(const mall::Mall& mall) {
    const std::vector<std::string> services{"disdukcapil-01", "disdukcapil-02", "disdukcapil-03",
                                            "kpp-01",         "kpp-02",         "bpjs-kes-01",
                                            "pln-01",         "imigrasi-01"};
    std::vector<DayLog> logs;
    for (int day = 0; day < 12; ++day) {
        DayLog log = date_of_paser(mall, after(monday, day));
        if (log.rules.opening.empty()) continue;
        const int steps = *rc::gen::inRange(0, 40);
        for (int i = 0; i < steps; ++i) {
            const auto which = static_cast<std::size_t>(*rc::gen::inRange(0, 8));
            if (!log.rules.find_service(services[which])) continue;
            using enum hall::StepState;
            add(log, {.service = services[which * which / 8],
                      .after_opening = std::chrono::minutes{*rc::gen::inRange(-30, 600)},
                      .wait = std::chrono::seconds{*rc::gen::inRange(0, 3000)},
                      .state = *rc::gen::element(done, done, done, no_show, cancelled, waiting)});
        }
        logs.push_back(std::move(log));
    }
    return logs;
}

RC_GTEST_PROP(Bundle, HasTheSumsOfTheRecordsAndNoCellOfTooFew, ()) {
    static const mall::Mall mall = mall::bundled("paser");
    BundleMaker maker{mall, no_hash, BundleSource::journal};
    CellSums all;
    for (const DayLog& log : any_history(mall)) {
        maker.add(log);
        for (const StepRecord& record : log.records) {
            ++all.steps;
            all.called += record.called_at ? 1 : 0;
            all.no_shows += record.state == hall::StepState::no_show ? 1 : 0;
            all.left += record.state == hall::StepState::cancelled ? 1 : 0;
            all.counted += is_behind(Figure::service_level, record, 15min) ? 1 : 0;
            all.within += record.called_at && record.wait <= 15min ? 1 : 0;
            all.wait_seconds += record.called_at
                                    ? std::chrono::round<std::chrono::seconds>(record.wait).count()
                                    : 0;
        }
    }

    const auto bundle = maker.bundle();

    RC_ASSERT(bundle.has_value() == (all.called >= fewest_steps));
    if (!bundle) return;
    std::vector<BundleCell> cells;
    for (const auto& one : bundle->services) {
        cells.insert(cells.end(), one.cells.begin(), one.cells.end());
    }
    for (const auto& one : bundle->others) {
        cells.insert(cells.end(), one.cells.begin(), one.cells.end());
    }
    CellSums sums;
    for (const BundleCell& cell : cells) {
        RC_ASSERT(cell.called >= fewest_steps);
        sums += {.steps = cell.steps,
                 .counted = cell.counted,
                 .within = cell.within,
                 .called = cell.called,
                 .wait_seconds = cell.wait_seconds,
                 .no_shows = cell.no_shows,
                 .left = cell.left};
    }
    RC_ASSERT(sums == all);
    const std::string text = write_bundle(*bundle);
    const auto read = read_bundle(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == *bundle);
}

}  // namespace

}  // namespace gerai::measure
