#include <boost/json.hpp>
#include <concepts>

#include "journal/event_json.h"
#include "journal/event_words.h"
#include "mall/forming.h"
#include "mall/mall_file.h"

namespace gerai::journal {

namespace {

namespace bj = boost::json;

/// A body does not say what it has to.
struct Misfit : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string quoted(std::string_view words) { return '`' + std::string{words} + '`'; }

/// One JSON object of a body, read member by member.
class Members {
public:
    explicit Members(const bj::value& value) : object_(value.if_object()) {
        if (object_ == nullptr) throw Misfit{"an object is expected"};
    }

    [[nodiscard]] bool has(std::string_view name) const { return object_->contains(name); }

    [[nodiscard]] const bj::value& value(std::string_view name) const {
        const bj::value* const found = object_->if_contains(name);
        if (found == nullptr) throw Misfit{quoted(name) + " is missing"};
        return *found;
    }

    template <std::integral Number = std::int64_t>
    [[nodiscard]] Number number(std::string_view name) const {
        return number_in<Number>(value(name), name);
    }

    [[nodiscard]] int number_if_there(std::string_view name) const {
        return has(name) ? number<int>(name) : 0;
    }

    template <std::integral Number>
    [[nodiscard]] static Number number_in(const bj::value& value, std::string_view name) {
        boost::system::error_code failed;
        const auto number = value.to_number<Number>(failed);
        if (failed) throw Misfit{quoted(name) + " is not a whole number that fits"};
        return number;
    }

    [[nodiscard]] std::string_view text(std::string_view name) const {
        return text_in(value(name), name);
    }

    [[nodiscard]] static std::string_view text_in(const bj::value& value, std::string_view name) {
        const bj::string* const text = value.if_string();
        if (text == nullptr) throw Misfit{quoted(name) + " is not a text"};
        return *text;
    }

    [[nodiscard]] std::string text_if_there(std::string_view name) const {
        return has(name) ? std::string{text(name)} : std::string{};
    }

    [[nodiscard]] bool truth(std::string_view name) const {
        const bool* const truth = value(name).if_bool();
        if (truth == nullptr) throw Misfit{quoted(name) + " is neither true nor false"};
        return *truth;
    }

    [[nodiscard]] const bj::array& list(std::string_view name) const {
        const bj::array* const list = value(name).if_array();
        if (list == nullptr) throw Misfit{quoted(name) + " is not a list"};
        return *list;
    }

    [[nodiscard]] Instant instant(std::string_view name) const {
        return Instant{Duration{number(name)}};
    }
    [[nodiscard]] Instant instant_if_there(std::string_view name) const {
        return has(name) ? instant(name) : Instant{};
    }

    [[nodiscard]] Date date(std::string_view name) const {
        const auto date = parse_date(text(name));
        if (!date) throw Misfit{quoted(name) + " is not a date like 2026-11-25"};
        return *date;
    }

    template <class Thing>
    [[nodiscard]] Index<Thing> index(std::string_view name) const {
        return {number<std::uint32_t>(name)};
    }
    template <class Thing>
    [[nodiscard]] Index<Thing> index_if_there(std::string_view name) const {
        return has(name) ? index<Thing>(name) : Index<Thing>{};
    }

    template <class Enum>
    [[nodiscard]] Enum word(std::string_view name) const {
        const auto value = from_word<Enum>(text(name));
        if (!value) throw Misfit{quoted(text(name)) + " is unknown as " + quoted(name)};
        return *value;
    }

    [[nodiscard]] Code code() const {
        const auto code = parse_code(text("code"));
        if (!code) throw Misfit{"`code` is not a code"};
        return *code;
    }
    [[nodiscard]] ShortCode short_code() const {
        const auto code = parse_short_code(text("short_code"));
        if (!code) throw Misfit{"`short_code` is not a short code"};
        return *code;
    }

    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> all;
        for (const bj::value& item : list(name)) all.emplace_back(text_in(item, name));
        return all;
    }

    [[nodiscard]] std::vector<std::int64_t> numbers(std::string_view name) const {
        std::vector<std::int64_t> all;
        for (const bj::value& item : list(name)) {
            all.push_back(number_in<std::int64_t>(item, name));
        }
        return all;
    }

private:
    const bj::object* object_;
};

/// The event behind a body, with the places of the rules.
class Decoding {
public:
    Decoding(const Members& body, const Record& record, const hall::Rules& rules)
        : body_(body), record_(record), rules_(rules) {}

    template <std::size_t Type = 0>
    [[nodiscard]] hall::What what(std::size_t wanted) const {
        if constexpr (Type < std::variant_size_v<hall::What>) {
            using Kind = std::variant_alternative_t<Type, hall::What>;
            if (Type == wanted) return read(std::type_identity<Kind>{});
            return what<Type + 1>(wanted);
        } else {
            throw Misfit{"its type is unknown"};
        }
    }

private:
    template <class Kind>
    using As = std::type_identity<Kind>;

    [[nodiscard]] hall::Issued read(As<hall::Issued>) const;
    [[nodiscard]] hall::Called read(As<hall::Called>) const;
    [[nodiscard]] hall::Recalled read(As<hall::Recalled>) const { return {step(), counter()}; }
    [[nodiscard]] hall::Started read(As<hall::Started>) const { return {step(), counter()}; }
    [[nodiscard]] hall::Finished read(As<hall::Finished>) const;
    [[nodiscard]] hall::NoShow read(As<hall::NoShow>) const { return {step(), counter()}; }
    [[nodiscard]] hall::Rejoined read(As<hall::Rejoined>) const;
    [[nodiscard]] hall::Held read(As<hall::Held>) const;
    [[nodiscard]] hall::Resumed read(As<hall::Resumed>) const { return {step(), counter()}; }
    [[nodiscard]] hall::Transferred read(As<hall::Transferred>) const;
    [[nodiscard]] hall::Cancelled read(As<hall::Cancelled>) const;
    [[nodiscard]] hall::PriorityChanged read(As<hall::PriorityChanged>) const;
    [[nodiscard]] hall::Rated read(As<hall::Rated>) const;
    [[nodiscard]] hall::Undone read(As<hall::Undone>) const;
    [[nodiscard]] hall::CounterChanged read(As<hall::CounterChanged>) const;
    [[nodiscard]] hall::SessionTaken read(As<hall::SessionTaken>) const;
    [[nodiscard]] hall::Configured read(As<hall::Configured>) const;
    [[nodiscard]] hall::DayClosed read(As<hall::DayClosed>) const;
    [[nodiscard]] hall::DayBegan read(As<hall::DayBegan>) const;
    [[nodiscard]] hall::Heard read(As<hall::Heard>) const;
    [[nodiscard]] hall::NoticePosted read(As<hall::NoticePosted>) const { return {notice(body_)}; }
    [[nodiscard]] hall::NoticeWithdrawn read(As<hall::NoticeWithdrawn>) const {
        return {std::string{body_.text("id")}};
    }
    [[nodiscard]] hall::HelpAsked read(As<hall::HelpAsked>) const;
    [[nodiscard]] hall::HelpGiven read(As<hall::HelpGiven>) const {
        return {body_.number<std::uint32_t>("help")};
    }
    [[nodiscard]] hall::BoardSet read(As<hall::BoardSet>) const { return {board(body_)}; }
    [[nodiscard]] hall::Formed read(As<hall::Formed>) const;

    [[nodiscard]] static hall::Notice notice(const Members& in);
    [[nodiscard]] static hall::BoardSetup board(const Members& in);

    [[nodiscard]] hall::StepIndex step() const { return body_.index<hall::Step>("step"); }
    [[nodiscard]] hall::VisitIndex visit() const { return body_.index<hall::Visit>("visit"); }
    [[nodiscard]] hall::CounterIndex counter(std::string_view name = "counter") const;
    [[nodiscard]] hall::ClassIndex priority() const;
    [[nodiscard]] hall::ServiceIndex service(std::string_view id) const;
    [[nodiscard]] hall::ServiceIndex service(const Members& in, std::string_view name,
                                             std::string_view edition_name) const;
    [[nodiscard]] hall::Number number() const;

    const Members& body_;
    const Record& record_;
    const hall::Rules& rules_;
};

hall::CounterIndex Decoding::counter(std::string_view name) const {
    const int number = body_.number<int>(name);
    const auto counter = rules_.find_counter(number);
    if (!counter) throw Misfit{"the mall has no counter " + std::to_string(number)};
    return *counter;
}

hall::ClassIndex Decoding::priority() const {
    const std::string_view name = body_.text("priority");
    const auto priority = rules_.find_class(name);
    if (!priority) throw Misfit{"the mall has no priority class " + quoted(name)};
    return *priority;
}

hall::ServiceIndex Decoding::service(std::string_view id) const {
    const auto service = rules_.find_service(id);
    if (!service) throw Misfit{"the mall has no service " + quoted(id)};
    return *service;
}

hall::ServiceIndex Decoding::service(const Members& in, std::string_view name,
                                     std::string_view edition_name) const {
    const std::string_view id = in.text(name);
    if (!in.has(edition_name)) return service(id);
    auto editions_before = in.number<std::uint32_t>(edition_name);
    for (std::uint32_t i = 0; i < rules_.services.size(); ++i) {
        if (rules_.services[i].id == id && editions_before-- == 0) return {i};
    }
    throw Misfit{"the mall has no such edition of the service " + quoted(id)};
}

hall::Number Decoding::number() const {
    const Members number{body_.value("number")};
    const std::string_view prefix = number.text("prefix");
    const auto value = number.number<std::uint32_t>("value");
    if (prefix == rules_.paper_prefix) return {hall::AgencyIndex{}, value};
    const auto agency = std::ranges::find(rules_.agencies, prefix, &hall::Agency::prefix);
    if (agency == rules_.agencies.end()) {
        throw Misfit{"the mall has no prefix " + quoted(prefix)};
    }
    return {{static_cast<std::uint32_t>(agency - rules_.agencies.begin())}, value};
}

hall::Issued Decoding::read(As<hall::Issued>) const {
    hall::Issued event{.visit = visit(),
                       .first_step = {},
                       .number = number(),
                       .priority = priority(),
                       .e = body_.instant("e"),
                       .channel = body_.word<hall::Channel>("channel"),
                       .language = body_.word<hall::Language>("language"),
                       .code = body_.code(),
                       .short_code = body_.short_code(),
                       .services = {},
                       .reason = body_.text_if_there("reason")};
    for (const bj::value& item : body_.list("services")) {
        const Members one{item};
        const auto at = one.index<hall::Step>("step");
        if (event.services.empty()) event.first_step = at;
        if (at.value != event.first_step.value + event.services.size()) {
            throw Misfit{"its steps do not follow one another"};
        }
        event.services.push_back(service(one, "service", "edition"));
    }
    if (event.services.empty()) throw Misfit{"`services` is empty"};
    return event;
}

hall::Called Decoding::read(As<hall::Called>) const {
    hall::Called event{.step = step(),
                       .counter = counter(),
                       .rule = body_.word<hall::CallRule>("rule"),
                       .score = body_.number("score"),
                       .overtook = {},
                       .is_rejoin = body_.has("is_rejoin") && body_.truth("is_rejoin")};
    if (!body_.has("overtook")) return event;
    const Members overtook{body_.value("overtook")};
    event.overtook = overtook.index<hall::Step>("step");
    event.overtook_score = overtook.number("score");
    event.overtook_reason = overtook.word<hall::PassReason>("reason");
    return event;
}

hall::Finished Decoding::read(As<hall::Finished>) const {
    hall::Finished event{.step = step(),
                         .counter = counter(),
                         .outcome = body_.word<hall::Outcome>("outcome"),
                         .next = body_.index_if_there<hall::Step>("next"),
                         .next_service = {}};
    if (event.next.exists()) event.next_service = service(body_, "next_service", "next_edition");
    return event;
}

hall::Rejoined Decoding::read(As<hall::Rejoined>) const {
    hall::Rejoined event{.visit = visit(), .places = {}};
    for (const bj::value& item : body_.list("places")) {
        const Members place{item};
        event.places.push_back({place.index<hall::Step>("step"), place.instant("e")});
    }
    return event;
}

hall::Held Decoding::read(As<hall::Held>) const {
    return {.step = step(), .counter = counter(), .reason = body_.text_if_there("reason")};
}

hall::Transferred Decoding::read(As<hall::Transferred>) const {
    hall::Transferred event{.step = step(),
                            .counter = counter(),
                            .next = body_.index<hall::Step>("next"),
                            .next_service = service(body_, "next_service", "next_edition"),
                            .next_counter = {}};
    if (body_.has("next_counter")) event.next_counter = counter("next_counter");
    return event;
}

hall::Cancelled Decoding::read(As<hall::Cancelled>) const {
    hall::Cancelled event{.visit = visit(), .steps = {}, .reason = body_.text_if_there("reason")};
    for (const bj::value& item : body_.list("steps")) {
        event.steps.push_back({Members::number_in<std::uint32_t>(item, "steps")});
    }
    return event;
}

hall::PriorityChanged Decoding::read(As<hall::PriorityChanged>) const {
    return {visit(), priority()};
}

hall::Rated Decoding::read(As<hall::Rated>) const {
    return {.step = step(), .score = body_.number<int>("score"), .reasons = body_.texts("reasons")};
}

hall::Undone Decoding::read(As<hall::Undone>) const {
    return {.counter = counter(),
            .act = body_.word<hall::Act>("act"),
            .step = step(),
            .restored = body_.word<hall::StepState>("restored"),
            .created = body_.index_if_there<hall::Step>("created")};
}

hall::CounterChanged Decoding::read(As<hall::CounterChanged>) const {
    hall::CounterChanged event{.counter = counter(),
                               .state = body_.word<hall::CounterState>("state"),
                               .becomes = body_.word<hall::CounterState>("becomes"),
                               .services = {}};
    for (const bj::value& item : body_.list("services")) {
        const auto newest = service(Members::text_in(item, "services"));
        event.services.push_back(rules_.services[newest.value].original);
    }
    return event;
}

hall::SessionTaken Decoding::read(As<hall::SessionTaken>) const {
    return {counter(), std::string{body_.text("session")}};
}

hall::Configured Decoding::read(As<hall::Configured>) const {
    hall::Configured event{
        .version = record_.seq, .text = std::string{body_.text("text")}, .mall = nullptr};
    auto mall = mall::read_mall(event.text, record_.mall + ".toml");
    if (!mall) throw Misfit{"its mall file is refused: " + to_string(mall.error().front())};
    mall->picture = body_.text_if_there("logo");
    event.mall = std::make_shared<const mall::Mall>(std::move(*mall));
    return event;
}

hall::Formed Decoding::read(As<hall::Formed>) const {
    hall::Formed event{
        .version = record_.seq, .text = std::string{body_.text("text")}, .forming = nullptr};
    auto forming = mall::read_forming(event.text);
    if (!forming) throw Misfit{"its document is refused at " + forming.error().front().pointer};
    event.forming = std::make_shared<const mall::Forming>(std::move(*forming));
    return event;
}

hall::DayClosed Decoding::read(As<hall::DayClosed>) const {
    return {.carries_waiting = body_.truth("carries_waiting")};
}

hall::CarriedStep carried_step(const Members& step) {
    return {
        .service = std::string{step.text("service")},
        .state = step.word<hall::StepState>("state"),
        .outcome = step.has("outcome") ? step.word<hall::Outcome>("outcome") : hall::Outcome::none,
        .counter = step.number_if_there("counter"),
        .only_counter = step.number_if_there("only_counter"),
        .replaces = step.number_if_there("replaces"),
        .e = step.instant("e"),
        .called_at = step.instant_if_there("called_at"),
        .held_at = step.instant_if_there("held_at"),
        .started_at = step.instant_if_there("started_at"),
        .ended_at = step.instant_if_there("ended_at"),
        .times_called = step.number<int>("times_called")};
}

hall::CarriedVisit carried_visit(const Members& visit) {
    hall::CarriedVisit carried{.prefix = std::string{visit.text("prefix")},
                               .number = visit.number<std::uint32_t>("number"),
                               .business_date = visit.date("business_date"),
                               .priority = std::string{visit.text("priority")},
                               .issued_at = visit.instant("issued_at"),
                               .e = visit.instant("e"),
                               .channel = visit.word<hall::Channel>("channel"),
                               .language = visit.word<hall::Language>("language"),
                               .code = visit.code(),
                               .short_code = visit.short_code(),
                               .rejoins = visit.number<int>("rejoins"),
                               .steps = {}};
    for (const bj::value& item : visit.list("steps")) {
        carried.steps.push_back(carried_step(Members{item}));
    }
    return carried;
}

hall::DayBegan Decoding::read(As<hall::DayBegan>) const {
    hall::DayBegan event{.date = body_.date("date"),
                         .versions = body_.numbers("versions"),
                         .counters = {},
                         .visits = {},
                         .notices = {},
                         .boards = {},
                         .forming = {}};
    for (const bj::value& item : body_.list("counters")) {
        const Members counter{item};
        event.counters.push_back({.number = counter.number<int>("number"),
                                  .state = counter.word<hall::CounterState>("state"),
                                  .becomes = counter.word<hall::CounterState>("becomes"),
                                  .services = counter.texts("services")});
    }
    for (const bj::value& item : body_.list("visits")) {
        event.visits.push_back(carried_visit(Members{item}));
    }
    // Earlier versions have none of these, and a date without them writes none.
    if (body_.has("notices")) {
        for (const bj::value& item : body_.list("notices")) {
            event.notices.push_back(notice(Members{item}));
        }
    }
    if (body_.has("boards")) {
        for (const bj::value& item : body_.list("boards")) {
            event.boards.push_back(board(Members{item}));
        }
    }
    if (body_.has("forming")) event.forming = body_.number("forming");
    return event;
}

hall::Heard Decoding::read(As<hall::Heard>) const {
    return {.announcement = body_.number<std::uint32_t>("announcement"),
            .device = std::string{body_.text("device")}};
}

hall::HelpAsked Decoding::read(As<hall::HelpAsked>) const {
    return {.help = body_.number<std::uint32_t>("help"), .place = std::string{body_.text("place")}};
}

hall::Notice Decoding::notice(const Members& in) {
    return {.id = std::string{in.text("id")},
            .text = std::string{in.text("text")},
            .text_en = in.text_if_there("text_en"),
            .zone = in.text_if_there("zone"),
            .until = in.instant_if_there("until")};
}

hall::BoardSetup Decoding::board(const Members& in) {
    return {.device = std::string{in.text("device")},
            .inches = in.number<int>("inches"),
            .metres = in.number<int>("metres"),
            .zone = in.text_if_there("zone"),
            .orientation = in.word<hall::Orientation>("orientation"),
            .has_voice = in.truth("has_voice")};
}

std::string place_of(const Record& record) {
    return "the journal of " + record.mall + " at seq " + std::to_string(record.seq) + " (type " +
           record.type + ", version " + std::to_string(record.version) + ')';
}

/// The kind of the record as an index of `hall::What`.
std::size_t type_index(const Record& record) {
    const auto known = std::ranges::find(event_types, record.type, &EventType::name);
    const bool is_known =
        known != event_types.end() && record.version >= 1 && record.version <= known->version;
    if (is_known) return static_cast<std::size_t>(known - event_types.begin());
    throw Broken{place_of(record) +
                 " holds an event that this program does not know: it was written by a newer "
                 "Gerai. Start that one, or a later one."};
}

/// Reads a record's body with `read`, which is given its members.
template <class Read>
auto read_body(const Record& record, Read&& read) {
    std::array<unsigned char, 4096> memory;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    bj::monotonic_resource storage{memory.data(), memory.size()};
    try {
        return read(Members{bj::parse(record.body, &storage)});
    } catch (const Misfit& misfit) {
        throw Broken{place_of(record) + " cannot be read: " + misfit.what() + '.'};
    } catch (const boost::system::system_error& malformed) {
        throw Broken{place_of(record) + " cannot be read: " + malformed.what() + '.'};
    }
}

}  // namespace

hall::Event decode(const Record& record, const hall::Rules& rules) {
    const std::size_t type = type_index(record);
    return read_body(record, [&](const Members& body) {
        return hall::Event{record.at, Decoding{body, record, rules}.what(type)};
    });
}

std::vector<std::int64_t> versions_of(const Record& day) {
    type_index(day);
    return read_body(day, [](const Members& body) { return body.numbers("versions"); });
}

std::int64_t forming_of(const Record& day) {
    type_index(day);
    return read_body(
        day, [](const Members& body) { return body.has("forming") ? body.number("forming") : 0; });
}

}  // namespace gerai::journal
