// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/bargaining/open/open_problem.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// A straight piece of a frontier of two parties, from its left end (party 0 worst) to its right end; a
/// single point has equal ends.
struct FrontierPiece {
  double left[2];  ///< utility of party 0 and 1
  double right[2];
};

/// The Pareto frontier of two parties over options and ranges.
class OpenFrontier {
 public:
  /// From left to right. Together the closure of the set of undominated utility pairs: where the frontier
  /// jumps, the left end of a piece may itself be dominated.
  std::vector<FrontierPiece> pieces;

  /// A package that gives the point at share t in [0, 1] of the way from left to right.
  std::vector<double> package(std::size_t piece, double t) const;

 private:
  friend OpenFrontier solve_open_frontier(const OpenProblem&, const RunControl&);
  struct Element {  // a straight piece of one issue: from left to right in utility, with the positions
    double left[2], right[2];
    double from, to;
  };
  struct Origin {
    std::size_t parent = 0;  // 0: the start
    std::size_t issue = 0;
    Element element{};
    bool element_moves = false;  // otherwise the parent's point moves and the element's is fixed
    double fixed[2] = {0, 0};    // the fixed one of the two
  };
  std::vector<Origin> origins_;      // entry 0 is the start
  std::vector<std::size_t> origin_;  // of each piece
  std::size_t issues_ = 0;
  friend class OpenMerge;
};

/// Exact up to rounding (relative 1e-12; slivers shorter than that are dropped): every issue is a set of
/// straight pieces in the plane of utilities, cut at the knots of both parties; sums of two pieces are
/// their two edges, flatter first; upper envelopes keep what is undominated. All reservations are ignored.
/// @throws std::invalid_argument unless there are two parties, or as OpenProblem::check; Stopped.
OpenFrontier solve_open_frontier(const OpenProblem& problem, const RunControl& control = {});

}  // namespace offramp::bargaining
