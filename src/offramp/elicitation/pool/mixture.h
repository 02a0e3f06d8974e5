// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "offramp/base/number/quantity.h"

/// What several people believe of one number, together: the linear opinion pool (Stone 1961, Annals of
/// Mathematical Statistics 32, 1339-1342), the weighted mixture of their distributions.
namespace offramp::elicitation {

/// Share of the belief at or below x, in [0, 1]. Exact to about 1e-12; of an exact number 0 or 1.
double share_at_most(const Quantity& belief, double x);

/// Quantile of the mixture at p in (0, 1): the smallest x at which the pooled share reaches p, to rounding of
/// x. Weights are not negative and sum to 1. @throws std::invalid_argument unless there is one weight for
/// each belief and there is a belief.
double mixture_quantile(std::span<const Quantity> beliefs, std::span<const double> weights, double p);

/// How far two beliefs lie apart, in the number's own units: the mean distance between their quantiles at
/// equal p (the Wasserstein distance of order 1), over 200 values of p.
double distance(const Quantity& a, const Quantity& b);

}  // namespace offramp::elicitation
