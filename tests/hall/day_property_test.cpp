#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "hall/capacity.h"
#include "hall/day_model.h"
#include "hall/day_picture.h"

namespace gerai::hall {
namespace {

enum class Kind {
    issue,
    go_on,
    call,
    call_number,
    recall,
    start,
    finish,
    no_show,
    hold,
    resume,
    transfer,
    transfer_to_counter,
    send_on,
    undo,
    cancel,
    rejoin,
    change_priority,
    issue_paper,
    rate,
    open,
    close,
    pause,
    choose,
    take_session,
    hear,
    post_notice,
    withdraw_notice,
    ask_help,
    give_help,
    set_board,
    configure,
    close_day,
    next_date,
    repeat,
};

/// One random act: what it is about is taken from the whole numbers as far as there is such a
/// thing.
struct Move {
    Kind kind{};
    std::uint32_t a{};
    std::uint32_t b{};
    std::uint32_t c{};
    int seconds{};  ///< The clock goes on by this, or back.
};

std::ostream& operator<<(std::ostream& out, const Move& move) {
    return out << "kind " << int(move.kind) << ' ' << move.a << ' ' << move.b << ' ' << move.c
               << " after " << move.seconds << " s";
}

/// What kind of hall a sequence is played in.
struct Setting {
    std::uint32_t offer{};
    std::uint32_t order{};
    std::uint32_t bend{};  ///< 0 to 3: rules that no file gives.
    int max_rejoins{};
    bool is_open_all_day = false;
    bool has_rescue = false;
};

std::ostream& operator<<(std::ostream& out, const Setting& setting) {
    return out << "offer " << setting.offer << " order " << setting.order << " bend "
               << setting.bend << " rejoins " << setting.max_rejoins << " all day "
               << setting.is_open_all_day << " rescue " << setting.has_rescue;
}

/// Any of the first `count` whole numbers, all alike from the first case on.
template <class Whole>
rc::Gen<Whole> below(Whole count) {
    return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Whole>(0, count));
}

rc::Gen<Kind> any_kind() {
    using enum Kind;
    return rc::gen::weightedElement<Kind>({{24, issue},
                                           {30, go_on},
                                           {8, call},
                                           {4, call_number},
                                           {2, recall},
                                           {4, start},
                                           {4, finish},
                                           {7, no_show},
                                           {5, hold},
                                           {5, resume},
                                           {5, transfer},
                                           {4, transfer_to_counter},
                                           {4, send_on},
                                           {10, undo},
                                           {3, cancel},
                                           {5, rejoin},
                                           {3, change_priority},
                                           {2, issue_paper},
                                           {1, rate},
                                           {5, open},
                                           {2, close},
                                           {2, pause},
                                           {2, choose},
                                           {1, take_session},
                                           {2, hear},
                                           {1, post_notice},
                                           {1, withdraw_notice},
                                           {1, ask_help},
                                           {1, give_help},
                                           {1, set_board},
                                           {2, configure},
                                           {1, close_day},
                                           {1, next_date},
                                           {4, repeat}});
}

rc::Gen<int> any_seconds() {
    return rc::gen::weightedOneOf<int>({{40, below(120)},
                                        {15, rc::gen::just(0)},
                                        {4, rc::gen::map(below(3'600), [](int s) { return -s; })},
                                        {2, below(4'000)},
                                        {1, below(20'000)}});
}

rc::Gen<Move> any_move() {
    return rc::gen::build<Move>(
        rc::gen::set(&Move::kind, any_kind()), rc::gen::set(&Move::a, below(1'000U)),
        rc::gen::set(&Move::b, below(1'000U)), rc::gen::set(&Move::c, below(1'000U)),
        rc::gen::set(&Move::seconds, any_seconds()));
}

rc::Gen<Setting> any_setting() {
    return rc::gen::build<Setting>(
        rc::gen::set(&Setting::offer, below(5U)), rc::gen::set(&Setting::order, below(5U)),
        rc::gen::set(&Setting::bend, below(10U)), rc::gen::set(&Setting::max_rejoins, below(3)),
        rc::gen::set(&Setting::is_open_all_day), rc::gen::set(&Setting::has_rescue));
}

mall::Mall file_of(const Setting& setting) {
    static const std::array<Offer, 5> offers{{
        {{"birth", "family"}, {"birth"}, {"health"}},
        {{"birth"}, {"birth", "family"}, {"health"}, {"family"}},
        {{"family"}, {"birth", "family"}, {}, {"birth"}, {"health"}},
        {{"birth", "family"}},
        {{"birth"}, {}, {"health"}, {"family"}, {"birth", "family"}},
    }};
    mall::Mall file = mall_with(offers[setting.offer % offers.size()]);
    switch (setting.order % 5) {
        case 1: file = with_order(std::move(file), "birth", "family"); break;
        case 2: file = with_order(std::move(file), "family", "birth"); break;
        case 3:
            file = with_order(with_order(std::move(file), "birth", "health"), "health", "family");
            break;
        case 4: file = without(std::move(file), "family"); break;
        default: break;
    }
    if (setting.is_open_all_day) {
        file = open_all_day(std::move(file));
    } else {
        file.hours.fill({{8h, 11h}, {12h, 14h}});
    }
    file.max_rejoins = setting.max_rejoins;
    file.closing_tolerance = 10min;
    file.dispatch.rescue_after.reset();
    if (setting.has_rescue) file.dispatch.rescue_after = 30min;
    return file;
}

Rules bent(Rules rules, std::uint32_t bend) {
    rules.has_capacity_stop = bend == 0;
    if (bend == 1) rules.order = Order::absolute;
    if (bend == 2) rules.skill_switch = 5min;
    if (bend == 3) rules.primary_threshold = Duration{10min}.count();
    return rules;
}

/// A day that random acts happen to, and the model that watches it.
class Play {
public:
    explicit Play(const Setting& setting) : setting_(setting) {
        auto file = std::make_shared<const mall::Mall>(file_of(setting));
        if (is_bent()) {
            const Rules rules = bent(rules_for(*file, today), setting.bend);
            start_ = day_ = Day{rules, today};
            model_ = DayModel{file, rules, today};
        } else {
            apply(decide(day_, Configure{1, "", file}, now_).value());
            apply(next_date(day_, today, now_));
        }
        open_all();
    }

    void make(const Move& move) {
        now_ += std::chrono::seconds{move.seconds};
        begin_date_if_due();
        if (move.kind == Kind::next_date) return jump_to_next_date();
        if (move.kind == Kind::repeat) {
            if (last_) ask(*last_);
            return;
        }
        const auto command = command_of(move);
        if (!command) return;
        ask(*command);
        last_ = command;
        check_figures(move.c);
    }

    /// All events once more into a day that saw none of them.
    void check_replay() const {
        Day again = start_;
        for (const Event& event : journal_) evolve(again, event);
        RC_ASSERT(picture(again) == picture(day_));
    }

    [[nodiscard]] const Day& day() const { return day_; }

private:
    [[nodiscard]] bool is_bent() const { return setting_.bend < 4; }
    [[nodiscard]] Instant now() const { return std::max(now_, day_.last_at()); }

    void apply(const Events& events) {
        for (const Event& event : events) {
            model_.apply(event, day_);
            journal_.push_back(event);
        }
    }

    void open_all() {
        for (std::uint32_t i = 0; i < day_.desks().size(); ++i) {
            ask(Open{.at = {{i}, "", false}, .services = {}});
        }
    }

    void begin_date_if_due() {
        if (now() < day_.rules().ends_at) return;
        if (is_bent()) {
            now_ = day_.rules().ends_at - 1us;
            return;
        }
        const auto local = now().time_since_epoch() + 8h;
        const Date date{std::chrono::sys_days{std::chrono::floor<std::chrono::days>(local)}};
        apply(next_date(day_, date, now()));
        open_all();
    }

    void jump_to_next_date() {
        if (is_bent()) return;
        now_ = now() + 24h;
        begin_date_if_due();
        // Back to an hour in which something may happen.
        now_ = std::chrono::sys_days{day_.date()} + 1h;
    }

    void ask(const Command& command) {
        const auto decided = decide(day_, command, now_);
        check(command, decided);
        if (!decided) {
            if (++refused_ % 16 != 0) return;
            const std::string before = picture(day_);
            RC_ASSERT(!decide(day_, command, now_));
            RC_ASSERT(picture(day_) == before);
            return;
        }
        apply(*decided);
    }

    void check(const Command& command, const Result<Events>& decided) const {
        if (const auto* const call = std::get_if<Call>(&command)) {
            RC_ASSERT(decided.has_value() == must_call(call->at.counter));
        }
        if (const auto* const undo = std::get_if<Undo>(&command)) {
            RC_ASSERT(decided.has_value() == (is_here(undo->at.counter) &&
                                              model_.may_undo(number_of(undo->at.counter), now())));
        }
        if (const auto* const issue = std::get_if<Issue>(&command)) check_room(*issue, decided);
    }

    /// A repeated command may name a counter of yesterday.
    [[nodiscard]] bool is_here(CounterIndex counter) const {
        return counter.value < day_.desks().size();
    }

    [[nodiscard]] bool must_call(CounterIndex counter) const {
        if (!is_here(counter)) return false;
        const Desk& desk = day_.at(counter);
        return desk.state == CounterState::open && !desk.current.exists() &&
               model_.next_at(number_of(counter), now()).has_value();
    }

    void check_room(const Issue& issue, const Result<Events>& decided) const {
        if (!day_.rules().has_capacity_stop) return;
        if (!decided) {
            if (decided.error().why != Refusal::capacity_reached) return;
            const ServiceIndex full{decided.error().about};
            RC_ASSERT(!model_.has_room(day_.at(full).id, now()).value_or(false));
            return;
        }
        for (const ServiceIndex service : issue.services) {
            RC_ASSERT(model_.has_room(day_.at(service).id, now()).value_or(true));
        }
    }

    /// What is told about one step and one counter.
    void check_figures(std::uint32_t seed) const {
        if (day_.has_unreleased(now()) || day_.steps().empty()) return;
        const StepIndex step{seed % static_cast<std::uint32_t>(day_.steps().size())};
        if (day_.at(step).state == StepState::waiting) {
            RC_ASSERT(ahead_of(day_, step, now()) == model_.ahead_of(step.value, now()));
        }
        if (const auto overtakers = model_.overtakers_of(step.value)) {
            std::vector<std::size_t> told;
            for (const CallRecord& call : overtakers_of(day_, step))
                told.push_back(call.step.value);
            RC_ASSERT(told == *overtakers);
        }
        if (day_.rules().primary_threshold) return;
        const CounterIndex counter{seed % static_cast<std::uint32_t>(day_.desks().size())};
        const auto next = model_.next_at(number_of(counter), now());
        const auto waiting = waiting_at(day_, counter, now(), 1'000);
        const auto first = std::ranges::find(waiting, PassReason::none, &WaitingStep::reason);
        RC_ASSERT((first != waiting.end()) == next.has_value());
        if (next) RC_ASSERT(first->step.value == next->step);
    }

    [[nodiscard]] int number_of(CounterIndex counter) const {
        return day_.rules().counters[counter.value].number;
    }

    /// One of the things for which `fits` holds, or any of them now and then and when it holds for
    /// none.
    template <class Thing, class All, class Fits>
    [[nodiscard]] Index<Thing> pick(std::uint32_t seed, const All& all, Fits&& fits) const {
        std::vector<std::uint32_t> fitting;
        const auto count = static_cast<std::uint32_t>(all.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            if (fits(all[i])) fitting.push_back(i);
        }
        if (count == 0) return {};
        if (fitting.empty() || seed % 10 == 0) return {seed / 10 % count};
        return {fitting[seed / 10 % fitting.size()]};
    }

    [[nodiscard]] CounterIndex counter_with(std::uint32_t seed,
                                            const std::vector<StepState>& states) const;
    [[nodiscard]] VisitIndex visit_with(std::uint32_t seed,
                                        const std::vector<StepState>& states) const;
    [[nodiscard]] CounterIndex counter_for(const Move& move) const;
    [[nodiscard]] VisitIndex visit_for(const Move& move) const;
    [[nodiscard]] std::optional<Command> command_of(const Move& move) const;
    [[nodiscard]] Command next_act(AtCounter at) const;
    [[nodiscard]] Issue issue_of(const Move& move) const;

    [[nodiscard]] ServiceIndex service(std::uint32_t seed) const {
        constexpr std::array ids{"birth", "family", "health"};
        const auto found = day_.rules().find_service(ids[seed % 3]);
        return found ? *found : day_.rules().find_service("birth").value();
    }

    Setting setting_;
    Day start_;
    Day day_;
    DayModel model_;
    Instant now_ = midnight + 8h;
    std::vector<Event> journal_;
    std::optional<Command> last_;
    int refused_ = 0;
};

/// What a clerk would do who has nothing else in mind.
Command Play::next_act(AtCounter at) const {
    const Desk& desk = day_.at(at.counter);
    if (!desk.current.exists()) return Call{at};
    if (day_.at(desk.current).state == StepState::called) return Start{at};
    return Finish{at, Outcome::completed};
}

Issue Play::issue_of(const Move& move) const {
    Issue wish{.services = {service(move.b)}, .priority = {move.c % 5 == 0 ? move.c % 3 : 0}};
    if (move.a % 2 == 0) wish.services.push_back(service(move.a));
    if (move.a % 7 == 0) wish.services.push_back(service(move.c));
    return wish;
}

/// A counter with a step in such a state in hand; an idle open one for no state.
CounterIndex Play::counter_with(std::uint32_t seed, const std::vector<StepState>& states) const {
    return pick<Counter>(seed, day_.desks(), [&](const Desk& desk) {
        if (!desk.current.exists()) return states.empty() && desk.state == CounterState::open;
        return std::ranges::find(states, day_.at(desk.current).state) != states.end();
    });
}

VisitIndex Play::visit_with(std::uint32_t seed, const std::vector<StepState>& states) const {
    const auto step = pick<Step>(seed, day_.steps(), [&](const Step& step_there) {
        return std::ranges::find(states, step_there.state) != states.end();
    });
    return step.exists() ? day_.at(step).visit : no_such_visit;
}

CounterIndex Play::counter_for(const Move& move) const {
    using enum StepState;
    static const std::map<Kind, std::vector<StepState>> wanted{
        {Kind::recall, {called}},
        {Kind::start, {called}},
        {Kind::no_show, {called}},
        {Kind::finish, {serving}},
        {Kind::hold, {serving}},
        {Kind::send_on, {serving}},
        {Kind::transfer, {called, serving}},
        {Kind::transfer_to_counter, {called, serving}},
        {Kind::call, {}},
        {Kind::call_number, {}},
        {Kind::resume, {}}};
    if (const auto at = wanted.find(move.kind); at != wanted.end()) {
        return counter_with(move.a, at->second);
    }
    return pick<Counter>(move.a, day_.desks(), [&](const Desk& desk) {
        return move.kind != Kind::undo ||
               (desk.last.act != Act::none && desk.touched == desk.last.touched);
    });
}

VisitIndex Play::visit_for(const Move& move) const {
    using enum StepState;
    static const std::map<Kind, std::vector<StepState>> wanted{
        {Kind::resume, {on_hold}},
        {Kind::rejoin, {no_show}},
        {Kind::call_number, {waiting, no_show}}};
    const auto at = wanted.find(move.kind);
    return visit_with(
        move.b, at == wanted.end() ? std::vector<StepState>{waiting, called, on_hold} : at->second);
}

std::optional<Command> Play::command_of(const Move& move) const {
    const AtCounter at{counter_for(move), "", false};
    const CounterIndex other{move.b % static_cast<std::uint32_t>(day_.desks().size())};
    const VisitIndex visit = visit_for(move);
    switch (move.kind) {
        case Kind::issue: return issue_of(move);
        case Kind::go_on: return next_act(at);
        case Kind::call: return Call{at};
        case Kind::call_number: return CallNumber{at, visit};
        case Kind::recall: return Recall{at};
        case Kind::start: return Start{at};
        case Kind::finish: return Finish{at, Outcome::not_completed};
        case Kind::no_show: return RecordNoShow{at};
        case Kind::hold: return Hold{at, ""};
        case Kind::resume: return Resume{at, visit};
        case Kind::transfer: return TransferToService{at, service(move.c)};
        case Kind::transfer_to_counter: return TransferToCounter{at, other};
        case Kind::send_on: return SendOn{at, service(move.c)};
        case Kind::undo: return Undo{at};
        case Kind::cancel: return Cancel{visit, ""};
        case Kind::rejoin: return Rejoin{visit};
        case Kind::change_priority: return ChangePriority{visit, {move.c % 3}};
        case Kind::issue_paper:
            return IssuePaper{.number = move.c % 50,
                              .taken_at = now() - std::chrono::seconds{move.b * 3},
                              .reason = "",
                              .visit = issue_of(move)};
        case Kind::rate:
            return Rate{pick<Step>(move.b, day_.steps(),
                                   [](const Step& step) { return step.state == StepState::done; }),
                        static_cast<int>(move.c % 5),
                        {}};
        case Kind::open: return Open{at, {}};
        case Kind::close: return Close{at};
        case Kind::pause: return Pause{at};
        case Kind::choose: return ChooseServices{at, {service(move.b), service(move.c)}};
        case Kind::take_session: return TakeSession{at.counter, "s", move.b % 2 == 0};
        case Kind::configure: {
            Setting changed = setting_;
            changed.offer = move.a;
            changed.order = move.b;
            if (move.c % 4 == 0) changed.is_open_all_day = !changed.is_open_all_day;
            return Configure{static_cast<std::int64_t>(journal_.size()) + 1, "",
                             std::make_shared<const mall::Mall>(file_of(changed))};
        }
        case Kind::hear: return Hear{move.a % 50, std::to_string(move.b % 3)};
        case Kind::post_notice: {
            Notice notice{.id = std::to_string(move.a),
                          .text = "air",
                          .text_en = "",
                          .zone = "",
                          .until = {}};
            if (move.b % 2 == 0) notice.until = now() + std::chrono::minutes{move.c % 600};
            return PostNotice{notice};
        }
        case Kind::withdraw_notice: {
            const auto standing = day_.wall().notices(now());
            return WithdrawNotice{standing.empty() ? "" : standing[move.a % standing.size()].id};
        }
        case Kind::ask_help: return AskHelp{std::to_string(move.a % 3)};
        case Kind::give_help: return GiveHelp{move.a % 5};
        case Kind::set_board:
            return SetBoard{{.device = std::to_string(move.a % 3),
                             .inches = static_cast<int>(move.b % 100),
                             .metres = 8,
                             .zone = "",
                             .orientation = Orientation::landscape,
                             .has_voice = move.c % 2 == 0}};
        case Kind::close_day: return CloseDay{};
        case Kind::next_date:
        case Kind::repeat: return std::nullopt;
    }
    return std::nullopt;
}

void play(const Setting& setting, const std::vector<Move>& moves) {
    Play game{setting};
    const Day copy = game.day();
    const std::string before = picture(copy);
    for (const Move& move : moves) game.make(move);
    game.check_replay();
    RC_ASSERT(picture(copy) == before);  // Copies share nothing that changes.
}

int sequences() {
    const char* const wanted = std::getenv("GERAI_SEQUENCES");
    return wanted == nullptr ? 5'000 : std::atoi(wanted);
}

// Goal: no order of acts, however silly, makes a Day break a promise.
// Method: random acts, clocks that jump, files that change, dates that end; after every event the
// Day must show what the model shows, and decide what the model says. GERAI_SEQUENCES is how often.
TEST(Day, KeepsItsPromisesInAnyOrderOfCommands) {
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = sequences();
    rc::detail::TestMetadata metadata;
    metadata.id = "Day/KeepsItsPromisesInAnyOrderOfCommands";

    const auto result = rc::detail::checkTestable(
        [] {
            const Setting setting = *any_setting();
            const auto moves =
                *rc::gen::scale(4.0, rc::gen::container<std::vector<Move>>(any_move()));
            play(setting, moves);
        },
        metadata, params);

    if (result.is<rc::detail::SuccessResult>()) return;
    std::ostringstream told;
    rc::detail::printResultMessage(result, told);
    FAIL() << told.str();
}

}  // namespace
}  // namespace gerai::hall
