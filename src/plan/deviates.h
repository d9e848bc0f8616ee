#pragma once

namespace gerai::plan {

/// The standard normal law at 0.975: so many standard errors hold the truth 19 times in 20.
inline constexpr double z975 = 1.959963984540054;

}  // namespace gerai::plan
