#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/time.h"

namespace gerai::plan {

/// What is to happen in a simulated hall and when: the virtual clock. A 4-ary heap of entries of 16
/// bytes; of two at one time the one that was added first is first. Nothing is ever taken out but
/// the next: what has become void is recognised as such when its time has come.
///
/// `Kind` is an enumeration of at most 16 kinds; `about` is below 2^28.
template <class Kind>
class Agenda {
public:
    struct Entry {
        Instant at;
        std::uint32_t turn;
        std::uint32_t what;

        [[nodiscard]] Kind kind() const { return static_cast<Kind>(what >> about_bits); }
        [[nodiscard]] std::uint32_t about() const { return what & about_mask; }
        [[nodiscard]] bool is_before(const Entry& other) const {
            return at != other.at ? at < other.at : turn < other.turn;
        }
    };

    void add(Instant at, Kind kind, std::uint32_t about) {
        assert(about <= about_mask);
        const auto what = static_cast<std::uint32_t>(kind) << about_bits | about;
        const Entry entry{at, turn_++, what};
        if (std::exchange(top_is_taken_, false)) {
            sink(entry);
        } else {
            rise(entry);
        }
    }

    /// What is next, or null when nothing is to happen any more.
    [[nodiscard]] const Entry* next() {
        if (std::exchange(top_is_taken_, false)) close_up();
        return heap_.empty() ? nullptr : &heap_.front();
    }

    /// Takes what is next; there is something. What is added before the next is asked for, as most
    /// that happens leads to something else, goes into its place.
    Entry take() {
        const Entry* const first = next();
        assert(first != nullptr);
        top_is_taken_ = true;
        return *first;
    }

    void clear() {
        heap_.clear();
        top_is_taken_ = false;
        turn_ = 0;
    }

private:
    static constexpr std::uint32_t about_bits = 28;
    static constexpr std::uint32_t about_mask = (std::uint32_t{1} << about_bits) - 1;
    static constexpr std::size_t children = 4;

    /// Fills the place of what was taken with the last entry.
    void close_up() {
        const Entry last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sink(last);
    }

    /// Puts an entry at the end and lets it rise to its place.
    void rise(Entry entry) {
        std::size_t hole = heap_.size();
        heap_.push_back(entry);
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / children;
            if (!entry.is_before(heap_[parent])) break;
            heap_[hole] = heap_[parent];
            hole = parent;
        }
        heap_[hole] = entry;
    }

    /// Puts an entry at the top and lets it sink to its place.
    void sink(Entry entry) {
        std::size_t hole = 0;
        for (std::size_t child = 1; child < heap_.size(); child = hole * children + 1) {
            const std::size_t end = std::min(child + children, heap_.size());
            std::size_t least = child;
            for (std::size_t other = child + 1; other < end; ++other) {
                if (heap_[other].is_before(heap_[least])) least = other;
            }
            if (!heap_[least].is_before(entry)) break;
            heap_[hole] = heap_[least];
            hole = least;
        }
        heap_[hole] = entry;
    }

    static_assert(sizeof(Entry) == 16);

    std::vector<Entry> heap_;
    bool top_is_taken_ = false;
    std::uint32_t turn_ = 0;
};

}  // namespace gerai::plan
