#include "hall/queues.h"

namespace gerai::hall {

namespace {

Place or_none(const Place* place) { return place == nullptr ? Place{} : *place; }

}  // namespace

void Queues::resize(const Layout& layout) {
    class_count_ = layout.class_count;
    const std::size_t queues = layout.rules.services.size() * class_count_;
    places_.resize(queues);
    heads_.resize(queues);
    fronts_.resize(queues);
    waiting_.resize(queues, 0);
    occupied_.resize(layout.queue_words, 0);
    bound_.resize(layout.rules.counters.size() * class_count_);
    bound_waiting_.resize(layout.rules.counters.size(), 0);
}

void Queues::enter(QueueIndex queue, CounterIndex only_counter, Place place) {
    if (only_counter.exists()) {
        bound(only_counter, queue).add(place);
        ++bound_waiting_[only_counter.value];
        return;
    }
    places_[queue.value].add(place);
    ++waiting_[queue.value];
    Place& front = fronts_[queue.value];
    if (!front.step.exists() || place.is_before(front.e, front.order)) front = place;
    occupied_[queue.value / 64] |= std::uint64_t{1} << (queue.value % 64);
}

void Queues::leave(QueueIndex queue, CounterIndex only_counter, Place place) {
    if (only_counter.exists()) {
        bound(only_counter, queue).leave(place.e, place.order);
        --bound_waiting_[only_counter.value];
        return;
    }
    Places& places = places_[queue.value];
    places.leave(place.e, place.order);
    if (heads_[queue.value].step == place.step)
        heads_[queue.value] = or_none(places.first_callable());
    if (fronts_[queue.value].step == place.step)
        fronts_[queue.value] = or_none(places.first_waiting());
    if (--waiting_[queue.value] == 0) {
        occupied_[queue.value / 64] &= ~(std::uint64_t{1} << (queue.value % 64));
    }
}

void Queues::set_callable(QueueIndex queue, CounterIndex only_counter, Place place, bool callable) {
    if (only_counter.exists()) {
        bound(only_counter, queue).set_callable(place.e, place.order, callable);
        return;
    }
    Places& places = places_[queue.value];
    places.set_callable(place.e, place.order, callable);
    Place& head = heads_[queue.value];
    if (callable) {
        if (!head.step.exists() || place.is_before(head.e, head.order)) head = place;
    } else if (head.step == place.step) {
        head = or_none(places.first_callable());
    }
}

}  // namespace gerai::hall
