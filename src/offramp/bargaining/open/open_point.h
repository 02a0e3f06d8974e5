// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/fairness/point.h"
#include "offramp/bargaining/open/open_problem.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// A bargaining point over acceptable packages (every utility at least the reservation, minus
/// kTieTolerance). Two parties: from the exact frontier, in closed form on each piece; value = bound.
/// More: branch and bound, every node a convex relaxation over mixtures of knots and options (all ideas but
/// Nash: a linear program, exact once what it mixes is one option or two neighbouring knots), branching on
/// options and at knots until neighbouring knots are mixed; value <= optimum <= bound always, and
/// Stop::proven when the gap is within the tolerance. For more than two parties only the smallest number of
/// a leximin idea is maximised, not the order behind it. Deterministic; one thread.
/// Weights must be above 0, reservations count always, and of the limits only tolerance, nash_tolerance and
/// max_relaxations are used; one package is named and ties are not counted.
/// @throws std::invalid_argument as OpenProblem::check and check_options, and for what is not meant here.
PointSummary solve_open_point(const OpenProblem& problem, const PointOptions& options,
                              const RunControl& control = {});

}  // namespace offramp::bargaining
