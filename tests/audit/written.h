#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/audit.h"

/// A journal as a test writes it by hand, with the derived rows that belong to it.
namespace gerai::audit {

using namespace std::chrono_literals;

inline constexpr Date tuesday = 2026y / 11 / 24;
inline constexpr Date wednesday = 2026y / 11 / 25;

/// Nine o'clock of that day in Makassar, and with it of the first line.
inline constexpr Instant nine = std::chrono::sys_days{tuesday} + 1h;
inline constexpr Instant next_nine = nine + 24h;

/// Counter 1 gives `birth` and `family`, counter 2 `family`, counter 3 `card` on Tuesdays and
/// Wednesdays. `family` comes after `birth`.
inline constexpr std::string_view mall_file = R"(
[mall]
id = "kecil"
time_zone = "Asia/Makassar"
priority_classes = ["elderly"]
max_rejoins = 1
rejoin_behind = 2
paper_prefix = "P"
hours = { tue = ["08:00-12:00", "13:00-15:00"], wed = ["08:00-12:00"] }

[dispatch]
rescue_after = "1h30m"

[[agency]]
id = "civil"
prefix = "B"

[[agency]]
id = "health"
prefix = "C"

[[booth]]
id = "b1"
agency = "civil"

[[booth]]
id = "b2"
tenants = [{ agency = "health", days = ["tue", "wed"] }, { agency = "civil", days = ["thu"] }]

[[counter]]
number = 1
booth = "b1"
services = ["birth", "family"]

[[counter]]
number = 2
booth = "b1"
services = ["family"]

[[counter]]
number = 3
booth = "b2"
services = ["card", "birth"]

[[service]]
id = "birth"
agency = "civil"

[[service]]
id = "family"
agency = "civil"
after = ["birth"]

[[service]]
id = "card"
agency = "health"
)";

inline std::string quoted(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') json += '\\';
        json += c == '\n' ? std::string{"\\n"} : std::string{c};
    }
    return json + '"';
}

inline std::string micros(Instant at) { return std::to_string(at.time_since_epoch().count()); }

class Written final : public Source {
public:
    /// A mall with its file and its first date, and all counters open.
    static Written begun() {
        Written journal;
        journal.configure(mall_file);
        journal.day(tuesday, "1");
        journal.open(1, R"("birth","family")");
        journal.open(2, R"("family")");
        journal.open(3, R"("card")");
        return journal;
    }

    /// The time of the lines from now on.
    Written& at(Instant time) {
        now_ = time;
        return *this;
    }

    /// The last line, to be spoilt.
    Line& last() { return lines.back(); }

    void add(const std::string& type, const std::string& body) {
        lines.push_back({.mall = mall,
                         .seq = static_cast<std::int64_t>(lines.size()) + 1,
                         .type = type,
                         .version = 1,
                         .business_date = date_,
                         .at = now_,
                         .actor = "test",
                         .body = body});
    }

    void configure(std::string_view file) { add("configured", "{\"text\":" + quoted(file) + '}'); }

    void form(std::string_view document = R"({"stages":[],"agreements":[]})") {
        add("formed", "{\"text\":" + quoted(document) + '}');
    }

    /// `more`: further members, such as `,"forming":7`.
    void day(Date date, const std::string& versions, const std::string& counters = {},
             const std::string& visits = {}, const std::string& more = {}) {
        date_ = date;
        visits_ = 0;
        steps_ = 0;
        add("day", "{\"date\":\"" + to_string(date) + "\",\"versions\":[" + versions +
                       "],\"counters\":[" + counters + "],\"visits\":[" + visits + ']' + more +
                       '}');
        day_rows.push_back({mall, date, last().seq});
    }

    void close_day() { add("day_closed", R"({"carries_waiting":false})"); }

    void open(int counter, const std::string& services) {
        add("counter", "{\"counter\":" + std::to_string(counter) +
                           R"(,"state":"open","becomes":"open","services":[)" + services + "]}");
    }

    void set_counter(int counter, const std::string& state, const std::string& becomes,
                     const std::string& services) {
        add("counter", "{\"counter\":" + std::to_string(counter) + ",\"state\":\"" + state +
                           "\",\"becomes\":\"" + becomes + "\",\"services\":[" + services + "]}");
    }

    /// A number for services, as it should be.
    void issue(const std::string& prefix, int value, std::initializer_list<std::string> services,
               const std::string& priority = "none", Instant e = {}) {
        std::string steps;
        for (const std::string& service : services) {
            if (!steps.empty()) steps += ',';
            steps += "{\"step\":" + std::to_string(steps_++) + ",\"service\":\"" + service + "\"}";
        }
        Code code;
        code.bytes.at(0) = static_cast<std::uint8_t>(lines.size());
        code.bytes.at(1) = static_cast<std::uint8_t>(lines.size() >> 8U);
        const ShortCode short_code{lines.size()};
        const auto visit = static_cast<std::uint32_t>(visits_++);
        add("issued", "{\"visit\":" + std::to_string(visit) + ",\"number\":{\"prefix\":\"" +
                          prefix + "\",\"value\":" + std::to_string(value) + "},\"priority\":\"" +
                          priority + "\",\"e\":" + micros(e == Instant{} ? now_ : e) +
                          ",\"channel\":\"kiosk\",\"language\":\"id\",\"code\":\"" +
                          to_string(code) + "\",\"short_code\":\"" + to_string(short_code) +
                          "\",\"services\":[" + steps + "]}");
        code_rows.push_back({code, short_code, mall, date_, visit});
    }

    /// `overtook` is a whole object, or nothing.
    void call(int step, int counter, const std::string& rule, Duration score,
              const std::string& overtook = {}, bool is_rejoin = false) {
        add("called", "{\"step\":" + std::to_string(step) +
                          ",\"counter\":" + std::to_string(counter) + ",\"rule\":\"" + rule +
                          "\",\"score\":" + std::to_string(score.count()) +
                          (overtook.empty() ? std::string{} : ",\"overtook\":" + overtook) +
                          (is_rejoin ? std::string{",\"is_rejoin\":true}"} : std::string{"}"}));
    }

    static std::string overtook(int step, Duration score, const std::string& reason) {
        return "{\"step\":" + std::to_string(step) + ",\"score\":" + std::to_string(score.count()) +
               ",\"reason\":\"" + reason + "\"}";
    }

    /// `recalled`, `started`, `no_show`, `held` or `resumed`.
    void act(const std::string& type, int step, int counter) {
        add(type,
            "{\"step\":" + std::to_string(step) + ",\"counter\":" + std::to_string(counter) + '}');
    }

    void finish(int step, int counter) {
        add("finished", "{\"step\":" + std::to_string(step) + ",\"counter\":" +
                            std::to_string(counter) + ",\"outcome\":\"completed\"}");
    }

    void send_on(int step, int counter, const std::string& service) {
        add("finished", "{\"step\":" + std::to_string(step) +
                            ",\"counter\":" + std::to_string(counter) +
                            ",\"outcome\":\"completed\",\"next\":" + std::to_string(steps_++) +
                            ",\"next_service\":\"" + service + "\"}");
    }

    void transfer(int step, int counter, const std::string& service, int to = 0) {
        add("transferred",
            "{\"step\":" + std::to_string(step) + ",\"counter\":" + std::to_string(counter) +
                ",\"next\":" + std::to_string(steps_++) + ",\"next_service\":\"" + service + '"' +
                (to == 0 ? "" : ",\"next_counter\":" + std::to_string(to)) + '}');
    }

    void rejoin(int visit, int step, Instant e) {
        add("rejoined", "{\"visit\":" + std::to_string(visit) + ",\"places\":[{\"step\":" +
                            std::to_string(step) + ",\"e\":" + micros(e) + "}]}");
    }

    void cancel(int visit, const std::string& steps) {
        add("cancelled", "{\"visit\":" + std::to_string(visit) + ",\"steps\":[" + steps + "]}");
    }

    void undo(int counter, const std::string& act, int step, const std::string& restored,
              const std::string& created = {}) {
        add("undone", "{\"counter\":" + std::to_string(counter) + ",\"act\":\"" + act +
                          "\",\"step\":" + std::to_string(step) + ",\"restored\":\"" + restored +
                          '"' + (created.empty() ? "" : ",\"created\":" + created) + '}');
    }

    std::vector<CodeRow> codes() override { return code_rows; }
    std::vector<DayRow> days() override { return day_rows; }
    std::optional<Line> next() override {
        if (at_ == lines.size()) return std::nullopt;
        return lines[at_++];
    }
    std::optional<CodeRow> find_code(const Code& code) override {
        const auto row = std::ranges::find(late_codes, code, &CodeRow::code);
        return row == late_codes.end() ? std::nullopt : std::optional{*row};
    }
    std::optional<DayRow> find_day(const std::string&, Date) override { return std::nullopt; }

    std::string mall = "kecil";
    std::vector<Line> lines;
    std::vector<CodeRow> code_rows;
    std::vector<CodeRow> late_codes;  ///< Written after the others were asked for.
    std::vector<DayRow> day_rows;

private:
    Instant now_ = nine;
    Date date_ = tuesday;
    std::size_t at_ = 0;
    int visits_ = 0;
    int steps_ = 0;
};

/// The failures, each as `I3 seq 7: what`.
inline std::vector<std::string> failures(Written journal) {
    std::vector<std::string> all;
    for (const Result& result : run(journal).results) {
        for (const Failure& failure : result.first) {
            all.push_back(result.id + " seq " + std::to_string(failure.seq) + ": " + failure.what);
        }
    }
    return all;
}

}  // namespace gerai::audit
