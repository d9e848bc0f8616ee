#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "hall/places.h"
#include "hall/queues.h"

namespace gerai::hall {
namespace {

using Key = std::pair<Instant, std::uint32_t>;

/// The same as `Places` in the plainest way.
struct PlainPlaces {
    struct Mark {
        StepIndex step;
        bool is_waiting = false;
        bool is_callable = false;
    };
    std::map<Key, Mark> marks;

    [[nodiscard]] StepIndex first(bool Mark::* is_so) const {
        for (const auto& [key, mark] : marks) {
            if (mark.*is_so) return mark.step;
        }
        return {};
    }
    [[nodiscard]] std::vector<StepIndex> waiting() const {
        std::vector<StepIndex> steps;
        for (const auto& [key, mark] : marks) {
            if (mark.is_waiting) steps.push_back(mark.step);
        }
        return steps;
    }
    [[nodiscard]] std::uint32_t callable_before(Key before) const {
        return static_cast<std::uint32_t>(
            std::count_if(marks.begin(), marks.lower_bound(before),
                          [](const auto& at) { return at.second.is_callable; }));
    }
};

StepIndex step_of(const Place* place) { return place == nullptr ? StepIndex{} : place->step; }

/// Any of the first `count` whole numbers, all alike from the first case on.
template <class Whole>
Whole any_below(Whole count) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Whole>(0, count));
}

Instant any_instant(int kinds) { return Instant{Duration{any_below(kinds)}}; }

void check_alike(const Places& places, const PlainPlaces& plain) {
    RC_ASSERT(step_of(places.first_waiting()) == plain.first(&PlainPlaces::Mark::is_waiting));
    RC_ASSERT(step_of(places.first_callable()) == plain.first(&PlainPlaces::Mark::is_callable));
    std::vector<StepIndex> waiting;
    places.for_each_waiting([&](const Place& place) { waiting.push_back(place.step); });
    RC_ASSERT(waiting == plain.waiting());
}

void check_figures(const Places& places, const PlainPlaces& plain, Key somewhere) {
    RC_ASSERT(places.callable_before(somewhere.first, somewhere.second) ==
              plain.callable_before(somewhere));
    const auto waiting = plain.waiting();
    const auto nth = 1 + any_below(80U);
    const std::size_t at = std::min<std::size_t>(nth, waiting.size());
    RC_ASSERT(step_of(places.waiting_at(nth)) == (at == 0 ? StepIndex{} : waiting[at - 1]));
    std::size_t seen = 0;
    places.for_each_waiting([&](const Place& /*place*/) { ++seen; }, nth);
    RC_ASSERT(seen == at);
}

/// One of the marks, taken, left, or made callable or not.
void change_one(Places& places, PlainPlaces& plain) {
    const auto at = std::next(plain.marks.begin(), any_below(std::ssize(plain.marks)));
    const auto& [e, order] = at->first;
    auto& mark = at->second;
    if (!mark.is_waiting) {
        places.add({e, order, mark.step});
        mark.is_waiting = true;
    } else if (any_below(3) == 0) {
        places.leave(e, order);
        mark.is_waiting = mark.is_callable = false;
    } else {
        mark.is_callable = !mark.is_callable;
        places.set_callable(e, order, mark.is_callable);
        places.set_callable(e, order, mark.is_callable);  // Again: nothing more.
    }
}

// Method: mostly appended, as in a hall; now and then in between (paper, rejoin), with chunks that
// fill, split and empty.
RC_GTEST_PROP(Places, AreThoseOfAPlainList, ()) {
    const int kinds = *rc::gen::element(2, 40, 100'000);
    const int moves = *rc::gen::inRange(1, 700);
    Places places;
    PlainPlaces plain;
    for (std::uint32_t order = 0; std::cmp_less(order, moves); ++order) {
        if (!plain.marks.empty() && any_below(2) == 0) {
            change_one(places, plain);
        } else {
            const bool is_appended = any_below(4) > 0;
            const Instant e =
                is_appended ? Instant{Duration{kinds + int(order)}} : any_instant(kinds);
            places.add({e, order, {order}});
            plain.marks[{e, order}] = {.step = {order}, .is_waiting = true};
        }
        if (order % 16 == 0) check_alike(places, plain);
        check_figures(places, plain, {any_instant(kinds * 2), any_below(800U)});
    }
    check_alike(places, plain);
}

TEST(Places, AreEmptyAtFirst) {
    const Places places;

    EXPECT_EQ(places.first_waiting(), nullptr);
    EXPECT_EQ(places.first_callable(), nullptr);
    EXPECT_EQ(places.waiting_at(1), nullptr);
    EXPECT_EQ(places.callable_before(Instant::max(), 0), 0U);
}

// Every chunk splits in the middle again and again.
TEST(Places, KeepTheirOrderWhenAllAreInsertedAtTheFront) {
    constexpr std::uint32_t count = 5'000;
    Places places;
    for (std::uint32_t i = 0; i < count; ++i) {
        const Instant e{Duration{count - i}};
        places.add({e, i, {i}});
        places.set_callable(e, i, true);
    }

    EXPECT_EQ(places.first_callable()->step, StepIndex{count - 1});
    for (std::uint32_t i = 0; i < count; ++i) {
        EXPECT_EQ(places.callable_before(Instant{Duration{count - i}}, i), count - 1 - i);
    }
}

TEST(Places, FindTheFirstOneBehindManyThatWereLeft) {
    Places places;
    for (std::uint32_t i = 0; i < 10'000; ++i) {
        places.add({Instant{Duration{i}}, i, {i}});
        places.set_callable(Instant{Duration{i}}, i, true);
    }
    for (std::uint32_t i = 0; i < 9'999; ++i) {
        places.set_callable(Instant{Duration{i}}, i, false);
        places.leave(Instant{Duration{i}}, i);
    }

    EXPECT_EQ(places.first_waiting()->step, StepIndex{9'999});
    EXPECT_EQ(places.first_callable()->step, StepIndex{9'999});
    EXPECT_EQ(places.callable_before(Instant::max(), 0), 1U);
}

Layout small_layout() {
    Rules rules;
    rules.classes = {{"none", 1}, {"elderly", 4}};
    rules.agencies = {{"civil", "B"}};
    rules.services = {{.id = "birth", .agency = {0}, .original = {0}},
                      {.id = "family", .agency = {0}, .original = {1}}};
    rules.counters = {{.number = 1, .gives = {{0}, {1}}}, {.number = 2, .gives = {{1}}}};
    return Layout{rules};
}

/// A step in one of the four queues, perhaps for one counter alone.
struct Entry {
    QueueIndex queue;
    CounterIndex only;
    Place place;
    bool is_waiting = false;
    bool is_callable = false;
};

bool is_ahead(const Entry& a, const Entry* b) {
    return b == nullptr || a.place.is_before(b->place.e, b->place.order);
}

void check_queue(const Queues& queues, QueueIndex queue, const std::vector<Entry>& entries) {
    const Entry* head = nullptr;
    const Entry* front = nullptr;
    std::uint32_t count = 0;
    for (const Entry& entry : entries) {
        if (entry.queue != queue || entry.only.exists() || !entry.is_waiting) continue;
        ++count;
        if (is_ahead(entry, front)) front = &entry;
        if (entry.is_callable && is_ahead(entry, head)) head = &entry;
    }
    RC_ASSERT(queues.waiting_in(queue) == count);
    RC_ASSERT(queues.head(queue).step == (head == nullptr ? StepIndex{} : head->place.step));
    if (front != nullptr) RC_ASSERT(queues.front(queue).step == front->place.step);
    bool is_occupied = false;
    const QueueSet all{~std::uint64_t{0}};
    queues.for_each_occupied(all, [&](QueueIndex at) { is_occupied = is_occupied || at == queue; });
    RC_ASSERT(is_occupied == (count > 0));
}

void check_bound(const Queues& queues, CounterIndex counter, const std::vector<Entry>& entries) {
    const auto count = std::ranges::count_if(
        entries, [&](const Entry& entry) { return entry.only == counter && entry.is_waiting; });
    RC_ASSERT(queues.bound_to(counter) == static_cast<std::uint32_t>(count));
    for (std::uint32_t priority = 0; priority < 2; ++priority) {
        const Entry* front = nullptr;
        for (const Entry& entry : entries) {
            const bool is_here = entry.only == counter && entry.queue.value % 2 == priority;
            if (is_here && entry.is_waiting && is_ahead(entry, front)) front = &entry;
        }
        RC_ASSERT(step_of(queues.places(counter, {priority}).first_waiting()) ==
                  (front == nullptr ? StepIndex{} : front->place.step));
    }
}

RC_GTEST_PROP(Queues, KnowTheirHeadsFrontsAndCounts, ()) {
    const Layout layout = small_layout();
    Queues queues;
    queues.resize(layout);
    std::vector<Entry> entries;
    const int moves = *rc::gen::inRange(1, 200);
    for (int move = 0; move < moves; ++move) {
        if (entries.empty() || any_below(3) == 0) {
            const auto order = static_cast<std::uint32_t>(entries.size());
            const std::uint32_t only = any_below(4U);
            entries.push_back({.queue = {any_below(4U)},
                               .only = only < 2 ? CounterIndex{only} : CounterIndex{},
                               .place = {any_instant(20), order, {order}}});
        }
        Entry& entry = entries[any_below(entries.size())];
        if (!entry.is_waiting) {
            queues.enter(entry.queue, entry.only, entry.place);
            entry.is_waiting = true;
        } else if (any_below(3) == 0) {
            queues.leave(entry.queue, entry.only, entry.place);
            entry.is_waiting = entry.is_callable = false;
        } else {
            entry.is_callable = !entry.is_callable;
            queues.set_callable(entry.queue, entry.only, entry.place, entry.is_callable);
        }
        for (std::uint32_t i = 0; i < 4; ++i) check_queue(queues, {i}, entries);
        for (std::uint32_t i = 0; i < 2; ++i) check_bound(queues, {i}, entries);
    }
}

}  // namespace
}  // namespace gerai::hall
