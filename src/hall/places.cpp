#include "hall/places.h"

#include <algorithm>

namespace gerai::hall {

namespace {

constexpr std::uint64_t bit(std::uint32_t at) { return std::uint64_t{1} << (at % 64); }

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

/// The place of the first set bit, or `none`.
std::uint32_t first_set(const std::vector<std::uint64_t>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != 0) {
            return static_cast<std::uint32_t>(i * 64) +
                   static_cast<std::uint32_t>(std::countr_zero(words[i]));
        }
    }
    return none;
}

void assign(std::vector<std::uint64_t>& words, std::uint32_t at, bool value) {
    if (value) {
        words[at / 64] |= bit(at);
    } else {
        words[at / 64] &= ~bit(at);
    }
}

/// `word` with a hole at `slot`: what was there and above moves up by one.
std::uint64_t opened(std::uint64_t word, std::uint32_t slot) {
    const std::uint64_t below = word & (bit(slot) - 1);
    return below | ((word & ~(bit(slot) - 1)) << 1U);
}

}  // namespace

void Places::add(Place place) {
    if (order_.empty()) append_chunk();
    std::uint32_t rank = rank_of(place.e, place.order);
    std::uint32_t slot = slot_of(rank, place.e, place.order);
    if (chunk(rank).is_at(slot, place)) {
        chunk(rank).waiting |= bit(slot);
        assign(waiting_, rank, true);
        return;
    }
    if (chunk(rank).size == capacity) {
        const bool is_at_end = slot == capacity && rank + 1 == order_.size();
        if (is_at_end) {
            append_chunk();
            ++rank;
        } else {
            split(rank);
            rank = rank_of(place.e, place.order);
        }
        slot = slot_of(rank, place.e, place.order);
    }
    chunk(rank).insert(slot, place);
    assign(waiting_, rank, true);
}

void Places::Chunk::insert(std::uint32_t slot, Place place) {
    std::copy_backward(places.begin() + slot, places.begin() + size, places.begin() + size + 1);
    places[slot] = place;
    ++size;
    waiting = opened(waiting, slot) | bit(slot);
    callable = opened(callable, slot);
}

void Places::leave(Instant e, std::uint32_t order) {
    const Spot spot = spot_of(e, order);
    Chunk& home = chunk(spot.rank);
    home.waiting &= ~bit(spot.slot);
    if (home.waiting == 0) assign(waiting_, spot.rank, false);
    if ((home.callable & bit(spot.slot)) == 0) return;
    home.callable &= ~bit(spot.slot);
    if (home.callable == 0) assign(callable_, spot.rank, false);
    count(spot.rank, -1);
}

void Places::set_callable(Instant e, std::uint32_t order, bool callable) {
    const Spot spot = spot_of(e, order);
    Chunk& home = chunk(spot.rank);
    if (((home.callable & bit(spot.slot)) != 0) == callable) return;
    home.callable ^= bit(spot.slot);
    assign(callable_, spot.rank, home.callable != 0);
    count(spot.rank, callable ? 1 : -1);
}

const Place* Places::first_callable() const {
    const std::uint32_t rank = first_set(callable_);
    if (rank == none) return nullptr;
    const Chunk& home = chunk(rank);
    return &home.places[static_cast<std::size_t>(std::countr_zero(home.callable))];
}

const Place* Places::first_waiting() const {
    const std::uint32_t rank = first_set(waiting_);
    if (rank == none) return nullptr;
    const Chunk& home = chunk(rank);
    return &home.places[static_cast<std::size_t>(std::countr_zero(home.waiting))];
}

const Place* Places::waiting_at(std::uint32_t nth) const {
    const Place* last = nullptr;
    for_each_waiting([&](const Place& place) { last = &place; }, nth);
    return last;
}

std::uint32_t Places::callable_before(Instant e, std::uint32_t order) const {
    if (order_.empty()) return 0;
    const std::uint32_t rank = rank_of(e, order);
    std::int32_t total = 0;
    for (std::uint32_t i = rank; i > 0; i &= i - 1) total += counts_[i - 1];

    const Chunk& home = chunk(rank);
    for (std::uint64_t bits = home.callable; bits != 0; bits &= bits - 1) {
        const Place& place = home.places[static_cast<std::size_t>(std::countr_zero(bits))];
        if (!place.is_before(e, order)) break;
        ++total;
    }
    return static_cast<std::uint32_t>(total);
}

bool Places::begins_after(std::uint32_t rank, Instant e, std::uint32_t order) const {
    const Chunk& candidate = chunk(rank);
    if (candidate.size == 0) return true;
    const Place& first = candidate.places[0];
    return first.e != e ? first.e > e : first.order > order;
}

/// The last chunk that does not begin after (e, order); the first one when all do. Most look for
/// the end of the queue or for its front.
std::uint32_t Places::rank_of(Instant e, std::uint32_t order) const {
    auto high = static_cast<std::uint32_t>(order_.size());
    if (high == 1 || !begins_after(high - 1, e, order)) return high - 1;
    std::uint32_t low = 0;
    if (const auto front = first_set(waiting_); front != none && !begins_after(front, e, order)) {
        low = front;
        if (begins_after(low + 1, e, order)) return low;
    }
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        (begins_after(middle, e, order) ? high : low) = middle;
    }
    return low;
}

/// The slot of the first place in the chunk that is not before (e, order).
std::uint32_t Places::slot_of(std::uint32_t rank, Instant e, std::uint32_t order) const {
    const Chunk& home = chunk(rank);
    if (home.size > 0 && home.places[home.size - 1].is_before(e, order)) return home.size;
    const auto* const at =
        std::partition_point(home.places.begin(), home.places.begin() + home.size,
                             [&](const Place& place) { return place.is_before(e, order); });
    return static_cast<std::uint32_t>(at - home.places.begin());
}

Places::Spot Places::spot_of(Instant e, std::uint32_t order) const {
    const std::uint32_t rank = rank_of(e, order);
    const Chunk& home = chunk(rank);
    if (home.waiting != 0) {
        const auto front = static_cast<std::uint32_t>(std::countr_zero(home.waiting));
        if (home.is_at(front, {e, order, {}})) return {rank, front};
    }
    if (home.is_at(home.size - 1, {e, order, {}})) return {rank, home.size - 1};
    const std::uint32_t slot = slot_of(rank, e, order);
    assert(home.is_at(slot, {e, order, {}}));
    return {rank, slot};
}

void Places::append_chunk() {
    order_.push_back(static_cast<std::uint32_t>(chunks_.size()));
    chunks_.emplace_back();
    const std::size_t words = (order_.size() + 63) / 64;
    waiting_.resize(words, 0);
    callable_.resize(words, 0);

    // A new last node of a Fenwick tree holds the sum of the nodes below it.
    const auto node = static_cast<std::uint32_t>(order_.size());
    std::int32_t below = 0;
    for (std::uint32_t step = 1; step < (node & (0U - node)); step <<= 1U)
        below += counts_[node - step - 1];
    counts_.push_back(below);
}

/// Moves the upper half of a full chunk into a new one behind it.
void Places::split(std::uint32_t rank) {
    constexpr std::uint32_t half = capacity / 2;
    Chunk upper;
    {
        Chunk& lower = chunk(rank);
        std::copy(lower.places.begin() + half, lower.places.end(), upper.places.begin());
        upper.waiting = lower.waiting >> half;
        upper.callable = lower.callable >> half;
        upper.size = capacity - half;
        lower.waiting &= bit(half) - 1;
        lower.callable &= bit(half) - 1;
        lower.size = half;
    }
    order_.insert(order_.begin() + rank + 1, static_cast<std::uint32_t>(chunks_.size()));
    chunks_.push_back(upper);
    recount();
}

void Places::recount() {
    const std::size_t words = (order_.size() + 63) / 64;
    waiting_.assign(words, 0);
    callable_.assign(words, 0);
    counts_.assign(order_.size(), 0);
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank) {
        const Chunk& home = chunk(rank);
        assign(waiting_, rank, home.waiting != 0);
        assign(callable_, rank, home.callable != 0);
        counts_[rank] += std::popcount(home.callable);
        const std::uint32_t parent = (rank + 1) + ((rank + 1) & (0U - (rank + 1)));
        if (parent <= counts_.size()) counts_[parent - 1] += counts_[rank];
    }
}

void Places::count(std::uint32_t rank, std::int32_t change) {
    for (std::uint32_t node = rank + 1; node <= counts_.size(); node += node & (0U - node)) {
        counts_[node - 1] += change;
    }
}

}  // namespace gerai::hall
