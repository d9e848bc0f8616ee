#include "audit/findings.h"

namespace gerai::audit {

namespace {

constexpr std::size_t failures_shown = 5;

Result result(std::string_view id, std::string_view unit, std::string_view promise) {
    return {.id = std::string{id},
            .promise = std::string{promise},
            .unit = std::string{unit},
            .first = {}};
}

}  // namespace

// In the order of the enumerators of `Invariant`.
Findings::Findings()
    : report_{{
          result("I2", "numbers", "a number is issued once a business date"),
          result("I3", "numbers", "the numbers of a prefix have no gaps"),
          result("I4", "acts", "one counter a step, one step a counter, one counter a visit"),
          result("I5", "moves", "steps move only as they may, and what has ended stays ended"),
          result("I6", "lines", "the journal has every seq once, and can be read"),
          result("I15", "dates", "a business date begins once"),
          result("I16", "steps", "every step that was created is in exactly one state"),
          result("I18", "calls", "nobody is called before somebody earlier unless it says why"),
          result("I19", "rows", "the derived tables are what the journal says"),
      }} {}

void Findings::fail(Invariant invariant, std::string what) {
    Result& result = of(invariant);
    ++result.failed;
    if (result.first.size() == failures_shown) return;
    place_.what = std::move(what);
    result.first.push_back(place_);
}

}  // namespace gerai::audit
