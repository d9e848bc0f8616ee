#pragma once

namespace gerai::plan {

/// What the busiest day brings where a usual one brings 1, by how much days differ (their
/// coefficient of variation): five deviations more. Streams have candidates for as many.
constexpr double busiest_day(double variation) { return 1 + 5 * variation; }

/// So many times the visitors of a plan are still chosen from the same candidates, so that a plan
/// or a scenario with more of them has the same ones and more beside them.
inline constexpr double volume_of_candidates = 1.5;

}  // namespace gerai::plan
