// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "offramp/bargaining/model/table.h"
#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

struct MergedFrontierOptions {
  /// Leave out settlements below some party's reservation (minus kTieTolerance).
  bool individually_rational = false;
  /// Beyond this many points, also between the steps of the merge, the frontier is thinned to an
  /// epsilon-frontier. At least 1.
  std::size_t max_points = 1000000;
  std::size_t max_merged = 1 << 20;  ///< combinations of issues tied together by conditions
};

/// The Pareto frontier as the merge gives it: the utility vectors of feasible settlements (no red line of any
/// party crossed) that no other such settlement dominates, each once, in lexicographically falling order. A
/// value that keeps what it needs to name a settlement for every point.
class MergedFrontier {
 public:
  enum class Stop {
    complete,  ///< every maximal utility vector is there
    thinned,   ///< every maximal vector has a point here that is at most epsilon[party] lower for each party
    no_agreement,  ///< proven: no settlement is feasible (or, if asked for, acceptable to all)
    too_large,     ///< issues tied together by conditions have more than max_merged combinations; not tried
    stopped,       ///< by the caller; there are no points
  };
  Stop stop = Stop::stopped;
  std::string message = "not solved";
  std::vector<double> epsilon;   ///< for each party, in utility
  std::vector<Scaling> scaling;  ///< for each party
  double candidates = 0.0;       ///< sums looked at
  std::size_t points = 0;

  /// Utility of a party at a point: the scaled whole number, divided once. point < points.
  double utility(std::size_t point, std::size_t party) const;
  /// A settlement that gives this point. Time: options times the logarithm of the layers' sizes.
  Settlement settlement(std::size_t point) const;

  /// The points with the largest product of gains over the reservations, none of them negative: the Nash
  /// points if the frontier is complete (equal products are told from near ones exactly). Empty if no
  /// point reaches every reservation.
  std::vector<std::size_t> nash_points() const;

  struct Layers;  ///< what the merge left behind
  std::shared_ptr<const Layers> layers;

 private:
  double whole(std::size_t point, std::size_t party) const;  // gain over the reservation in whole units
};

/// Merges the issues one by one, keeping the maximal sums (Minkowski sums of frontiers with dominance
/// pruning, as the dynamic programming for multiobjective knapsacks of Nemhauser and Ullmann 1969): two
/// parties by sorted or dense arrays, three with a staircase sweep (Kung, Luccio and Preparata 1975), more
/// with k-d forests. Exact on the scaled whole numbers (see Scaling). Issues tied together by conditions or
/// bonuses are merged first. One thread. Memory: all layers stay, 8 to 128 bytes a point.
/// @throws std::invalid_argument for max_points = 0 or a malformed problem.
MergedFrontier solve_merged_frontier(const Problem& problem, const MergedFrontierOptions& options,
                                     const RunControl& control = {});

}  // namespace offramp::bargaining
