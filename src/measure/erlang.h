#pragma once

namespace gerai::measure {

/// From so many stages on the cube root of an Erlang variable is normal, as far as four digits tell
/// (Wilson and Hilferty 1931).
inline constexpr int many_stages = 100;

/// P(X <= x) of the Erlang law with `k` stages of mean 1: the time until `k` calls when one comes a
/// unit on average. `k` is at least 1.
double erlang_cdf(int k, double x);

/// The value that an Erlang variable with `k` stages of mean 1 does not exceed with probability
/// `p`, for 0 < p < 1, to nine digits; to four from `many_stages` on, in no more time
/// however many they are. Every estimate of a cold start asks for three: Boost.Math's `gamma_p_inv`
/// takes four times as long for all of a full hall, which is beyond its millisecond.
double erlang_quantile(int k, double p);

}  // namespace gerai::measure
