#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "hall/event.h"

namespace gerai::hall {

/// One step's place in a queue: the earlier `e` is ahead, and of equal ones the lower `order`.
struct Place {
    Instant e;
    std::uint32_t order{};
    StepIndex step;

    [[nodiscard]] bool is_before(Instant other_e, std::uint32_t other_order) const {
        return e != other_e ? e < other_e : order < other_order;
    }
};

/// The queue of one service and class: places in order, of which some are waiting and, of these,
/// some callable now. A place that is left stays as a mark that nobody is there.
///
/// Places come in chunks of 64 in order, each with a word of waiting and a word of callable bits; a
/// word of words finds the first of either, and a tree of counts tells how many callable ones are
/// ahead. Adding at the end, changing a bit, finding and counting cost O(log n); adding in between
/// moves one chunk and, once in 32 times, the list of chunks.
class Places {
public:
    /// Adds a place that is waiting and not yet callable. A place that was left may be taken again.
    void add(Place place);

    /// Leaves a place: nobody waits there, and nobody can be called from there.
    void leave(Instant e, std::uint32_t order);

    void set_callable(Instant e, std::uint32_t order, bool callable);

    [[nodiscard]] const Place* first_callable() const;
    [[nodiscard]] const Place* first_waiting() const;

    /// The waiting place number `nth` from the front, from 1; the last one when there are fewer.
    [[nodiscard]] const Place* waiting_at(std::uint32_t nth) const;

    /// How many callable places are before that one.
    [[nodiscard]] std::uint32_t callable_before(Instant e, std::uint32_t order) const;

    /// Calls `visit` with the first `limit` waiting places, in order.
    template <class Visitor>
    void for_each_waiting(Visitor&& visit,
                          std::size_t limit = std::numeric_limits<std::size_t>::max()) const {
        for (std::uint32_t word = 0; word < waiting_.size(); ++word) {
            for (std::uint64_t ranks = waiting_[word]; ranks != 0; ranks &= ranks - 1) {
                const Chunk& home =
                    chunk(word * 64 + static_cast<std::uint32_t>(std::countr_zero(ranks)));
                for (std::uint64_t bits = home.waiting; bits != 0; bits &= bits - 1) {
                    if (limit-- == 0) return;
                    visit(home.places[static_cast<std::size_t>(std::countr_zero(bits))]);
                }
            }
        }
    }

private:
    static constexpr std::uint32_t capacity = 64;

    struct Chunk {
        std::array<Place, capacity> places{};
        std::uint64_t waiting = 0;
        std::uint64_t callable = 0;
        std::uint32_t size = 0;

        [[nodiscard]] bool is_at(std::uint32_t slot, const Place& place) const {
            return slot < size && places[slot].e == place.e && places[slot].order == place.order;
        }
        void insert(std::uint32_t slot, Place place);
    };

    struct Spot {
        std::uint32_t rank;
        std::uint32_t slot;
    };

    [[nodiscard]] bool begins_after(std::uint32_t rank, Instant e, std::uint32_t order) const;
    [[nodiscard]] std::uint32_t rank_of(Instant e, std::uint32_t order) const;
    [[nodiscard]] std::uint32_t slot_of(std::uint32_t rank, Instant e, std::uint32_t order) const;
    [[nodiscard]] Spot spot_of(Instant e, std::uint32_t order) const;
    [[nodiscard]] const Chunk& chunk(std::uint32_t rank) const { return chunks_[order_[rank]]; }
    Chunk& chunk(std::uint32_t rank) { return chunks_[order_[rank]]; }

    void append_chunk();
    void split(std::uint32_t rank);
    void recount();
    void count(std::uint32_t rank, std::int32_t change);

    std::vector<Chunk> chunks_;
    std::vector<std::uint32_t> order_;     // Chunks by rank.
    std::vector<std::uint64_t> waiting_;   // One bit a rank: the chunk has a waiting place.
    std::vector<std::uint64_t> callable_;  // One bit a rank: the chunk has a callable place.
    std::vector<std::int32_t> counts_;     // A Fenwick tree over the callable places of each rank.
};

}  // namespace gerai::hall
