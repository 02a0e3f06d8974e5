// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/bargaining/fairness/point.h"
#include "offramp/bargaining/open/open_frontier.h"

namespace offramp::bargaining {

/// The best package of an open problem under an objective on gains (utility minus reservation).
struct OpenOptimum {
  PointSummary::Stop stop = PointSummary::Stop::limit;
  bool found = false;
  double level = 0.0;
  double bound = 0.0;
  double nodes = 0.0;
  std::vector<double> package;
};

/// Two parties: the best point of the exact frontier; level = bound.
OpenOptimum best_on_frontier(const OpenFrontier& frontier, const std::vector<double>& reservation,
                             const Objective& objective);

/// Any number of parties: branch and bound over convex relaxations. `below`: a level that every package
/// reaches. `tolerance`: wanted gap, relative to the level.
OpenOptimum branch_and_bound(const OpenProblem& problem, const Objective& objective, double tolerance,
                             std::size_t max_nodes, const RunControl& control);

}  // namespace offramp::bargaining
