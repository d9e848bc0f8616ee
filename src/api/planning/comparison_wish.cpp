#include "api/planning/comparison_wish.h"

#include "api/fault_words.h"
#include "api/planning/wish.h"

namespace gerai::api {

namespace {

constexpr std::size_t scenarios_max = 8;
constexpr std::int64_t comparison_days = 400;
constexpr std::int64_t days_in_memory_max = 6'000;  // Of all malls: about 330 MB of Badung's.

/// `changes[2].factor` of a scenario as a pointer into the body.
std::string pointer_of(std::size_t scenario, const std::string& path) {
    std::string pointer = "/scenarios/" + std::to_string(scenario);
    if (!path.empty()) pointer += '/';
    for (const char c : path) {
        if (c == ']') continue;
        pointer += c == '.' || c == '[' ? '/' : c;
    }
    return pointer;
}

json::Object scenario_as_json(const ScenarioWish& wish) {
    json::Array changes;
    for (const AnyObject& change : wish.changes) changes.emplace_back(change.members);
    return {{"name", std::string_view{wish.name}}, {"changes", std::move(changes)}};
}

std::vector<web::ProblemError> in_words(const json::Faults& faults, web::Language language) {
    std::vector<web::ProblemError> errors;
    for (const json::Fault& fault : faults) {
        errors.push_back({fault.pointer, web::fault_text(fault, language)});
    }
    return errors;
}

/// Who compares the mall with itself has named no scenario.
void check_count(const ComparisonWish& wish, json::Faults& faults) {
    if (wish.scenarios.empty()) {
        faults.push_back({.pointer = "/scenarios", .kind = json::FaultKind::missing_member});
    } else if (wish.scenarios.size() > scenarios_max) {
        faults.push_back({.pointer = "/scenarios",
                          .kind = json::FaultKind::too_many_items,
                          .lowest = 1,
                          .highest = scenarios_max});
    }
}

/// What days come to is kept until all of them are compared.
void check_days(const ComparisonWish& wish, json::Faults& faults) {
    const auto malls = static_cast<std::int64_t>(wish.scenarios.size()) + 1;
    if (!wish.days || wish.days->value * malls <= days_in_memory_max) return;
    faults.push_back({.pointer = "/days",
                      .kind = json::FaultKind::out_of_range,
                      .lowest = 20,
                      .highest = days_in_memory_max / malls});
}

}  // namespace

std::expected<PlannedComparison, std::vector<web::ProblemError>> comparison_of(
    const ComparisonWish& wish, const mall::Mall& mall, Date today, web::Language language) {
    json::Faults faults;
    check_count(wish, faults);
    check_days(wish, faults);
    PlannedComparison planned{.asked = {.date = planned_date(wish.date, mall, today, faults),
                                        .target = {.within_seconds = mall.promise.wait.count(),
                                                   .share = mall.promise.share},
                                        .days = wish.days ? wish.days->value : comparison_days,
                                        .seed = wish.seed ? wish.seed->value : usual_seed,
                                        .scenarios = {}},
                              .scenarios = {}};
    std::vector<web::ProblemError> errors = in_words(faults, language);
    for (std::size_t i = 0; i < wish.scenarios.size(); ++i) {
        const ScenarioWish& one = wish.scenarios[i];
        planned.asked.scenarios.push_back({one.name, one.changes});
        auto scenario = plan::read_scenario(scenario_as_json(one), mall);
        if (scenario) {
            planned.scenarios.push_back(std::move(*scenario));
            continue;
        }
        for (const mall::Fault& fault : scenario.error()) {
            errors.push_back(worded(fault, pointer_of(i, fault.path), language));
        }
    }
    if (!errors.empty()) return std::unexpected{std::move(errors)};
    return planned;
}

}  // namespace gerai::api
