#include "audit/replay.h"

namespace gerai::audit {

namespace {

/// The newest version of each type's body: 1, but of a mall file, which has its picture in 2, and
/// of `day`, which has notices and boards in 2 and the document on forming in 3.
int known_version(std::string_view type) {
    if (type == "day") return 3;
    return type == "configured" ? 2 : 1;
}

constexpr auto numbers_are_unique = Invariant::unique_numbers;
constexpr auto numbers_have_no_gaps = Invariant::numbers_without_gaps;
constexpr auto moves_are_legal = Invariant::legal_moves;
constexpr auto journal_is_dense = Invariant::dense_journal;
constexpr auto dates_begin_once = Invariant::dates_begin_once;
constexpr auto steps_are_conserved = Invariant::steps_are_conserved;
constexpr auto order_is_explained = Invariant::explained_order;

}  // namespace

const std::map<std::string_view, Replay::Handler>& Replay::handlers() {
    static const std::map<std::string_view, Handler> all{
        {"configured", &Replay::configured},
        {"day", &Replay::day},
        {"day_closed", &Replay::day_closed},
        {"issued", &Replay::issued},
        {"called", &Replay::called},
        {"recalled", &Replay::recalled},
        {"started", &Replay::started},
        {"finished", &Replay::finished},
        {"no_show", &Replay::no_show},
        {"rejoined", &Replay::rejoined},
        {"held", &Replay::held},
        {"resumed", &Replay::resumed},
        {"transferred", &Replay::transferred},
        {"cancelled", &Replay::cancelled},
        {"priority_changed", &Replay::priority_changed},
        {"rated", &Replay::rated},
        {"undone", &Replay::undone},
        {"counter", &Replay::counter},
        {"session", &Replay::session},
        {"heard", &Replay::heard},
        {"notice", &Replay::notice},
        {"notice_withdrawn", &Replay::notice_withdrawn},
        {"help", &Replay::help},
        {"help_given", &Replay::help_given},
        {"board", &Replay::board},
        {"formed", &Replay::formed},
    };
    return all;
}

void Replay::follow(const Line& line) {
    now_ = &line;
    findings_.look_at(mall_, line.seq);
    check_envelope(line);
    const auto handler = handlers().find(line.type);
    if (handler == handlers().end() || line.version < 1 ||
        line.version > known_version(line.type)) {
        findings_.fail(journal_is_dense,
                       "type " + line.type + ", version " + std::to_string(line.version) +
                           " was written by a newer Gerai, which has to audit it");
        return;
    }
    follow_body(line, handler->second);
}

void Replay::check_envelope(const Line& line) {
    findings_.count(journal_is_dense);
    expect(journal_is_dense, line.seq == last_seq_ + 1, [&] {
        return "it follows seq " + std::to_string(last_seq_) + ", where " +
               std::to_string(last_seq_ + 1) + " is expected";
    });
    expect(dates_begin_once, line.at >= last_at_,
           [] { return "its time is before that of the line before it"; });
    const bool is_of_date = line.type == "day" || !date_ || line.business_date == *date_;
    expect(dates_begin_once, is_of_date, [&] {
        return "it belongs to " + to_string(line.business_date) + " and stands in " +
               to_string(*date_);
    });
    last_seq_ = line.seq;
    last_at_ = line.at;
}

void Replay::follow_body(const Line& line, Handler handler) {
    try {
        const bool needs_date = line.type != "day" && line.type != "configured";
        if (needs_date && !date_) throw Objection{dates_begin_once, "no date has begun before it"};
        boost::system::error_code malformed;
        const boost::json::value value = boost::json::parse(line.body, malformed);
        if (malformed) throw Unreadable{"it is not JSON"};
        (this->*handler)(Body{value});
    } catch (const Unreadable& unreadable) {
        findings_.fail(journal_is_dense,
                       "its body cannot be read: " + std::string{unreadable.what()});
    } catch (const Objection& objection) {
        findings_.fail(objection.invariant, objection.what);
    }
}

void Replay::configured(const Body& body) {
    const Sheet& sheet = files_[now_->seq] = read_sheet(body.text("text"));
    if (!date_) return;

    std::set<int> offer_all;
    for (const auto& [number, counter] : hall_.counters) {
        if (counter.offers.size() == hall_.offering.given_by(number).size()) {
            offer_all.insert(number);
        }
    }
    hall_.offering.add(sheet);
    hall_.closes_at = sheet.closes_at(*date_);
    hall_.counters_in_file = sheet.counter_numbers();
    for (const int number : offer_all) {
        hall_.counters.at(number).offers = hall_.offering.given_by(number);
    }
    free_bound_everywhere();
}

void Replay::free_bound_everywhere() {
    for (const auto& [number, counter] : hall_.counters) hall_.free_bound(number);
}

void Replay::day_closed(const Body& body) {
    expect(dates_begin_once, !is_closed_, [] { return "the date was closed before"; });
    is_closed_ = true;
    const bool carries = body.truth("carries_waiting");
    for (std::size_t at = 0; at < hall_.steps().size(); ++at) {
        const State state = hall_.step(at).state;
        const bool stands = state == State::waiting || state == State::on_hold;
        if (stands && carries) continue;
        if (stands) go("day_closed", at, State::no_show);
        if (stands || state == State::no_show) {
            hall_.change(at, [](Step& step) { step.is_final = true; });
        }
    }
}

void Replay::check_number(const std::string& prefix, std::int64_t value) {
    const std::string number = prefix + '-' + std::to_string(value);
    findings_.count(numbers_are_unique);
    expect(numbers_are_unique, numbers_.insert({prefix, value}).second,
           [&] { return number + " was issued before on this date"; });
    if (prefix == paper_prefix_) return;

    std::int64_t& last = last_numbers_[prefix];
    findings_.count(numbers_have_no_gaps);
    expect(numbers_have_no_gaps, value == last + 1,
           [&] { return number + " is issued, where " + std::to_string(last + 1) + " is next"; });
    expect(dates_begin_once, last != 0 || value == 1,
           [&] { return "the date begins with " + number; });
    last = value;
}

void Replay::take_visit_index(std::size_t index) {
    expect(steps_are_conserved, index == hall_.visits.size(), [&] {
        return "it makes visit " + std::to_string(index) + ", where " +
               std::to_string(hall_.visits.size()) + " is next";
    });
}

void Replay::take_step_index(std::size_t index) {
    ++created_;
    if (index == hall_.steps().size()) return;
    throw Objection{steps_are_conserved, "it makes step " + std::to_string(index) + ", where " +
                                             std::to_string(hall_.steps().size()) + " is next"};
}

void Replay::add_step(std::size_t index, Step step) {
    take_step_index(index);
    hall_.add(std::move(step));
}

/// The edition that a body names, or the newest one.
std::size_t Replay::edition_of(const Body& body, std::string_view name,
                               const std::string& service) const {
    if (!hall_.offering.knows(service)) {
        throw Unreadable{"the mall has no service `" + service + '`'};
    }
    const std::size_t count = hall_.offering.edition_count(service);
    const std::size_t edition = body.has(name) ? body.index(name) : count - 1;
    if (edition >= count) throw Unreadable{"there is no such edition of `" + service + '`'};
    return edition;
}

void Replay::issued(const Body& body) {
    const Body number = body.object("number");
    const std::string prefix = number.text("prefix");
    check_number(prefix, number.number("value"));
    expect(dates_begin_once, !is_closed_, [] { return "a number of a closed date is issued"; });

    const std::size_t index = body.index("visit");
    take_visit_index(index);
    const Instant e = body.instant("e");
    const bool is_on_paper = prefix == paper_prefix_;
    expect(order_is_explained, is_on_paper ? e <= now_->at : e == now_->at,
           [] { return "its effective time is not that of its check-in"; });

    const std::size_t visit = hall_.visits.size();
    hall_.visits.push_back({.prefix = prefix,
                            .number = number.number("value"),
                            .business_date = now_->business_date,
                            .priority = body.text("priority"),
                            .e = e,
                            .steps = {},
                            .touched = now_->seq});
    for (const Body& one : body.objects("services")) {
        const std::string service = one.text("service");
        add_step(one.index("step"), {.visit = visit,
                                     .service = service,
                                     .edition = edition_of(one, "edition", service),
                                     .e = e});
    }
    const auto code = parse_code(body.text("code"));
    const auto short_code = parse_short_code(body.text("short_code"));
    if (!code || !short_code) throw Unreadable{"`code` or `short_code` is not one"};
    derived_.expect(CodeRow{.code = *code,
                            .short_code = *short_code,
                            .mall = mall_,
                            .business_date = now_->business_date,
                            .visit = static_cast<std::uint32_t>(index)});
}

}  // namespace gerai::audit
