// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/bargaining/model/table.h"
#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

struct TiedFrontierOptions {
  /// Leave out settlements below some party's reservation (minus kTieTolerance).
  bool individually_rational = false;
  std::size_t max_points = 1'000'000;  ///< beyond this an epsilon-frontier; at least 1
  double max_nodes = 1e8;              ///< partial settlements opened, at least 1
  std::size_t width = 1 << 13;         ///< partial settlements opened together, at least 1
};

struct TiedFrontier {
  enum class Stop {
    complete,      ///< every maximal utility vector is there, once
    thinned,       ///< max_points was too few: see epsilon
    no_agreement,  ///< proven: no settlement is feasible (or, if asked for, acceptable to all)
    limit,         ///< max_nodes was reached: see epsilon
    stopped,       ///< by the caller: see epsilon
  };
  Stop stop = Stop::stopped;
  std::string message = "not solved";
  struct Point {
    Settlement settlement;
    std::vector<double> utility;  ///< [party]
  };
  /// Lexicographically falling in utility. Pareto-optimal if complete, otherwise feasible and none
  /// dominates another.
  std::vector<Point> points;
  /// [party]: every feasible settlement has a point here that is worse for no party by more than its epsilon.
  /// 0 if complete; infinite if no point is known.
  std::vector<double> epsilon;
  std::vector<Scaling> scaling;
  double nodes = 0.0;
};

/// The complete Pareto frontier of any number of parties (up to kMaxParties) whose utilities or rules
/// tie many issues together (bonuses on combinations, red lines, logic), where merging tied issues
/// (solve_frontier) has too many combinations. Exact on the scaled whole numbers. See tied_search.h for the
/// method; what is left to look at is told by the search region of what is known. Deterministic, one thread.
/// @throws std::invalid_argument for options out of range or a malformed problem.
TiedFrontier solve_tied_frontier(const Problem& problem, const TiedFrontierOptions& options = {},
                                 const RunControl& control = {});

}  // namespace offramp::bargaining
