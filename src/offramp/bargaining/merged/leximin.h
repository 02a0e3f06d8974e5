// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/bargaining/fairness/objective.h"
#include "offramp/bargaining/merged/relax.h"

namespace offramp::bargaining {

/// The tangent of the smallest z_i in direction w (weights on gains, none negative, not all 0 where a step
/// is positive), scaled so that the weights on z sum to 1.
Cut leximin_tangent(const Objective& objective, std::vector<double> w);

/// The best mixture of rows and the tightest linear bound, from a linear program (Clp). Leximin and sum only.
struct LinearOptimum {
  bool solved = false;
  Cut cut;                                 ///< from the dual prices; valid whatever the solver's rounding
  std::vector<std::vector<double>> share;  ///< of each row, for every open group
};

/// `level`: of some mixture (leximin: gains that it guarantees need no row of their own).
LinearOptimum linear_optimum(const Slim& slim, const Objective& objective, double level);

/// The tightest tangent that some steps of multiplicative subgradient descent from the weights of `start`
/// find for gains `gain` completed by one row of each of `groups`.
Cut tailored_tangent(const Objective& objective, const double* gain,
                     const std::vector<const Slim::Group*>& groups, const Cut& start);

}  // namespace offramp::bargaining
