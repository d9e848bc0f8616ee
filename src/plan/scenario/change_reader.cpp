#include "plan/scenario/change_reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "mall/clock_range.h"
#include "mall/kinds.h"
#include "mall/nearest.h"
#include "plan/scenario/steps.h"

namespace gerai::plan {

namespace {

using mall::AtLeast;
using mall::child_path;
using mall::FaultReason;
using mall::quoted;

using std::chrono::minutes;
using std::chrono::seconds;

using Words = std::vector<std::string>;

constexpr int counter_number_max = 9999;
constexpr int rate_max = 1000;
constexpr double factor_max = 10;

// Where nothing was measured: a spread of four minutes, and one in ten (a Beta(2, 18) prior).
constexpr seconds usual_punctuality = minutes{4};
constexpr double usual_no_show = 0.1;

template <class Thing>
Words ids_of(const std::vector<Thing>& things) {
    Words ids;
    for (const Thing& thing : things) ids.push_back(thing.id);
    return ids;
}

/// A duration, or `"none"`.
mall::Kind<std::optional<seconds>> duration_or_none() {
    const auto some = mall::duration_above_zero();
    return {.expected = some.expected + R"(, or "none")",
            .read = [some](const toml::node& node) -> std::optional<std::optional<seconds>> {
                if (node.value_exact<std::string_view>() == "none") {
                    return std::optional<seconds>{};
                }
                const auto value = some.read(node);
                if (!value) return std::nullopt;
                return value;
            }};
}

mall::Kind<double> factor() {
    return mall::number("a factor from 0.01 to 10, such as 1.1", 0.01, factor_max);
}

class ChangeReader {
public:
    ChangeReader(const toml::table& change, std::string path, const mall::Mall& mall,
                 mall::FaultList& faults)
        : table_(change, path, faults), path_(std::move(path)), mall_(mall), faults_(faults) {}

    std::optional<Change> read() {
        const std::string verb = table_.required("verb", mall::word(R"(a verb such as "demand")"));
        if (verb.empty()) return std::nullopt;
        const auto* const known = std::ranges::find(verbs, verb, &Verb::first);
        if (known == verbs.end()) {
            Words words;
            for (const Verb& one : verbs) words.emplace_back(one.first);
            table_.fault("verb", "unknown verb " + quoted(verb) + mall::hint(verb, words),
                         FaultReason::unknown_id);
            return std::nullopt;
        }
        Change change = (this->*known->second)();
        table_.report_unknown_keys();
        return change;
    }

private:
    using Read = Change (ChangeReader::*)();
    using Verb = std::pair<std::string_view, Read>;
    static const std::array<Verb, std::variant_size_v<Change>> verbs;

    Change pool_counters() {
        if (table_.has("counters") == table_.has("agency")) {
            table_.fault(R"(expected either "counters" or "agency")");
        }
        return PoolCounters{
            .counters = table_.has("counters") ? counters() : std::vector<int>{},
            .agency = optional_agency(),
        };
    }
    Change add_skill() { return AddSkill{counters(), services(AtLeast::one)}; }
    Change quick_counter() { return QuickCounter{counters(), services(AtLeast::one)}; }
    Change hours() {
        if (table_.has("hours") && table_.has("span")) {
            table_.fault(R"(expected either "hours" or "span")");
        }
        ChangeHours change{.days = table_.list("days", mall::weekday()), .hours = {}};
        change.span = table_.optional("span", mall::clock_range());
        const bool has_span = table_.has("span");
        change.hours =
            table_.list("hours", mall::clock_range(), has_span ? AtLeast::none : AtLeast::one);
        return change;
    }
    Change appointments() {
        return MakeAppointments{
            .whom = whom(),
            .share = table_.required("share", mall::share()),
            .punctuality = table_.value_or("punctuality", mall::duration(), usual_punctuality),
            .no_show = table_.value_or("no_show", mall::share(), usual_no_show)};
    }
    Change priority_rates() {
        ChangeRates change;
        table_.required_table("rates", [&](mall::TableReader& rates) {
            for (const std::string& name : classes()) {
                const auto rate = rates.optional(name, mall::whole_number(1, rate_max));
                if (rate) change.rates.push_back({name, *rate});
            }
        });
        return change;
    }
    Change rescue_after() { return ChangeRescue{table_.required("after", duration_or_none())}; }
    Change demand() {
        return ChangeDemand{.whom = whom(), .factor = table_.required("factor", factor())};
    }
    Change absent() { return Absent{agency()}; }
    Change open_counters() { return OpenCounters{counters(), between()}; }
    Change close_counters() { return CloseCounters{counters(), between()}; }
    Change clerks() {
        SetClerks change{.agency = agency(),
                         .clerks = table_.required("clerks", mall::whole_number(0, 9999)),
                         .between = between()};
        const auto there = static_cast<int>(counters_of_agency(mall_, change.agency).size());
        if (mall_.find_agency(change.agency) != nullptr && change.clerks > there) {
            table_.fault("clerks",
                         "expected at most " + std::to_string(there) + ", the counters of " +
                             quoted(change.agency) + ", found " + std::to_string(change.clerks),
                         FaultReason::too_many);
        }
        return change;
    }
    Change patience() {
        return ChangePatience{.whom = whom(), .mean = table_.required("mean", duration_or_none())};
    }
    Change second_service() { return ChangeSecondService{table_.required("share", mall::share())}; }
    Change counter_time() {
        return ChangeCounterTime{.whom = whom(), .factor = table_.required("factor", factor())};
    }

    Whom whom() {
        if (table_.has("agency") && table_.has("services")) {
            table_.fault(R"(expected "agency" or "services", or neither for all)");
        }
        const bool has_services = table_.has("services");
        return {.agency = optional_agency(),
                .services = services(has_services ? AtLeast::one : AtLeast::none)};
    }
    std::string optional_agency() {
        table_.allow("agency");
        return table_.has("agency") ? agency() : std::string{};
    }
    std::string agency() {
        std::string id = table_.required("agency", mall::id());
        known(child_path(path_, "agency"), id, ids_of(mall_.agencies), "an agency");
        return id;
    }
    Words services(AtLeast least) {
        Words named = table_.list("services", mall::id(), least);
        const std::string path = child_path(path_, "services");
        const Words ids = ids_of(mall_.services);
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < named.size(); ++i) {
            known(child_path(path, i), named[i], ids, "a service");
            if (named[i].empty() || seen.insert(named[i]).second) continue;
            faults_.add(child_path(path, i),
                        "expected a service that stands once, found " + quoted(named[i]));
        }
        return named;
    }
    std::vector<int> counters() {
        const auto number = mall::whole_number(1, counter_number_max);
        std::vector<int> numbers = table_.list("counters", number, AtLeast::one);
        const std::string path = child_path(path_, "counters");
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (numbers[i] == 0 || mall_.find_counter(numbers[i]) != nullptr) continue;
            faults_.add(child_path(path, i),
                        "expected the number of a counter" + numbering() + ", found " +
                            std::to_string(numbers[i]),
                        FaultReason::unknown_id);
        }
        return numbers;
    }
    std::optional<mall::ClockRange> between() {
        const auto range = table_.optional("between", mall::clock_range());
        if (range && !meets_an_opening(*range)) {
            table_.fault("between",
                         "expected a time at which the mall is open on some weekday, found " +
                             quoted(mall::to_string(*range)),
                         FaultReason::contradiction);
        }
        return range;
    }
    [[nodiscard]] bool meets_an_opening(mall::ClockRange range) const {
        return std::ranges::any_of(mall_.hours, [&](const std::vector<mall::ClockRange>& day) {
            return std::ranges::any_of(
                day, [&](mall::ClockRange open) { return mall::overlap(open, range); });
        });
    }

    [[nodiscard]] Words classes() const {
        Words names{"none", "booking"};
        names.insert(names.end(), mall_.priority_classes.begin(), mall_.priority_classes.end());
        return names;
    }
    [[nodiscard]] std::string numbering() const {
        if (mall_.counters.empty()) return {};
        const auto [least, most] = std::ranges::minmax(mall_.counters, {}, &mall::Counter::number);
        return " (" + std::to_string(least.number) + " to " + std::to_string(most.number) + ")";
    }
    void known(const std::string& path, const std::string& id, const Words& ids,
               std::string_view what) {
        if (id.empty() || std::ranges::find(ids, id) != ids.end()) return;
        faults_.add(path,
                    "expected the id of " + std::string{what} + ", found " + quoted(id) +
                        mall::hint(id, ids),
                    FaultReason::unknown_id);
    }

    mall::TableReader table_;
    std::string path_;
    const mall::Mall& mall_;
    mall::FaultList& faults_;
};

const std::array<ChangeReader::Verb, std::variant_size_v<Change>> ChangeReader::verbs{
    {{"pool_counters", &ChangeReader::pool_counters},
     {"add_skill", &ChangeReader::add_skill},
     {"quick_counter", &ChangeReader::quick_counter},
     {"hours", &ChangeReader::hours},
     {"appointments", &ChangeReader::appointments},
     {"priority_rates", &ChangeReader::priority_rates},
     {"rescue_after", &ChangeReader::rescue_after},
     {"demand", &ChangeReader::demand},
     {"absent", &ChangeReader::absent},
     {"open_counters", &ChangeReader::open_counters},
     {"close_counters", &ChangeReader::close_counters},
     {"clerks", &ChangeReader::clerks},
     {"patience", &ChangeReader::patience},
     {"second_service", &ChangeReader::second_service},
     {"counter_time", &ChangeReader::counter_time}}};

}  // namespace

std::optional<Change> read_change(const toml::table& change, const std::string& path,
                                  const mall::Mall& mall, mall::FaultList& faults) {
    return ChangeReader{change, path, mall, faults}.read();
}

}  // namespace gerai::plan
