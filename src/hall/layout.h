#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hall/rules.h"

namespace gerai::hall {

using QueueIndex = Index<struct Queue>;

/// Rules made ready for use: who gives what, and how the work of one service falls on the counters
/// of another. Never changes once it is made, so that the copies of a Day share it.
struct Layout {
    explicit Layout(Rules all);

    /// Part of a step of `service` that falls on the counters of another service.
    struct Share {
        ServiceIndex service;
        Duration work;
    };

    [[nodiscard]] QueueIndex queue_of(ServiceIndex service, ClassIndex priority) const {
        return {service.value * class_count + priority.value};
    }
    [[nodiscard]] ClassIndex class_of(QueueIndex queue) const {
        return {queue.value % class_count};
    }
    [[nodiscard]] ServiceIndex service_of(QueueIndex queue) const {
        return {queue.value / class_count};
    }

    Rules rules;
    std::uint32_t class_count;
    std::size_t queue_words;                        ///< 64-bit words in a set of queues.
    std::vector<std::vector<CounterIndex>> givers;  ///< By service.
    std::vector<std::vector<Share>> shares;         ///< By service; those without a share left out.
    std::vector<std::size_t> skills;  ///< By counter: how many services, whatever their editions.
    std::vector<AgencyIndex> series;  ///< By agency: the first agency with the same prefix.
};

}  // namespace gerai::hall
