#include "api/planning/exported_bundle.h"

#include <gtest/gtest.h>

#include "api/served_hall.h"
#include "trust/digest.h"

namespace gerai::api {

namespace {

using namespace std::chrono_literals;

constexpr Date monday = std::chrono::year{2026} / 11 / 23;
constexpr Date tuesday = std::chrono::year{2026} / 11 / 24;

/// The bundle of the hall's journal, read beside the server.
std::optional<measure::Bundle> exported(ServedHall& hall, const std::string& mall) {
    std::promise<std::optional<measure::Bundle>> found;
    hall.archive.submit([&](journal::Archive::Shelf& shelf) {
        found.set_value(exported_bundle(shelf.reader(), mall, monday, tuesday));
    });
    return found.get_future().get();
}

void serve_twelve(ServedHall& hall, Instant eight = monday_eight) {
    hall.open(1, eight + 1min);
    for (int i = 0; i < 12; ++i) {
        const Instant at = eight + 5min + i * 10min;
        hall.issue({"dukcapil-01"}, at);
        hall.call(1, at + 2min);
        hall.act(at + 3min,
                 [](const hall::Day& day) { return hall::Start{ServedHall::at(day, 1)}; });
        hall.act(at + 7min,
                 [](const hall::Day& day) { return hall::Finish{ServedHall::at(day, 1)}; });
    }
}

TEST(ExportedBundle, HoldsTheDatesThatAreOver) {
    ServedHall hall;
    serve_twelve(hall);
    hall.open(1, monday_eight + 24h);

    const auto found = exported(hall, "kecil");

    ASSERT_TRUE(found);
    const measure::Bundle& bundle = *found;
    EXPECT_EQ(bundle.source, measure::BundleSource::journal);
    EXPECT_EQ(bundle.mall.id, "kecil");
    EXPECT_EQ(bundle.mall.file_hash, trust::sha256_hex(mall::small_mall));
    EXPECT_EQ(bundle.period.from, monday);
    EXPECT_EQ(bundle.period.to, monday);
    ASSERT_EQ(bundle.services.size(), 1);
    EXPECT_EQ(bundle.services[0].id, "dukcapil-01");
    ASSERT_TRUE(bundle.services[0].wait);
    EXPECT_EQ(bundle.services[0].wait->count, 12);
    EXPECT_EQ(bundle.services[0].wait->sum_seconds, 12 * 120);
    ASSERT_TRUE(bundle.services[0].service);
    EXPECT_EQ(bundle.services[0].service->sum_seconds, 12 * 240);
    EXPECT_TRUE(bundle.open_counters.empty());  // Of two counters nothing is told.
    EXPECT_TRUE(measure::faults_of(bundle).empty());
}

TEST(ExportedBundle, SaysOfATrialThatItIsOne) {
    ServedHall hall;
    hall.writer.run([](journal::Journal& journal) { journal.set_setting("kind", "trial"); });
    serve_twelve(hall);
    hall.open(1, monday_eight + 24h);

    const auto found = exported(hall, "kecil");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->source, measure::BundleSource::trial);
}

TEST(ExportedBundle, IsNotMadeWhereNoDateIsOver) {
    ServedHall hall;
    serve_twelve(hall);

    EXPECT_FALSE(exported(hall, "kecil"));  // The date still runs.
    EXPECT_FALSE(exported(hall, "lain"));
}

/// The period of its last dates, so many at most.
std::optional<measure::BundlePeriod> last_dates(ServedHall& hall, Date today, std::size_t most) {
    std::promise<std::optional<measure::Bundle>> found;
    hall.archive.submit([&](journal::Archive::Shelf& shelf) {
        found.set_value(bundle_of_last_dates(shelf.reader(), "kecil", today, most));
    });
    const auto bundle = found.get_future().get();
    if (!bundle) return std::nullopt;
    return bundle->period;
}

TEST(ExportedBundle, HoldsSoManyOfTheLastDatesThatAreOver) {
    ServedHall hall;
    const Date friday = std::chrono::year{2026} / 11 / 27;
    const Date next_monday = std::chrono::year{2026} / 11 / 30;
    serve_twelve(hall);
    serve_twelve(hall, monday_eight + 96h);
    hall.open(1, monday_eight + 168h);

    using Period = measure::BundlePeriod;
    EXPECT_EQ(last_dates(hall, next_monday, 1), (Period{.dates = 1, .from = friday, .to = friday}));
    EXPECT_EQ(last_dates(hall, next_monday, 2), (Period{.dates = 2, .from = monday, .to = friday}));
    EXPECT_EQ(last_dates(hall, next_monday, 90), last_dates(hall, next_monday, 2));
    // Weekends and holidays are no dates: a hall that was closed for long still has its last ones.
    EXPECT_EQ(last_dates(hall, std::chrono::year{2027} / 11 / 30, 2),
              (Period{.dates = 2, .from = monday, .to = friday}));
    EXPECT_EQ(last_dates(hall, monday, 90), (Period{.dates = 1, .from = monday, .to = monday}));
}

}  // namespace

}  // namespace gerai::api
