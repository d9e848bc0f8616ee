#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>

#include "audit/audit.h"
#include "hall/day.h"
#include "journal/event_json.h"
#include "mall/forming.h"
#include "mall/mall_file.h"

// The Day and the audit were written apart: whatever the Day does, the audit finds nothing, and
// the events that the journal gives back make the same Day.
namespace gerai {

namespace {

using namespace std::chrono_literals;

/// A small mall in which services wait for each other; `counters` and `hours` as a file has them.
std::string mall_file(const std::string& hours, const std::string& counters) {
    return R"(
[mall]
id = "kecil"
name = "Mal Kecil"
region = "64.01"
time_zone = "Asia/Makassar"
priority_classes = ["elderly", "pregnant"]
max_rejoins = 2
rejoin_behind = 2
promise = { wait = "15m", share = 0.9 }
paper_prefix = "P"
hours = { )" +
           hours + R"( }

[dispatch]
rates = { none = 1, elderly = 4, pregnant = 3 }
rescue_after = "20m"

[[agency]]
id = "civil"
name = "Civil"
kind = "regional"
prefix = "B"

[[agency]]
id = "health"
name = "Health"
kind = "vertical"
prefix = "C"

[[booth]]
id = "b1"
name = "Gerai 1"
floor = 1
agency = "civil"

[[booth]]
id = "b2"
name = "Gerai 2"
floor = 1
tenants = [{ agency = "health", days = ["mon", "tue", "wed"] }, { agency = "civil", days = ["thu", "fri"] }]
)" + counters +
           R"(
[[service]]
id = "birth"
agency = "civil"
name = "Birth"
requirements = ["KTP"]
fee = { kind = "free" }
product = "Akta"
counter_time = { p50 = "2m", p90 = "4m" }
daily_visits = 10

[[service]]
id = "family"
agency = "civil"
name = "Family"
requirements = ["KTP"]
fee = { kind = "free" }
product = "KK"
counter_time = { p50 = "2m", p90 = "4m" }
daily_visits = 10
after = ["birth"]

[[service]]
id = "card"
agency = "health"
name = "Card"
requirements = ["KTP"]
fee = { kind = "free" }
product = "Card"
counter_time = { p50 = "2m", p90 = "4m" }
daily_visits = 10
)";
}

std::string counter(int number, const std::string& booth, const std::string& services) {
    return "\n[[counter]]\nnumber = " + std::to_string(number) + "\nbooth = \"" + booth +
           "\"\nservices = [" + services + "]\n";
}

const std::string office_hours =
    R"(tue = ["08:00-12:00", "13:00-15:00"], wed = ["08:00-12:00"], thu = ["08:00-15:00"])";
const std::string around_the_clock =
    R"(tue = ["00:00-24:00"], wed = ["00:00-24:00"], thu = ["00:00-24:00"], fri = ["00:00-24:00"])";

std::vector<std::string> files(const std::string& hours) {
    const std::string shared = R"("birth", "card")";
    return {
        mall_file(hours, counter(1, "b1", R"("birth", "family")") +
                             counter(2, "b1", R"("family")") + counter(3, "b2", shared)),
        mall_file(hours, counter(1, "b1", R"("birth")") + counter(2, "b1", R"("birth", "family")") +
                             counter(3, "b2", shared)),
        mall_file(hours, counter(1, "b1", R"("birth", "family")") + counter(3, "b2", shared) +
                             counter(4, "b1", R"("family")"))};
}

/// A hall that is run by chance, and what its journal holds.
class ChanceHall {
public:
    explicit ChanceHall(const std::string& hours) : files_(files(hours)) {
        configure(0);
        apply(hall::next_date(day, Date{2026y / 11 / 24}, now));
        for (std::uint32_t i = 0; i < day.desks().size(); ++i)
            act(hall::Open{.at = {{i}}, .services = {}});
    }

    void act(const hall::Command& command) {
        if (now >= day.rules().ends_at) {
            const auto zone = *TimeZone::named("Asia/Makassar");
            apply(hall::next_date(day, zone.date_of(now), now));
        }
        if (const auto events = decide(day, command, now)) apply(*events);
    }

    void configure(std::size_t file) {
        auto mall = mall::read_mall(files_.at(file), "kecil.toml");
        ASSERT_TRUE(mall) << to_string(mall.error().front());
        act(hall::Configure{static_cast<std::int64_t>(records.size()) + 1, files_.at(file),
                            std::make_shared<const mall::Mall>(std::move(*mall))});
    }

    void form(std::uint32_t stage) {
        auto document = std::make_shared<const mall::Forming>(mall::Forming{
            .stages = {{.stage = static_cast<mall::FormingStage>(stage)}}, .agreements = {}});
        act(hall::Form{static_cast<std::int64_t>(records.size()) + 1, day.forming().version,
                       to_text(*document), document});
    }

    void apply(const hall::Events& events) {
        for (const hall::Event& event : events) {
            Date date = day.has_begun() ? day.date() : Date{2026y / 11 / 24};
            if (const auto* began = std::get_if<hall::DayBegan>(&event.what)) date = began->date;
            records.push_back({.mall = "kecil",
                               .seq = static_cast<std::int64_t>(records.size()) + 1,
                               .type = std::string{journal::type_of(event)},
                               .version = journal::version_of(event),
                               .business_date = date,
                               .at = event.at,
                               .actor = "chance",
                               .body = journal::encode(event, day.rules())});
            evolve(day, event);
        }
    }

    hall::Day day;
    Instant now = std::chrono::sys_days{2026y / 11 / 24} + 5min;  // 08.05 in Makassar.
    std::vector<journal::Record> records;

private:
    std::vector<std::string> files_;
};

/// Draws from a list of numbers, so that a failing run can be made smaller.
class Chance {
public:
    explicit Chance(const std::vector<std::uint32_t>& numbers) : numbers_(numbers) {}

    [[nodiscard]] bool is_over() const { return at_ >= numbers_.size(); }
    std::uint32_t below(std::size_t limit) {
        if (limit == 0 || is_over()) return 0;
        return numbers_[at_++] % static_cast<std::uint32_t>(limit);
    }

private:
    const std::vector<std::uint32_t>& numbers_;
    std::size_t at_ = 0;
};

hall::ServiceIndex any_service(const hall::Day& day, Chance& chance) {
    const std::array<std::string, 3> ids{"birth", "family", "card"};
    return *day.rules().find_service(ids.at(chance.below(3)));
}

hall::Issue any_issue(const hall::Day& day, Chance& chance) {
    hall::Issue issue;
    for (std::uint32_t i = chance.below(3) + 1; i > 0; --i) {
        issue.services.push_back(any_service(day, chance));
    }
    const std::array<std::uint32_t, 4> classes{0, 0, 2, 3};
    issue.priority = {classes.at(chance.below(4))};
    const auto visit = static_cast<std::uint64_t>(day.event_count());
    issue.short_code = {visit};
    issue.code.bytes.at(0) = static_cast<std::uint8_t>(visit);
    issue.code.bytes.at(1) = static_cast<std::uint8_t>(visit >> 8U);
    return issue;
}

/// What people in the hall do besides the counters.
hall::Command any_visitor_command(const hall::Day& day, Chance& chance, Instant now) {
    const hall::VisitIndex visit{chance.below(day.visits().size())};
    switch (chance.below(20)) {
        case 0: return hall::Cancel{visit, "home"};
        case 1: return hall::ChangePriority{visit, {chance.below(4)}};
        case 2: return hall::Rate{{chance.below(day.steps().size())}, 3, {}};
        case 3:
            return hall::IssuePaper{.number = chance.below(200),
                                    .taken_at = now - std::chrono::minutes{chance.below(30)},
                                    .reason = "power",
                                    .visit = any_issue(day, chance)};
        case 4:
        case 5:
        case 6:
        case 7: return hall::Rejoin{visit};
        default: return any_issue(day, chance);
    }
}

/// What a clerk without a step in hand does.
hall::Command any_idle_command(const hall::Day& day, const hall::AtCounter& at, Chance& chance) {
    const hall::VisitIndex visit{chance.below(day.visits().size())};
    switch (chance.below(20)) {
        case 0: return hall::Close{at};
        case 1: return hall::Pause{at};
        case 2: return hall::ChooseServices{at, {any_service(day, chance)}};
        case 3:
        case 4: return hall::CallNumber{at, visit};
        case 5:
        case 6:
            if (day.held_steps().empty()) return hall::Open{.at = at, .services = {}};
            return hall::Resume{at, day.at(day.held_steps().front()).visit};
        case 7:
        case 8: return hall::Undo{at};
        default:
            if (day.at(at.counter).state == hall::CounterState::open) return hall::Call{at};
            return hall::Open{.at = at, .services = {}};
    }
}

/// What a clerk with a step in hand does.
hall::Command any_busy_command(const hall::Day& day, const hall::AtCounter& at, Chance& chance) {
    switch (chance.below(20)) {
        case 0: return hall::Recall{at};
        case 1:
        case 2: return hall::Undo{at};
        case 3: return hall::Hold{at, "wait"};
        case 4: return hall::TransferToService{at, any_service(day, chance)};
        case 5: return hall::TransferToCounter{at, {chance.below(day.desks().size())}};
        case 6: return hall::SendOn{at, any_service(day, chance)};
        case 7: return hall::Close{at};
        case 8: return hall::Pause{at};
        case 9:
        case 10:
        case 11: return hall::RecordNoShow{at};
        case 12:
        case 13:
        case 14:
        case 15: return hall::Start{at};
        default: return hall::Finish{at};
    }
}

hall::Command any_command(const hall::Day& day, Chance& chance, Instant now) {
    if (chance.below(3) == 0) return any_visitor_command(day, chance, now);
    const hall::AtCounter at{{chance.below(day.desks().size())}};
    if (day.at(at.counter).current.exists()) return any_busy_command(day, at, chance);
    return any_idle_command(day, at, chance);
}

std::vector<std::uint32_t> any_numbers() {
    const auto count = *rc::gen::inRange<std::size_t>(0, 20'000);
    return *rc::gen::container<std::vector<std::uint32_t>>(count, rc::gen::inRange(0U, 1'000'000U));
}

ChanceHall played(const std::string& hours, const std::vector<std::uint32_t>& numbers) {
    ChanceHall hall{hours};
    Chance chance{numbers};
    while (!chance.is_over()) {
        const std::uint32_t pace = chance.below(1'000);
        if (pace < 700) hall.now += std::chrono::seconds{chance.below(20)};
        if (pace >= 700 && pace < 980) hall.now += std::chrono::seconds{chance.below(120)};
        if (pace >= 980 && pace < 986) hall.now += std::chrono::hours{chance.below(10)};
        if (pace >= 986 && pace < 994) hall.configure(chance.below(3));
        if (pace == 995) hall.form(chance.below(mall::forming_stages));
        if (pace == 994 && chance.below(4) == 0) hall.act(hall::CloseDay{});
        hall.act(any_command(hall.day, chance, hall.now));
    }
    return hall;
}

class Written final : public audit::Source {
public:
    explicit Written(const std::vector<journal::Record>& journal) : journal_(journal) {
        for (const journal::Record& record : journal) {
            if (record.type == "day")
                days_.push_back({record.mall, record.business_date, record.seq});
            if (record.type == "issued") add_code(record);
        }
    }

    std::vector<audit::CodeRow> codes() override { return codes_; }
    std::vector<audit::DayRow> days() override { return days_; }
    std::optional<audit::CodeRow> find_code(const Code&) override { return std::nullopt; }
    std::optional<audit::DayRow> find_day(const std::string&, Date) override {
        return std::nullopt;
    }
    std::optional<audit::Line> next() override {
        if (at_ == journal_.size()) return std::nullopt;
        const journal::Record& record = journal_[at_++];
        return audit::Line{record.mall,          record.seq, record.type,  record.version,
                           record.business_date, record.at,  record.actor, record.body};
    }

private:
    void add_code(const journal::Record& record) {
        const auto body = boost::json::parse(record.body);
        const auto text = [&](std::string_view name) {
            return std::string{std::string_view{body.at(name).as_string()}};
        };
        codes_.push_back({*parse_code(text("code")), *parse_short_code(text("short_code")),
                          record.mall, record.business_date,
                          body.at("visit").to_number<std::uint32_t>()});
    }

    const std::vector<journal::Record>& journal_;
    std::size_t at_ = 0;
    std::vector<audit::CodeRow> codes_;
    std::vector<audit::DayRow> days_;
};

std::string findings_of(const std::vector<journal::Record>& journal) {
    Written written{journal};
    const audit::Report report = audit::run(written);
    std::string all;
    if (report.holds()) return all;
    for (const std::string& line : to_lines(report)) all += line + '\n';
    for (const journal::Record& record : journal) {
        if (record.type == "configured") continue;
        all += std::to_string(record.seq) + ' ' +
               std::to_string(record.at.time_since_epoch().count() / 1'000'000) + ' ' +
               record.type + ' ' + record.body + '\n';
    }
    return all;
}

/// What the journal of another process would hold from then on.
std::vector<std::string> bodies_again(const std::vector<journal::Record>& journal) {
    hall::Day day;
    std::vector<std::string> bodies;
    for (const journal::Record& record : journal) {
        const hall::Event event = journal::decode(record, day.rules());
        bodies.push_back(journal::encode(event, day.rules()));
        evolve(day, event);
    }
    return bodies;
}

}  // namespace

// Goal: whatever people do in a hall, its audit is clean.
// Method: random commands, files that change in mid-day, days that pass; a failing run is shrunk
// and printed with its journal. GERAI_SEQUENCES sets how many runs.
RC_GTEST_PROP(DayAndAudit, AgreeOnAnyDay, ()) {
    const auto numbers = any_numbers();
    const ChanceHall hall = played(office_hours, numbers);

    const std::string findings = findings_of(hall.records);

    RC_LOG() << findings;
    RC_ASSERT(findings.empty());
}

RC_GTEST_PROP(DayAndAudit, AgreeInAHallThatNeverCloses, ()) {
    const auto numbers = any_numbers();
    const ChanceHall hall = played(around_the_clock, numbers);

    const std::string findings = findings_of(hall.records);

    RC_LOG() << findings;
    RC_ASSERT(findings.empty());
}

RC_GTEST_PROP(DayAndAudit, ReadTheSameJournal, ()) {
    const auto numbers = any_numbers();
    const ChanceHall hall = played(office_hours, numbers);

    const auto again = bodies_again(hall.records);

    for (std::size_t i = 0; i < again.size(); ++i) RC_ASSERT(again[i] == hall.records[i].body);
}

}  // namespace gerai
