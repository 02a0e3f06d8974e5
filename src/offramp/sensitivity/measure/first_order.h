// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// The share of an output's variance that the mean given one input explains, S_i = Var(E[y | x_i]) / Var(y),
/// from a table of worlds alone.
///
/// The input's order is cut into about `classes` equal classes, each with a straight line in the quantile
/// level (a discrete input: one class per value, a constant in each). A class is cut again where the output
/// steps inside it: where two lines leave so much less than one that chance would do it less than once in a
/// table. The variance of the fit less what noise alone would bring, (parameters - 1) / n residual variances
/// (Kelley 1935), over the variance of the output, is the value: unbiased for independent worlds.
///
/// Interval (95 %): from the influence function of S_i as if worlds were independent (an upper guide on Sobol
/// points), and two margins upwards. Noise: worlds on scrambled Sobol points are arranged evenly in the other
/// inputs, so that noise brings less than expected, down to nothing; so the interval reaches up to the value
/// without the correction. Misfit: what halving the number of classes loses bounds what lines still miss.
struct FirstOrderScale {
  double mean = 0.0;      ///< of the output
  double variance = 0.0;  ///< of the output, divided by n; above 0
};
/// `values` [world] is the output, or the output less what other inputs are known to contribute (a control
/// variate with mean 0 given x_i); `output` [world] the output itself. A constant input has 0, exactly.
Estimate first_order_share(const Ranking& ranking, std::span<const double> values,
                           std::span<const double> output, const FirstOrderScale& scale, std::size_t classes);

}  // namespace offramp::sensitivity
