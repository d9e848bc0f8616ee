#include <boost/json.hpp>
#include <cassert>
#include <map>

#include "core/json.h"
#include "journal/event_json.h"
#include "journal/event_words.h"
#include "mall/mall_file.h"

namespace gerai::journal {

namespace {

using namespace hall;

constexpr int newest_version = 1;

/// A record that is being read: every miss names the place.
class Source {
public:
    Source(const Record& record, const Rules& rules, const json::Object& object)
        : record_(record), rules_(rules), object_(object) {}

    [[nodiscard]] Source in(const json::Object& object) const { return {record_, rules_, object}; }
    [[nodiscard]] const Record& record() const { return record_; }
    [[nodiscard]] const Rules& rules() const { return rules_; }
    [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }

    [[noreturn]] void fail(const std::string& what) const {
        throw Broken{"the journal of " + record_.mall + ", seq " + std::to_string(record_.seq) +
                     " (" + record_.type + "): " + what};
    }

    [[nodiscard]] std::int64_t number(std::string_view name) const {
        const json::Value& value = member(name);
        if (!value.is_int64()) fail(std::string{name} + " is no whole number");
        return value.get_int64();
    }
    [[nodiscard]] std::string text(std::string_view name) const {
        const json::Value& value = member(name);
        if (!value.is_string()) fail(std::string{name} + " is no text");
        return std::string{value.get_string()};
    }
    [[nodiscard]] std::string text_or_none(std::string_view name) const {
        return has(name) ? text(name) : std::string{};
    }
    [[nodiscard]] bool flag(std::string_view name) const {
        return has(name) && member(name).is_bool() && member(name).get_bool();
    }
    [[nodiscard]] const json::Array& list(std::string_view name) const {
        const json::Value& value = member(name);
        if (!value.is_array()) fail(std::string{name} + " is no list");
        return value.get_array();
    }
    [[nodiscard]] const json::Object& object_at(std::string_view name) const {
        return object(member(name));
    }
    [[nodiscard]] const json::Object& object(const json::Value& value) const {
        if (!value.is_object()) fail("an item is no object");
        return value.get_object();
    }

    template <class Thing>
    [[nodiscard]] Index<Thing> index(std::string_view name) const {
        if (!has(name)) return {};
        return {static_cast<std::uint32_t>(number(name))};
    }
    [[nodiscard]] Instant time(std::string_view name) const {
        return Instant{Duration{number(name)}};
    }
    template <class Word>
    [[nodiscard]] Word word(std::string_view name) const {
        const std::string written = text(name);
        const auto value = json::from_word<Word>(written);
        if (!value) fail(std::string{name} + " is \"" + written + "\", which nobody knows");
        return *value;
    }
    [[nodiscard]] ServiceIndex service(std::string_view id) const {
        const auto found = rules_.find_service(id);
        if (!found) fail("no service " + std::string{id});
        return *found;
    }
    [[nodiscard]] ServiceIndex service_or_none(std::string_view name) const {
        return has(name) ? service(text(name)) : ServiceIndex{};
    }
    [[nodiscard]] CounterIndex counter(std::string_view name) const {
        if (!has(name)) return {};
        const auto found = rules_.find_counter(static_cast<int>(number(name)));
        if (!found) fail("no counter " + std::to_string(number(name)));
        return *found;
    }
    [[nodiscard]] ClassIndex priority() const {
        const auto found = rules_.find_class(text("priority"));
        if (!found) fail("no class " + text("priority"));
        return *found;
    }
    [[nodiscard]] Code code() const {
        const auto read = parse_code(text("code"));
        if (!read) fail("code is none");
        return *read;
    }
    [[nodiscard]] ShortCode short_code() const {
        const auto read = parse_short_code(text("short_code"));
        if (!read) fail("short_code is none");
        return *read;
    }
    [[nodiscard]] Date date(std::string_view name) const {
        const auto read = parse_date(text(name));
        if (!read) fail(std::string{name} + " is no date");
        return *read;
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> all;
        for (const json::Value& item : list(name)) {
            if (!item.is_string()) fail(std::string{name} + " holds something else than texts");
            all.emplace_back(item.get_string());
        }
        return all;
    }

private:
    [[nodiscard]] const json::Value& member(std::string_view name) const {
        const auto* const value = object_.if_contains(name);
        if (value == nullptr) fail("lacks " + std::string{name});
        return *value;
    }

    const Record& record_;
    const Rules& rules_;
    const json::Object& object_;
};

AgencyIndex series_of(const Source& source) {
    if (source.flag("is_paper")) return {};
    const std::string prefix = source.text("prefix");
    for (std::uint32_t i = 0; i < source.rules().agencies.size(); ++i) {
        if (source.rules().agencies[i].prefix == prefix) return {i};
    }
    source.fail("no agency has the prefix " + prefix);
}

What read_issued(const Source& source) {
    Issued event{.visit = source.index<Visit>("visit"),
                 .number = {series_of(source), static_cast<std::uint32_t>(source.number("number"))},
                 .priority = source.priority(),
                 .e = source.time("e"),
                 .channel = source.word<Channel>("channel"),
                 .language = source.word<Language>("language"),
                 .code = source.code(),
                 .short_code = source.short_code(),
                 .reason = source.text_or_none("reason")};
    for (const json::Value& item : source.list("steps")) {
        const Source step = source.in(source.object(item));
        if (event.services.empty()) event.first_step = step.index<Step>("step");
        event.services.push_back(step.service(step.text("service")));
    }
    return event;
}

What read_called(const Source& source) {
    Called event{.step = source.index<Step>("step"),
                 .counter = source.counter("counter"),
                 .rule = source.word<CallRule>("rule"),
                 .score = source.number("score"),
                 .is_rejoin = source.flag("is_rejoin")};
    if (!source.has("overtook")) return event;
    const Source passed = source.in(source.object_at("overtook"));
    event.overtook = passed.index<Step>("step");
    event.overtook_score = passed.number("score");
    event.overtook_reason = passed.word<PassReason>("reason");
    return event;
}

template <class Event>
What read_step_at_counter(const Source& source) {
    return Event{source.index<Step>("step"), source.counter("counter")};
}

What read_finished(const Source& source) {
    return Finished{.step = source.index<Step>("step"),
                    .counter = source.counter("counter"),
                    .outcome = source.word<Outcome>("outcome"),
                    .next = source.index<Step>("next"),
                    .next_service = source.service_or_none("next_service")};
}

What read_rejoined(const Source& source) {
    Rejoined event{.visit = source.index<Visit>("visit"), .places = {}};
    for (const json::Value& item : source.list("places")) {
        const Source place = source.in(source.object(item));
        event.places.push_back({place.index<Step>("step"), place.time("e")});
    }
    return event;
}

What read_held(const Source& source) {
    return Held{source.index<Step>("step"), source.counter("counter"),
                source.text_or_none("reason")};
}

What read_transferred(const Source& source) {
    return Transferred{.step = source.index<Step>("step"),
                       .counter = source.counter("counter"),
                       .next = source.index<Step>("next"),
                       .next_service = source.service_or_none("next_service"),
                       .next_counter = source.counter("next_counter")};
}

What read_cancelled(const Source& source) {
    Cancelled event{.visit = source.index<Visit>("visit"),
                    .steps = {},
                    .reason = source.text_or_none("reason")};
    for (const json::Value& item : source.list("steps")) {
        if (!item.is_int64()) source.fail("steps holds something else than numbers");
        event.steps.push_back({static_cast<std::uint32_t>(item.get_int64())});
    }
    return event;
}

What read_priority_changed(const Source& source) {
    return PriorityChanged{source.index<Visit>("visit"), source.priority()};
}

What read_rated(const Source& source) {
    return Rated{source.index<Step>("step"), static_cast<int>(source.number("score")),
                 source.texts("reasons")};
}

What read_undone(const Source& source) {
    return Undone{.counter = source.counter("counter"),
                  .act = source.word<Act>("act"),
                  .step = source.index<Step>("step"),
                  .restored = source.word<StepState>("restored"),
                  .created = source.index<Step>("created")};
}

What read_counter(const Source& source) {
    CounterChanged event{.counter = source.counter("counter"),
                         .state = source.word<CounterState>("state"),
                         .becomes = source.word<CounterState>("becomes"),
                         .services = {}};
    for (const std::string& id : source.texts("services")) {
        event.services.push_back(source.rules().services[source.service(id).value].original);
    }
    return event;
}

What read_session(const Source& source) {
    return SessionTaken{source.counter("counter"), source.text("session")};
}

What read_configured(const Source& source) {
    Configured event{.version = source.record().seq, .text = source.text("text"), .mall = {}};
    auto mall = mall::read_mall(event.text, source.record().mall);
    if (!mall) source.fail("its mall file has faults: " + to_string(mall.error().front()));
    event.mall = std::make_shared<const mall::Mall>(std::move(*mall));
    return event;
}

What read_day_closed(const Source& source) {
    return DayClosed{.carries_waiting = source.flag("carries_waiting")};
}

CarriedStep read_carried_step(const Source& source) {
    return {.service = source.text("service"),
            .state = source.word<StepState>("state"),
            .outcome = source.word<Outcome>("outcome"),
            .counter = source.has("counter") ? static_cast<int>(source.number("counter")) : 0,
            .e = source.time("e"),
            .called_at = source.time("called_at"),
            .started_at = source.time("started_at"),
            .ended_at = source.time("ended_at"),
            .times_called = static_cast<int>(source.number("times_called"))};
}

CarriedVisit read_carried_visit(const Source& source) {
    CarriedVisit visit{.prefix = source.text("prefix"),
                       .number = static_cast<std::uint32_t>(source.number("number")),
                       .business_date = source.date("business_date"),
                       .priority = source.text("priority"),
                       .issued_at = source.time("issued_at"),
                       .channel = source.word<Channel>("channel"),
                       .language = source.word<Language>("language"),
                       .code = source.code(),
                       .short_code = source.short_code(),
                       .rejoins = static_cast<int>(source.number("rejoins")),
                       .steps = {}};
    for (const json::Value& item : source.list("steps")) {
        visit.steps.push_back(read_carried_step(source.in(source.object(item))));
    }
    return visit;
}

std::vector<std::int64_t> read_versions(const Source& source) {
    std::vector<std::int64_t> versions;
    for (const json::Value& item : source.list("versions")) {
        if (!item.is_int64()) source.fail("versions holds something else than numbers");
        versions.push_back(item.get_int64());
    }
    if (versions.empty()) source.fail("versions is empty");
    return versions;
}

What read_day(const Source& source) {
    DayBegan event{.date = source.date("date"),
                   .versions = read_versions(source),
                   .counters = {},
                   .visits = {}};
    for (const json::Value& item : source.list("counters")) {
        const Source counter = source.in(source.object(item));
        event.counters.push_back({.number = static_cast<int>(counter.number("counter")),
                                  .state = counter.word<CounterState>("state"),
                                  .becomes = counter.word<CounterState>("becomes"),
                                  .services = counter.texts("services")});
    }
    for (const json::Value& item : source.list("visits")) {
        event.visits.push_back(read_carried_visit(source.in(source.object(item))));
    }
    return event;
}

using Read = What (*)(const Source&);

Read reader_of(std::string_view type) {
    static const std::map<std::string_view, Read> readers{
        {"issued", read_issued},
        {"called", read_called},
        {"recalled", read_step_at_counter<Recalled>},
        {"started", read_step_at_counter<Started>},
        {"finished", read_finished},
        {"no_show", read_step_at_counter<NoShow>},
        {"rejoined", read_rejoined},
        {"held", read_held},
        {"resumed", read_step_at_counter<Resumed>},
        {"transferred", read_transferred},
        {"cancelled", read_cancelled},
        {"priority_changed", read_priority_changed},
        {"rated", read_rated},
        {"undone", read_undone},
        {"counter", read_counter},
        {"session", read_session},
        {"configured", read_configured},
        {"day_closed", read_day_closed},
        {"day", read_day},
    };
    const auto at = readers.find(type);
    return at == readers.end() ? nullptr : at->second;
}

json::Value parsed(const Record& record) {
    boost::json::error_code error;
    json::Value body = boost::json::parse(record.body, error);
    if (error || !body.is_object()) {
        throw Broken{"the journal of " + record.mall + ", seq " + std::to_string(record.seq) +
                     ": the body is no JSON object"};
    }
    return body;
}

}  // namespace

Event decode(const Record& record, const Rules& rules) {
    const Read read = reader_of(record.type);
    if (read == nullptr || record.version > newest_version) {
        throw Broken{"the journal of " + record.mall + ", seq " + std::to_string(record.seq) +
                     ", holds \"" + record.type + "\" in version " +
                     std::to_string(record.version) +
                     ", which a newer Gerai wrote; this one reads up to version " +
                     std::to_string(newest_version) + ". Start the newer one"};
    }
    const json::Value body = parsed(record);
    return {record.at, read(Source{record, rules, body.get_object()})};
}

std::vector<std::int64_t> versions_of(const Record& record) {
    const json::Value body = parsed(record);
    const Rules none;
    return read_versions(Source{record, none, body.get_object()});
}

}  // namespace gerai::journal
