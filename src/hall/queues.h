#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "hall/layout.h"
#include "hall/places.h"

namespace gerai::hall {

/// A set of queues, one bit each.
using QueueSet = std::vector<std::uint64_t>;

/// All queues of a hall: one for each edition of a service and class, and one for each counter and
/// class for the steps that were transferred to that counter alone. The first waiting and the first
/// callable place of each stand ready, so that a call looks at no others.
class Queues {
public:
    Queues() = default;

    /// Room for these services and counters; what is there stays.
    void resize(const Layout& layout);

    /// The step takes its place, waiting and not yet callable. `only_counter` may be nowhere.
    void enter(QueueIndex queue, CounterIndex only_counter, Place place);
    void leave(QueueIndex queue, CounterIndex only_counter, Place place);
    void set_callable(QueueIndex queue, CounterIndex only_counter, Place place, bool callable);

    /// The first callable and the first waiting place; without a step where there is none.
    [[nodiscard]] const Place& head(QueueIndex queue) const { return heads_[queue.value]; }
    [[nodiscard]] const Place& front(QueueIndex queue) const { return fronts_[queue.value]; }
    [[nodiscard]] const Places& places(QueueIndex queue) const { return places_[queue.value]; }
    [[nodiscard]] const Places& places(CounterIndex only, ClassIndex priority) const {
        return bound_[only.value * class_count_ + priority.value];
    }
    [[nodiscard]] std::uint32_t bound_to(CounterIndex counter) const {
        return bound_waiting_[counter.value];
    }
    [[nodiscard]] std::uint32_t waiting_in(QueueIndex queue) const { return waiting_[queue.value]; }

    /// Calls `visit` with each queue of the set in which somebody waits.
    template <class Visitor>
    void for_each_occupied(std::span<const std::uint64_t> set, Visitor&& visit) const {
        for (std::uint32_t word = 0; word < set.size(); ++word) {
            for (std::uint64_t bits = set[word] & occupied_[word]; bits != 0; bits &= bits - 1) {
                visit(QueueIndex{word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits))});
            }
        }
    }

private:
    [[nodiscard]] Places& bound(CounterIndex only, QueueIndex queue) {
        return bound_[only.value * class_count_ + queue.value % class_count_];
    }

    std::uint32_t class_count_ = 1;
    std::vector<Places> places_;
    std::vector<Place> heads_;
    std::vector<Place> fronts_;
    std::vector<std::uint32_t> waiting_;
    QueueSet occupied_;
    std::vector<Places> bound_;
    std::vector<std::uint32_t> bound_waiting_;
};

}  // namespace gerai::hall
