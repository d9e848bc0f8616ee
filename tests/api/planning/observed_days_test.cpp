#include "api/planning/observed_days.h"

#include <gtest/gtest.h>

#include "api/served_hall.h"

namespace gerai::api {

namespace {

constexpr Date monday = std::chrono::year{2026} / 11 / 23;
constexpr Date tuesday = std::chrono::year{2026} / 11 / 24;
constexpr Instant tuesday_eight = monday_eight + 24h;

std::vector<ObservedDay> observed(ServedHall& hall, Date first, Date last) {
    std::promise<std::vector<ObservedDay>> found;
    hall.archive.submit([&](journal::Archive::Shelf& shelf) {
        std::vector<ObservedDay> days;
        for_each_observed_day(shelf.reader(), "kecil", first, last,
                              [&](ObservedDay&& day) { days.push_back(std::move(day)); });
        found.set_value(std::move(days));
    });
    return found.get_future().get();
}

}  // namespace

TEST(ObservedDays, AreThoseThatAreOver) {
    ServedHall hall;
    hall.open(1, monday_eight + 1min);
    hall.issue({"dukcapil-01"}, monday_eight + 10min);
    hall.call(1, monday_eight + 12min);
    hall.open(1, tuesday_eight + 1min);

    const std::vector<ObservedDay> days = observed(hall, monday, tuesday);

    ASSERT_EQ(days.size(), 1U);
    EXPECT_EQ(days[0].log.date, monday);
    EXPECT_EQ(days[0].mall->id, "kecil");
    EXPECT_EQ(days[0].file_version, 1);
    ASSERT_EQ(days[0].log.stays.size(), 1U);
    EXPECT_EQ(days[0].log.stays[0].called_at, monday_eight + 12min);
    ASSERT_FALSE(days[0].log.stretches.empty());
    EXPECT_EQ(days[0].log.stretches[0].at.from, monday_eight + 1min);
}

TEST(ObservedDays, AreThoseBetweenTheDates) {
    ServedHall hall;
    hall.open(1, monday_eight + 1min);
    hall.act(tuesday_eight, [](const hall::Day&) { return hall::CloseDay{}; });

    const std::vector<ObservedDay> days = observed(hall, tuesday, tuesday);

    ASSERT_EQ(days.size(), 1U);
    EXPECT_EQ(days[0].log.date, tuesday);
}

}  // namespace gerai::api
