#pragma once

#include <variant>
#include <vector>

#include "core/time.h"
#include "plan/random.h"

/// The laws by which times differ: at a counter, until patience ends, on the way to a counter.
namespace gerai::plan {

/// Always the same.
struct Fixed {
    Duration value{};
};

struct Exponential {
    Duration mean{};
};

/// exp(ln `median` + `sigma` z), z standard normal.
struct LogNormal {
    Duration median{};
    double sigma{};
};

/// Erlang: the sum of that many exponential stages, of that mean together.
struct Stages {
    int count = 1;
    Duration mean{};
};

/// Uniform.
struct Between {
    Duration from{};
    Duration to{};
};

/// May be negative: early and late.
struct Normal {
    Duration mean{};
    Duration deviation{};
};

/// Empirical: each of the values as often as another. There is at least one.
struct Seen {
    std::vector<Duration> values;
};

using Law = std::variant<Fixed, Exponential, LogNormal, Stages, Between, Normal, Seen>;

/// The log-normal law of a mean and a coefficient of variation.
LogNormal log_normal(Duration mean, double variation);

/// The log-normal law through its median and the value that nine of ten do not exceed.
LogNormal log_normal_through(Duration p50, Duration p90);

/// A draw by a law that is not `Fixed`.
Duration draw_varying(const Law& law, Random random);

/// A draw by a law. Inline for the times that never differ, of which a day has many: they ask for
/// no randomness.
inline Duration draw(const Law& law, Random random) {
    const auto* const fixed = std::get_if<Fixed>(&law);
    return fixed != nullptr ? fixed->value : draw_varying(law, random);
}

Duration mean(const Law& law);

/// Seconds as a duration, to the nearest microsecond.
Duration from_seconds(double seconds);

double in_seconds(Duration duration);

}  // namespace gerai::plan
