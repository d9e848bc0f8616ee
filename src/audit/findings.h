#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "audit/audit.h"

namespace gerai::audit {

enum class Invariant : std::uint8_t {
    unique_numbers,
    numbers_without_gaps,
    one_at_a_time,
    legal_moves,
    dense_journal,
    dates_begin_once,
    steps_are_conserved,
    explained_order,
    derived_rows,
};

/// A line that cannot be followed: what is wrong with it, and the promise that it breaks.
struct Objection {
    Invariant invariant;
    std::string what;
};

/// Collects what is found, by invariant.
class Findings {
public:
    Findings();

    /// The line that is looked at from now on.
    void look_at(std::string mall, std::int64_t seq) { place_ = {std::move(mall), seq, {}}; }

    void count(Invariant invariant, std::int64_t more = 1) { of(invariant).checked += more; }
    void fail(Invariant invariant, std::string what);

    /// Fails, with the words that `say` gives, unless it holds.
    template <class Say>
    void expect(Invariant invariant, bool holds, Say&& say) {
        if (!holds) fail(invariant, say());
    }

    [[nodiscard]] Report report() && { return std::move(report_); }

private:
    Result& of(Invariant invariant) {
        return report_.results.at(static_cast<std::size_t>(invariant));
    }

    Report report_;
    Failure place_;
};

}  // namespace gerai::audit
