#include "audit/order.h"

#include <algorithm>
#include <vector>

namespace gerai::audit {

namespace {

constexpr auto order_kept = Invariant::explained_order;

/// A waiting step as a counter sees it.
struct Candidate {
    Place place;
    std::int64_t rate{};
    std::int64_t score{};
    bool is_rescued = false;
};

/// Everybody a counter has before it when it calls: the oldest of all who wait, and of each queue
/// the first who may be called.
struct View {
    std::optional<Candidate> oldest;
    std::vector<Candidate> callable;
};

class Look {
public:
    Look(const Hall& hall, const Priorities& priorities, Instant now)
        : hall_(hall), priorities_(priorities), now_(now) {}

    [[nodiscard]] bool is_callable(const Step& step) const {
        return !hall_.visits.at(step.visit).with_clerk && !hall_.waits_for_others(step, now_);
    }

    [[nodiscard]] Candidate candidate(std::size_t at) const {
        const Step& step = hall_.step(at);
        const auto rate = priorities_.rates.find(hall_.visits.at(step.visit).priority);
        const std::int64_t known_rate = rate == priorities_.rates.end() ? 0 : rate->second;
        const Duration age = now_ - step.e;
        return {.place = {step.e, step.order, at},
                .rate = known_rate,
                .score = known_rate * age.count(),
                .is_rescued = priorities_.rescue_after && age >= *priorities_.rescue_after};
    }

    [[nodiscard]] View at(int counter) const {
        View view;
        const auto wait = [&](const Place& place) {
            if (!view.oldest || place < view.oldest->place) view.oldest = candidate(place.step);
        };
        const auto may_be_called = [&](const Place& place) {
            return is_callable(hall_.step(place.step));
        };
        hall_.for_each_queue(counter, [&](const std::set<Place>& places) {
            wait(*places.begin());
            const auto first = std::ranges::find_if(places, may_be_called);
            if (first != places.end()) view.callable.push_back(candidate(first->step));
        });
        for (const Place& place : hall_.bound_to(counter)) {
            wait(place);
            if (may_be_called(place)) view.callable.push_back(candidate(place.step));
        }
        return view;
    }

    /// Why a step that waits longer is passed over by `next`.
    [[nodiscard]] std::string reason(const Candidate& passed, const Call& call) const {
        const Step& step = hall_.step(passed.place.step);
        if (call.rule == "by_number") return "by_number";
        if (hall_.visits.at(step.visit).with_clerk) return "busy_elsewhere";
        return hall_.waits_for_others(step, now_) ? "waits_for" : "lower_score";
    }

private:
    const Hall& hall_;
    const Priorities& priorities_;
    Instant now_;
};

/// The rescued first, oldest first; then the greater score; then the older.
bool comes_before(const Candidate& a, const Candidate& b) {
    if (a.is_rescued != b.is_rescued) return a.is_rescued;
    if (!a.is_rescued && a.score != b.score) return a.score > b.score;
    return a.place < b.place;
}

/// The word for why `next` is called, when nobody named it.
std::string rule_of(const View& view, const Candidate& next) {
    const auto is_older = [&](const Candidate& one) { return one.place < next.place; };
    if (std::ranges::any_of(view.callable, is_older)) return "priority";
    const auto has_greater_score = [&](const Candidate& one) { return one.score > next.score; };
    const bool is_saved = next.is_rescued && std::ranges::any_of(view.callable, has_greater_score);
    return is_saved ? "rescue" : "oldest";
}

/// That it was its turn: nobody who could be called came before it.
void check_turn(const Hall& hall, const View& view, const Candidate& next, Findings& findings) {
    const auto better = std::ranges::find_if(
        view.callable, [&](const Candidate& one) { return comes_before(one, next); });
    if (better == view.callable.end()) return;
    const bool is_same_class = hall.visits.at(hall.step(better->place.step).visit).priority ==
                               hall.visits.at(hall.step(next.place.step).visit).priority;
    findings.fail(order_kept,
                  name_of(hall, next.place.step) + " is called before " +
                      name_of(hall, better->place.step) +
                      (is_same_class ? ", which waits longer in the same class"
                                     : ", which has the greater score or the older claim"));
}

void check_overtook(const Hall& hall, const std::optional<Call::Overtook>& told,
                    const std::optional<Call::Overtook>& due, Findings& findings) {
    const auto words = [&](const std::optional<Call::Overtook>& one) {
        if (!one) return std::string{"nobody"};
        return name_of(hall, one->step) + " with score " + std::to_string(one->score) +
               " because of " + one->reason;
    };
    findings.expect(order_kept, told == due, [&] {
        return "it says that it passed over " + words(told) + ", but that is " + words(due);
    });
}

}  // namespace

void check_call(const Hall& hall, const Priorities& priorities, const Call& call, Instant now,
                Findings& findings) {
    findings.count(order_kept);
    const Look look{hall, priorities, now};
    const View view = look.at(call.counter);
    const Candidate next = look.candidate(call.step);

    if (call.rule != "by_number") {
        check_turn(hall, view, next, findings);
        const std::string rule = rule_of(view, next);
        findings.expect(order_kept, call.rule == rule,
                        [&] { return "it gives the rule " + call.rule + ", but it was " + rule; });
    }
    findings.expect(order_kept, call.score == next.score, [&] {
        return "it gives the score " + std::to_string(call.score) + ", but rate times age is " +
               std::to_string(next.score);
    });

    std::optional<Call::Overtook> due;
    if (view.oldest && view.oldest->place < next.place) {
        due = {view.oldest->place.step, view.oldest->score, look.reason(*view.oldest, call)};
    }
    check_overtook(hall, call.overtook, due, findings);
}

Instant place_after_no_show(const Hall& hall, const Priorities& priorities, const Step& step) {
    const std::set<Place> queue = hall.waiting_like(step);
    if (queue.empty()) return step.e;
    const auto most = static_cast<std::int64_t>(queue.size());
    const auto behind = std::next(queue.begin(), std::min(priorities.rejoin_behind, most) - 1);
    return std::max(step.e, behind->e);
}

std::string name_of(const Hall& hall, std::size_t step) {
    std::string number = "step " + std::to_string(step);
    if (step >= hall.steps().size()) return number;
    const Visit& visit = hall.visits.at(hall.step(step).visit);
    std::string value = std::to_string(visit.number);
    if (value.size() < 3) value.insert(0, 3 - value.size(), '0');
    return number + " (" + visit.prefix + '-' + value + ')';
}

}  // namespace gerai::audit
