#include "plan/agenda.h"

#include <gtest/gtest.h>

#include "plan/random.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

enum class Kind { early, late };

TEST(Agenda, GivesWhatIsFirst) {
    Agenda<Kind> agenda;
    Random random{Key{1}, Purpose::arrival};
    for (std::uint32_t i = 0; i < 1000; ++i) {
        agenda.add(Instant{Duration{random.next() % 300}}, Kind::late, i);
    }
    auto before = agenda.take();
    for (int i = 1; i < 1000; ++i) {
        const auto next = agenda.take();
        EXPECT_TRUE(before.is_before(next));
        before = next;
    }
    EXPECT_EQ(agenda.next(), nullptr);
}

TEST(Agenda, KeepsTheOrderWhateverIsAddedBetween) {
    Agenda<Kind> agenda;
    Random random{Key{2}, Purpose::arrival};
    std::vector<Instant> times;
    std::uint32_t count = 0;
    const auto add = [&](std::uint64_t some, Instant from) {
        for (; some > 0; --some) {
            times.push_back(from + Duration{random.next() % 300});
            agenda.add(times.back(), Kind::late, count++);
        }
    };
    add(5, Instant{});
    while (agenda.next() != nullptr) {
        const auto first = std::ranges::min_element(times);
        const auto taken = agenda.take();
        ASSERT_EQ(taken.at, *first);
        times.erase(first);
        if (count < 2000) add(random.next() % 4, taken.at);
    }
    EXPECT_TRUE(times.empty());
    EXPECT_GE(count, 2000U);
}

TEST(Agenda, GivesWhatWasAddedFirstAtOneTime) {
    Agenda<Kind> agenda;
    agenda.add(Instant{2s}, Kind::late, 7);
    agenda.add(Instant{1s}, Kind::late, 8);
    agenda.add(Instant{1s}, Kind::early, 9);

    EXPECT_EQ(agenda.take().about(), 8U);
    const auto second = agenda.take();
    EXPECT_EQ(second.about(), 9U);
    EXPECT_EQ(second.kind(), Kind::early);
    EXPECT_EQ(agenda.next()->at, Instant{2s});
}

}  // namespace
}  // namespace gerai::plan
