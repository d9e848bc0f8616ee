#include "api/telling.h"

#include <algorithm>

#include "api/visit_view.h"

namespace gerai::api {

namespace {

using hall::StepState;

constexpr std::int64_t micros = 1'000'000;

void add(AgencyList& list, hall::AgencyIndex agency) {
    if (!agency.exists()) return;
    if (std::ranges::find(list, agency) == list.end()) list.push_back(agency);
}

bool is_over(StepState state) { return state == StepState::done || state == StepState::cancelled; }

/// Words one event, member by member.
class Teller {
public:
    Teller(const hall::Day& day, Instant at) : day_(day), at_(at) {}

    Telling take() { return std::move(telling_); }

    void operator()(const hall::Issued& event) {
        name("issued");
        about(event.visit);
        about_steps(day_.steps_of(event.visit));
        if (!event.reason.empty()) facts().reason = event.reason;
    }

    void operator()(const hall::Called& event) {
        name("called");
        about(event.step, event.counter);
        add_call(event.step);
        const auto waited = std::chrono::floor<std::chrono::seconds>(at_ - day_.at(event.step).e);
        facts().call_reason = CallReason{
            .rule = event.rule, .score = event.score / micros, .waited_seconds = waited.count()};
        if (event.overtook.exists()) {
            const hall::Visit& visit = day_.at(day_.at(event.overtook).visit);
            facts().overtook = Overtook{.number = number_of(day_, visit),
                                        .score = event.overtook_score / micros,
                                        .reason = event.overtook_reason};
        }
    }

    void operator()(const hall::Recalled& event) {
        name("recalled");
        telling_.moves_others = false;
        about(event.step, event.counter);
        add_call(event.step);
    }

    void operator()(const hall::Started& event) {
        name("started");
        telling_.moves_others = false;
        about(event.step, event.counter);
    }

    void operator()(const hall::Finished& event) {
        name("finished");
        about(event.step, event.counter);
        facts().outcome = event.outcome;
        add_next(event.next);
    }

    void operator()(const hall::NoShow& event) {
        name("no_show");
        about(event.step, event.counter);
    }

    void operator()(const hall::Rejoined& event) {
        name("rejoined");
        about(event.visit);
        hall::StepList steps;
        for (const auto& place : event.places) steps.push_back(place.step);
        about_steps(steps);
    }

    void operator()(const hall::Held& event) {
        name("held");
        about(event.step, event.counter);
        if (!event.reason.empty()) facts().reason = event.reason;
    }

    void operator()(const hall::Resumed& event) {
        name("resumed");
        about(event.step, event.counter);
    }

    void operator()(const hall::Transferred& event) {
        name("transferred");
        about(event.step, event.counter);
        facts().outcome = hall::Outcome::transferred;
        add_next(event.next);
        if (event.next_counter.exists()) facts().next_counter = number_at(event.next_counter);
    }

    void operator()(const hall::Cancelled& event) {
        name("cancelled");
        about(event.visit);
        about_steps({event.steps.begin(), event.steps.end()});
        facts().state = StepState::cancelled;
        if (!event.reason.empty()) facts().reason = event.reason;
        // A counter that had called it has let it go just now.
        for (const hall::StepIndex step : event.steps) {
            const hall::CounterIndex counter = day_.at(step).counter;
            if (counter.exists() && day_.at(counter).touched == day_.event_count()) {
                add_counter(counter);
            }
        }
    }

    void operator()(const hall::PriorityChanged& event) {
        name("priority", Audience::hall);
        about(event.visit);
    }

    void operator()(const hall::Rated& event) {
        name("rated", Audience::hall);
        telling_.moves_others = false;
        about(day_.at(event.step).visit);
        telling_.agency = agency_of(event.step);
        add(telling_.listeners, telling_.agency);
        facts().step = reference_to(day_, event.step);
        facts().score = event.score;
    }

    void operator()(const hall::Undone& event) {
        name("undone");
        about(event.step, event.counter);
        facts().act = event.act;
        if (event.created.exists()) add(telling_.queues, agency_of(event.created));
    }

    void operator()(const hall::CounterChanged& event) {
        name("counter");
        add_counter(event.counter);
        facts().counter_state = event.state;
        facts().becomes = event.becomes;
    }

    void operator()(const hall::SessionTaken& event) {
        name("counter", Audience::hall);
        add_counter(event.counter);
        facts().counter_state = day_.at(event.counter).state;
        facts().has_session = true;
    }

    void operator()(const hall::Heard& event) {
        name("heard", Audience::hall);
        telling_.moves_others = false;
        add_counter(day_.wall().announcements()[event.announcement].counter);
    }

    void operator()(const hall::NoticePosted&) { tell_wall("notice"); }
    void operator()(const hall::NoticeWithdrawn&) { tell_wall("notice"); }
    void operator()(const hall::BoardSet&) { tell_wall("board"); }
    void operator()(const hall::HelpAsked&) { tell_wall("help"); }
    void operator()(const hall::HelpGiven&) { tell_wall("help"); }

    void operator()(const hall::Formed&) {
        name("forming", Audience::hall);
        telling_.moves_others = false;
    }

    void operator()(const hall::Configured&) { tell_day(); }
    void operator()(const hall::DayClosed&) { tell_day(); }
    void operator()(const hall::DayBegan&) { tell_day(); }

private:
    HallFrame& facts() { return telling_.facts; }

    void name(std::string_view event, Audience audience = Audience::anyone) {
        telling_.event = event;
        telling_.is_public = audience == Audience::anyone;
    }

    [[nodiscard]] hall::AgencyIndex agency_of(hall::StepIndex step) const {
        return day_.at(day_.at(step).service).agency;
    }

    [[nodiscard]] std::int64_t number_at(hall::CounterIndex counter) const {
        return day_.rules().counters[counter.value].number;
    }

    void about(hall::VisitIndex visit) {
        telling_.visit = visit;
        facts().visit = reference_to(day_, visit);
        for (const hall::StepIndex step : day_.steps_of(visit)) {
            if (!is_over(day_.at(step).state)) add(telling_.listeners, agency_of(step));
        }
    }

    void about(hall::StepIndex step, hall::CounterIndex counter) {
        about(day_.at(step).visit);
        telling_.agency = agency_of(step);
        add(telling_.listeners, telling_.agency);
        add(telling_.queues, telling_.agency);
        facts().step = reference_to(day_, step);
        facts().state = day_.at(step).state;
        add_counter(counter);
    }

    void about_steps(const hall::StepList& steps) {
        std::vector<StepReference> references;
        for (const hall::StepIndex step : steps) {
            references.push_back(reference_to(day_, step));
            telling_.step_agencies.push_back(agency_of(step));
            add(telling_.queues, agency_of(step));
            add(telling_.listeners, agency_of(step));
        }
        facts().steps = std::move(references);
        facts().state = state_of_visit(day_, telling_.visit);
    }

    void add_call(hall::StepIndex step) {
        facts().called_at = Timestamp{day_.at(step).called_at, zone_of(day_)};
        facts().times_called = day_.at(step).times_called;
    }

    void add_next(hall::StepIndex next) {
        if (!next.exists()) return;
        facts().next = reference_to(day_, next);
        add(telling_.queues, agency_of(next));
        add(telling_.listeners, agency_of(next));
    }

    void add_counter(hall::CounterIndex at) {
        const hall::Counter& counter = day_.rules().counters[at.value];
        telling_.counter = at;
        add(telling_.queues, counter.agency);
        facts().counter = counter.number;
        facts().booth = counter.booth;
        const mall::Mall* const file = file_of(day_);
        const mall::Booth* const booth =
            file == nullptr ? nullptr : file->find_booth(counter.booth);
        if (booth != nullptr) facts().floor = booth->floor;
    }

    /// Something in the room has changed, and no queue; who shows it asks what.
    void tell_wall(std::string_view event) {
        name(event);
        telling_.is_for_room = true;
        telling_.moves_others = false;
    }

    void tell_day() {
        name("day");
        telling_.is_for_all = true;
        facts().business_date = gerai::to_string(day_.date());
        facts().closed = day_.is_closed();
    }

    const hall::Day& day_;
    Instant at_;
    Telling telling_;
};

}  // namespace

Telling telling_of(const hall::Day& day, const hall::Event& event) {
    Teller teller{day, event.at};
    std::visit(teller, event.what);
    return teller.take();
}

BoardFrame for_everybody(const Telling& telling) {
    const HallFrame& facts = telling.facts;
    BoardFrame frame{.state = facts.state,
                     .counter = facts.counter,
                     .booth = facts.booth,
                     .floor = facts.floor,
                     .called_at = facts.called_at,
                     .times_called = facts.times_called,
                     .act = facts.act,
                     .counter_state = facts.counter_state,
                     .business_date = facts.business_date,
                     .closed = facts.closed};
    if (facts.visit) frame.number = facts.visit->number;
    if (facts.step) frame.step = facts.step->id;
    return frame;
}

BoardFrame without_place(BoardFrame frame) {
    return {.business_date = std::move(frame.business_date), .closed = frame.closed};
}

HallFrame for_agency(const Telling& telling, hall::AgencyIndex agency) {
    HallFrame facts = telling.facts;
    if (facts.steps) {
        facts.steps->clear();
        for (std::size_t i = 0; i < telling.step_agencies.size(); ++i) {
            if (telling.step_agencies[i] == agency) {
                facts.steps->push_back((*telling.facts.steps)[i]);
            }
        }
    }
    if (!telling.agency.exists() || telling.agency == agency) return facts;
    return {.visit = std::move(facts.visit),
            .state = facts.state,
            .counter = facts.counter,
            .booth = std::move(facts.booth),
            .floor = facts.floor};
}

}  // namespace gerai::api
