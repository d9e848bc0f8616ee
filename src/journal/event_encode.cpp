#include <charconv>
#include <ranges>

#include "core/json.h"
#include "journal/event_json.h"
#include "journal/event_words.h"

namespace gerai::journal {

namespace {

/// Writes JSON as it is told to, member after member.
class Text {
public:
    Text() { text_.reserve(256); }

    void begin_object() { begin('{'); }
    void end_object() { end('}'); }
    void begin_array() { begin('['); }
    void end_array() { end(']'); }

    void name(std::string_view member) {
        separate();
        json::append_string(text_, member);
        text_ += ':';
        is_first_ = true;
    }

    void put(std::int64_t number) {
        separate();
        std::array<char, 20> digits{};
        const auto last = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        text_.append(digits.data(), last);
    }
    void put(std::string_view words) {
        separate();
        json::append_string(text_, words);
    }
    void put(bool is_so) {
        separate();
        text_ += is_so ? "true" : "false";
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void separate() {
        if (!is_first_) text_ += ',';
        is_first_ = false;
    }
    void begin(char bracket) {
        separate();
        text_ += bracket;
        is_first_ = true;
    }
    void end(char bracket) {
        text_ += bracket;
        is_first_ = false;
    }

    std::string text_;
    bool is_first_ = true;
};

/// The members of each kind of event, with the ids of the rules.
class Encoding {
public:
    explicit Encoding(const hall::Rules& rules) : rules_(rules) {}

    std::string operator()(const hall::Event& event) {
        text_.begin_object();
        std::visit([this](const auto& what) { write(what); }, event.what);
        text_.end_object();
        return text_.take();
    }

private:
    void write(const hall::Issued& event);
    void write(const hall::Called& event);
    void write(const hall::Recalled& event) { step_at_counter(event); }
    void write(const hall::Started& event) { step_at_counter(event); }
    void write(const hall::Finished& event);
    void write(const hall::NoShow& event) { step_at_counter(event); }
    void write(const hall::Rejoined& event);
    void write(const hall::Held& event);
    void write(const hall::Resumed& event) { step_at_counter(event); }
    void write(const hall::Transferred& event);
    void write(const hall::Cancelled& event);
    void write(const hall::PriorityChanged& event);
    void write(const hall::Rated& event);
    void write(const hall::Undone& event);
    void write(const hall::CounterChanged& event);
    void write(const hall::SessionTaken& event);
    void write(const hall::Configured& event);
    void write(const hall::DayClosed& event);
    void write(const hall::DayBegan& event);
    void write(const hall::Heard& event);
    void write(const hall::NoticePosted& event) { write(event.notice); }
    void write(const hall::NoticeWithdrawn& event) { member("id", event.id); }
    void write(const hall::HelpAsked& event);
    void write(const hall::HelpGiven& event) { member("help", event.help); }
    void write(const hall::BoardSet& event) { write(event.board); }
    void write(const hall::Formed& event) { member("text", event.text); }
    void write(const hall::Notice& notice);
    void write(const hall::BoardSetup& board);
    void write(const hall::CarriedCounter& counter);
    void write(const hall::CarriedVisit& visit);
    void write(const hall::CarriedStep& step);

    void put(std::integral auto number) { text_.put(static_cast<std::int64_t>(number)); }
    void put(bool is_so) { text_.put(is_so); }
    void put(std::string_view words) { text_.put(words); }
    void put(const std::string& words) { text_.put(std::string_view{words}); }
    void put(Instant at) { text_.put(at.time_since_epoch().count()); }
    void put(Date date) { put(to_string(date)); }
    void put(const Code& code) { put(to_string(code)); }
    void put(ShortCode code) { put(to_string(code)); }
    void put(hall::StepIndex step) { put(step.value); }
    void put(hall::VisitIndex visit) { put(visit.value); }
    void put(hall::CounterIndex counter) { put(rules_.counters[counter.value].number); }
    void put(hall::ServiceIndex service) { put(rules_.services[service.value].id); }
    void put(hall::ClassIndex priority) { put(rules_.classes[priority.value].name); }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void put(Enum value) {
        put(word_of(value));
    }

    template <class Value>
    void member(std::string_view name, const Value& value) {
        text_.name(name);
        put(value);
    }

    template <class Thing>
    void member_if_there(std::string_view name, Index<Thing> at) {
        if (at.exists()) member(name, at);
    }
    void member_if_there(std::string_view name, const std::string& words) {
        if (!words.empty()) member(name, words);
    }
    void member_if_there(std::string_view name, Instant at) {
        if (at != Instant{}) member(name, at);
    }

    template <class List>
    void list(std::string_view name, const List& items) {
        text_.name(name);
        text_.begin_array();
        for (const auto& item : items) put(item);
        text_.end_array();
    }

    template <class List>
    void objects(std::string_view name, const List& items) {
        text_.name(name);
        text_.begin_array();
        for (const auto& item : items) {
            text_.begin_object();
            write(item);
            text_.end_object();
        }
        text_.end_array();
    }

    template <class AtCounter>
    void step_at_counter(const AtCounter& event) {
        member("step", event.step);
        member("counter", event.counter);
    }

    void service(std::string_view name, std::string_view edition_name, hall::ServiceIndex service);
    void number(hall::Number number);

    const hall::Rules& rules_;
    Text text_;
};

/// A service by its id; an edition that is not the newest also by its place among those of the id.
void Encoding::service(std::string_view name, std::string_view edition_name,
                       hall::ServiceIndex service) {
    member(name, service);
    const std::string& id = rules_.services[service.value].id;
    if (rules_.find_service(id) == service) return;
    const auto before = rules_.services | std::views::take(service.value);
    member(edition_name, std::ranges::count(before, id, &hall::Service::id));
}

void Encoding::number(hall::Number number) {
    text_.name("number");
    text_.begin_object();
    member("prefix", number.prefix.exists() ? rules_.agencies[number.prefix.value].prefix
                                            : rules_.paper_prefix);
    member("value", number.value);
    text_.end_object();
}

void Encoding::write(const hall::Issued& event) {
    member("visit", event.visit);
    number(event.number);
    member("priority", event.priority);
    member("e", event.e);
    member("channel", event.channel);
    member("language", event.language);
    member("code", event.code);
    member("short_code", event.short_code);
    text_.name("services");
    text_.begin_array();
    std::uint32_t step = event.first_step.value;
    for (const hall::ServiceIndex one : event.services) {
        text_.begin_object();
        member("step", step++);
        service("service", "edition", one);
        text_.end_object();
    }
    text_.end_array();
    member_if_there("reason", event.reason);
}

void Encoding::write(const hall::Called& event) {
    step_at_counter(event);
    member("rule", event.rule);
    member("score", event.score);
    if (event.overtook.exists()) {
        text_.name("overtook");
        text_.begin_object();
        member("step", event.overtook);
        member("score", event.overtook_score);
        member("reason", event.overtook_reason);
        text_.end_object();
    }
    if (event.is_rejoin) member("is_rejoin", true);
}

void Encoding::write(const hall::Finished& event) {
    step_at_counter(event);
    member("outcome", event.outcome);
    if (!event.next.exists()) return;
    member("next", event.next);
    service("next_service", "next_edition", event.next_service);
}

void Encoding::write(const hall::Rejoined& event) {
    member("visit", event.visit);
    text_.name("places");
    text_.begin_array();
    for (const hall::Rejoined::Place& place : event.places) {
        text_.begin_object();
        member("step", place.step);
        member("e", place.e);
        text_.end_object();
    }
    text_.end_array();
}

void Encoding::write(const hall::Held& event) {
    step_at_counter(event);
    member_if_there("reason", event.reason);
}

void Encoding::write(const hall::Transferred& event) {
    step_at_counter(event);
    member("next", event.next);
    service("next_service", "next_edition", event.next_service);
    member_if_there("next_counter", event.next_counter);
}

void Encoding::write(const hall::Cancelled& event) {
    member("visit", event.visit);
    list("steps", event.steps);
    member_if_there("reason", event.reason);
}

void Encoding::write(const hall::PriorityChanged& event) {
    member("visit", event.visit);
    member("priority", event.priority);
}

void Encoding::write(const hall::Rated& event) {
    member("step", event.step);
    member("score", event.score);
    list("reasons", event.reasons);
}

void Encoding::write(const hall::Undone& event) {
    member("counter", event.counter);
    member("act", event.act);
    member("step", event.step);
    member("restored", event.restored);
    member_if_there("created", event.created);
}

void Encoding::write(const hall::CounterChanged& event) {
    member("counter", event.counter);
    member("state", event.state);
    member("becomes", event.becomes);
    list("services", event.services);
}

void Encoding::write(const hall::SessionTaken& event) {
    member("counter", event.counter);
    member("session", event.session);
}

void Encoding::write(const hall::Configured& event) {
    member("text", event.text);
    if (event.mall) member_if_there("logo", event.mall->picture);
}

void Encoding::write(const hall::DayClosed& event) {
    member("carries_waiting", event.carries_waiting);
}

void Encoding::write(const hall::DayBegan& event) {
    member("date", event.date);
    list("versions", event.versions);
    objects("counters", event.counters);
    objects("visits", event.visits);
    if (!event.notices.empty()) objects("notices", event.notices);
    if (!event.boards.empty()) objects("boards", event.boards);
    if (event.forming != 0) member("forming", event.forming);
}

void Encoding::write(const hall::Heard& event) {
    member("announcement", event.announcement);
    member("device", event.device);
}

void Encoding::write(const hall::HelpAsked& event) {
    member("help", event.help);
    member("place", event.place);
}

void Encoding::write(const hall::Notice& notice) {
    member("id", notice.id);
    member("text", notice.text);
    member_if_there("text_en", notice.text_en);
    member_if_there("zone", notice.zone);
    member_if_there("until", notice.until);
}

void Encoding::write(const hall::BoardSetup& board) {
    member("device", board.device);
    member("inches", board.inches);
    member("metres", board.metres);
    member_if_there("zone", board.zone);
    member("orientation", board.orientation);
    member("has_voice", board.has_voice);
}

void Encoding::write(const hall::CarriedCounter& counter) {
    member("number", counter.number);
    member("state", counter.state);
    member("becomes", counter.becomes);
    list("services", counter.services);
}

void Encoding::write(const hall::CarriedVisit& visit) {
    member("prefix", visit.prefix);
    member("number", visit.number);
    member("business_date", visit.business_date);
    member("priority", visit.priority);
    member("issued_at", visit.issued_at);
    member("e", visit.e);
    member("channel", visit.channel);
    member("language", visit.language);
    member("code", visit.code);
    member("short_code", visit.short_code);
    member("rejoins", visit.rejoins);
    objects("steps", visit.steps);
}

void Encoding::write(const hall::CarriedStep& step) {
    member("service", step.service);
    member("state", step.state);
    if (step.outcome != hall::Outcome::none) member("outcome", step.outcome);
    if (step.counter != 0) member("counter", step.counter);
    if (step.only_counter != 0) member("only_counter", step.only_counter);
    if (step.replaces != 0) member("replaces", step.replaces);
    member("e", step.e);
    member_if_there("called_at", step.called_at);
    member_if_there("held_at", step.held_at);
    member_if_there("started_at", step.started_at);
    member_if_there("ended_at", step.ended_at);
    member("times_called", step.times_called);
}

}  // namespace

std::string_view type_of(const hall::Event& event) {
    return event_types.at(event.what.index()).name;
}

int version_of(const hall::Event& event) { return event_types.at(event.what.index()).version; }

std::string encode(const hall::Event& event, const hall::Rules& rules) {
    return Encoding{rules}(event);
}

}  // namespace gerai::journal
