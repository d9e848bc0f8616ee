#include "api/exported_bundle.h"

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

void serve_twelve(ServedHall& hall) {
    hall.open(1, monday_eight + 1min);
    for (int i = 0; i < 12; ++i) {
        const Instant at = monday_eight + 5min + i * 10min;
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

TEST(ExportedBundle, IsNotMadeWhereNoDateIsOver) {
    ServedHall hall;
    serve_twelve(hall);

    EXPECT_FALSE(exported(hall, "kecil"));  // The date still runs.
    EXPECT_FALSE(exported(hall, "lain"));
}

}  // namespace

}  // namespace gerai::api
