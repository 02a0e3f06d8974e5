// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/fairness/point.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// The bargaining point of a problem: up to kMaxParties parties and any number of settlements. Issues tied
/// together by conditions or bonuses are merged (at most max_merged combinations); everything else is a
/// sum over issues. Guarantee: with Stop::proven exact on the scaled numbers (see Scaling; decimals and
/// small fractions lose nothing), leximin comparisons and unequal weights as Objective::compare says.
/// Method: Lagrangian bounds from a convex relaxation, reduced-cost fixing, and dynamic programming over
/// distinct gain vectors in beams of rising width; see maximise(). Deterministic, no seed; one thread. If the
/// largest product of gains is 0 the Nash point is any acceptable settlement that the leximin order of gains
/// prefers, and all_ties is false.
/// @throws std::invalid_argument for options out of the ranges above or a malformed problem.
PointSummary solve_merged_point(const Problem& problem, const PointOptions& options,
                                const RunControl& control = {});

}  // namespace offramp::bargaining
