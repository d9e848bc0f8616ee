#pragma once

namespace gerai::measure {

/// P(X <= x) of the Erlang law with `k` stages of mean 1: the time until `k` calls when one comes a
/// unit on average. `k` is at least 1.
double erlang_cdf(int k, double x);

/// The value that an Erlang variable with `k` stages of mean 1 does not exceed with probability
/// `p`, for 0 < p < 1, to nine digits. Every estimate of a cold start asks for two: Boost.Math's
/// `gamma_p_inv` takes four times as long for all of a full hall, which is beyond its millisecond.
double erlang_quantile(int k, double p);

}  // namespace gerai::measure
