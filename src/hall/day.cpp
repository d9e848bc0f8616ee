#include "hall/day.h"

#include <algorithm>
#include <cassert>

namespace gerai::hall {

namespace {

/// A step stands for itself and, when it replaces a transferred one, for that one too.
bool stands_for(const Day& day, const Step& step, ServiceIndex original) {
    const Step* one = &step;
    while (true) {
        if (day.at(one->service).original == original) return true;
        if (!one->replaces.exists()) return false;
        one = &day.at(one->replaces);
    }
}

bool may_still_rejoin(const Day& day, const Step& step, Instant now) {
    return step.outcome == Outcome::none && !step.is_carried && now < day.rules().closes_at() &&
           day.at(step.visit).rejoins < day.rules().max_rejoins;
}

bool has_ended(const Day& day, const Step& step, Instant now) {
    switch (step.state) {
        case StepState::done:
        case StepState::cancelled: return true;
        case StepState::no_show: return !may_still_rejoin(day, step, now);
        case StepState::waiting:
        case StepState::called:
        case StepState::serving:
        case StepState::on_hold: return false;
    }
    assert(false);
}

}  // namespace

Day::Day() : layout_(std::make_shared<const Layout>(Rules{})) {}

Day::Day(Rules rules, Date date)
    : layout_(std::make_shared<const Layout>(std::move(rules))),
      date_(date),
      desks_(layout_->rules.counters.size()),
      desk_queues_(layout_->rules.counters.size() * layout_->queue_words, 0),
      standing_(layout_->rules.services.size(), 0),
      bound_work_(layout_->rules.counters.size(), Duration{0}),
      numbers_(layout_->rules.agencies.size()) {
    queues_.resize(*layout_);
}

const Rating* Day::rating_of(StepIndex step) const {
    const auto at = ratings_.find(step);
    return at == ratings_.end() ? nullptr : &at->second;
}

std::optional<VisitIndex> Day::find_visit(std::string_view prefix, std::uint32_t value) const {
    if (prefix == rules().paper_prefix) {
        const auto at = paper_.find(value);
        if (at != paper_.end()) return at->second;
    }
    const auto agency = std::ranges::find(rules().agencies, prefix, &Agency::prefix);
    if (agency != rules().agencies.end()) {
        const auto& series = numbers_[static_cast<std::size_t>(agency - rules().agencies.begin())];
        if (value >= 1 && value <= series.size()) return series[value - 1];
    }
    for (std::uint32_t i = 0; i < carried_.size(); ++i) {
        if (carried_[i].prefix == prefix && carried_[i].number == value) return VisitIndex{i};
    }
    return std::nullopt;
}

std::string_view Day::prefix_of(const Visit& visit) const {
    if (visit.carried >= 0) return carried_[static_cast<std::size_t>(visit.carried)].prefix;
    if (!visit.number.prefix.exists()) return rules().paper_prefix;
    return rules().agencies[visit.number.prefix.value].prefix;
}

Date Day::business_date_of(const Visit& visit) const {
    if (visit.carried < 0) return date_;
    return carried_[static_cast<std::size_t>(visit.carried)].business_date;
}

std::uint32_t Day::last_number_of(AgencyIndex agency) const {
    return static_cast<std::uint32_t>(numbers_[layout_->series[agency.value].value].size());
}

StepList Day::steps_of(VisitIndex visit) const {
    StepList list;
    for (StepIndex step = at(visit).first_step; step.exists(); step = at(step).next) {
        list.push_back(step);
    }
    return list;
}

StepList Day::waits_for(StepIndex step, Instant now) const {
    StepList list;
    const auto& after = at(at(step).service).after;
    if (after.empty()) return list;
    for (const StepIndex other : steps_of(at(step).visit)) {
        if (other == step || has_ended(*this, at(other), now)) continue;
        const bool comes_first = std::ranges::any_of(
            after, [&](ServiceIndex original) { return stands_for(*this, at(other), original); });
        if (comes_first) list.push_back(other);
    }
    return list;
}

bool Day::offers(CounterIndex counter, ServiceIndex service) const {
    const std::uint32_t queue = layout_->queue_of(service, ClassIndex{0}).value;
    return (queues_of(counter)[queue / 64] >> (queue % 64) & 1U) != 0;
}

}  // namespace gerai::hall
