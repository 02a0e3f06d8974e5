// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/surrogate.h"

namespace offramp::sensitivity {

/// Total indices of a 0/1 output through its expansion. A yes/no output is no polynomial, but it is often yes
/// exactly where its expansion is large: it is replaced by "expansion above a cut", the cut being where
/// fewest worlds are misjudged, and the total of an input is then the mean over worlds of the variance left
/// when only that input moves over its own distribution,
///   S_Ti = E[Var(z | all others)] / Var(y),
/// integrated over 32 equally likely values of a number or all levels of a discrete input, in at most 8,192
/// worlds spread evenly over the expansion's values. All orders of interaction are included. Heuristic;
/// `misjudged` says how far z is from the output.
struct ClassifiedTotals {
  double cut = 0.0;           ///< on the expansion, mean included
  double misjudged = 0.0;     ///< mean of (y - z)^2 over the variance of y
  std::vector<double> total;  ///< [input]; 0 for inputs that are not listed
};
ClassifiedTotals classified_totals(std::span<const InputBasis> bases, std::span<const Ranking> rankings,
                                   std::span<const std::size_t> inputs, const Surrogate& surrogate,
                                   std::span<const double> output, const RunControl& control);

}  // namespace offramp::sensitivity
