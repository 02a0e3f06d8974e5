// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/bargaining/open/open_problem.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

struct FrontierOptions {
  /// Leave out settlements below some party's reservation (minus kTieTolerance). Not for ranges without a
  /// grid.
  bool individually_rational = false;
  std::size_t max_points = 1'000'000;  ///< beyond this an epsilon-frontier; at least 1
  std::size_t max_merged = 1 << 16;    ///< combinations of tied issues; beyond, they are searched
  double max_nodes = 1e8;              ///< of that search: partial settlements opened, at least 1
  std::size_t width = 1 << 13;         ///< of that search: opened together, at least 1
  /// Points that are named, from the one best for the first party on.
  std::size_t max_listed = std::numeric_limits<std::size_t>::max();
};

/// A Pareto frontier, whichever solver gave it.
struct Frontier {
  enum class Stop {
    complete,      ///< every maximal utility vector is there, once
    thinned,       ///< max_points was too few: see epsilon
    no_agreement,  ///< proven: no settlement is feasible (or, if asked for, acceptable to all)
    limit,         ///< max_nodes was reached: see epsilon
    stopped,       ///< by the caller: see epsilon
  };
  struct Point {
    std::vector<double> utility;  ///< [party]
    Settlement settlement;        ///< that gives it; empty without a grid
    std::vector<double> package;  ///< without a grid: [issue], as OpenProblem::utility takes it
    std::vector<double> to;       ///< a straight piece runs from `utility` to here; empty: a single point
  };
  Stop stop = Stop::stopped;
  std::string message = "not solved";
  std::size_t size = 0;       ///< points, or pieces
  bool pieces = false;        ///< without a grid: straight pieces
  std::vector<Point> points;  ///< lexicographically falling in utility; the first max_listed of `size`
  /// [party]: every feasible settlement has a point, listed or not, that is worse for no party by more than
  /// its epsilon. 0 if complete; infinite, or empty, if no point is known.
  std::vector<double> epsilon;
};

/// The Pareto frontier of the settlements that are feasible and cross no red line, for up to kMaxParties
/// parties: by merging issues (frontier/merged_frontier.h), or by searching tied ones (tied/tied_frontier.h)
/// where max_merged is too little. Exact on the scaled whole numbers if complete. Deterministic; one thread.
/// @throws std::invalid_argument for options out of range or a malformed problem.
Frontier solve_frontier(const Problem& problem, const FrontierOptions& options = {},
                        const RunControl& control = {});

/// The same for two parties where ranges have no grid (open/open_frontier.h), as pieces; reservations are
/// ignored.
/// @throws std::invalid_argument unless there are two parties, if reservations are to count, and as
/// OpenProblem::check; Stopped.
Frontier solve_frontier(const OpenProblem& problem, const FrontierOptions& options = {},
                        const RunControl& control = {});

}  // namespace offramp::bargaining
