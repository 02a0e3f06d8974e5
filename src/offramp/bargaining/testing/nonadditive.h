// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// first <= option <= last on one issue.
struct OptionRange {
  std::size_t issue = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

/// `amount` when the settlement lies inside every range, as the hyper-rectangles of ANAC 2014 (Genius
/// nonlinear utility spaces). No range: always. @throws std::invalid_argument for a range that is empty
/// or outside the space.
Bonus rectangle_bonus(const Space& space, const std::vector<OptionRange>& ranges, double amount);

/// A table over some issues as bonuses, one for each entry that is not 0. values in mixed radix over the
/// issues in the order given, the last running fastest. @throws std::invalid_argument when an issue is
/// repeated or not there, or the table has another size than the product of the issues' options.
std::vector<Bonus> table_bonuses(const Space& space, const std::vector<std::size_t>& issues,
                                 const std::vector<double>& values);

enum class SolveStatus { complete, infeasible, node_limit, stopped };
std::string_view to_string(SolveStatus status);

struct BestPointOptions {
  enum class Objective {
    utilitarian,  ///< sum of utilities
    egalitarian,  ///< least surplus over the reservation
    nash,         ///< product of surpluses over the reservations
  };
  Objective objective = Objective::nash;
  std::int64_t max_nodes = 10'000'000;  ///< at least 1
};

struct BestPointSummary {
  SolveStatus status = SolveStatus::stopped;
  std::string reason = "best_point was not called";
  std::optional<Settlement> settlement;
  std::vector<double> utilities;  ///< of each negotiator there
  double value = -std::numeric_limits<double>::infinity();
  double bound = std::numeric_limits<double>::infinity();  ///< value when complete
  double gap = std::numeric_limits<double>::infinity();    ///< bound - value
  std::int64_t nodes = 0;
};

/// The best settlement among those that all negotiators accept, for utilities with any bonuses. Branch
/// and bound (proof_search.h); the value is exact to kTieTolerance when complete. One of several ties,
/// always the same. @throws std::invalid_argument as `prove`, and when there is no negotiator.
BestPointSummary best_point(const Problem& problem, const BestPointOptions& options = {},
                            const RunControl& control = {});

struct FrontierPoint {
  Settlement settlement;
  double first = 0.0;   ///< utility of the first negotiator
  double second = 0.0;  ///< and of the second
};

struct TwoPartyFrontierOptions {
  /// Only settlements that both accept (reservations included); otherwise red lines and feasibility hold
  /// and reservations are ignored.
  bool above_reservations = false;
  std::size_t max_points = 1'000'000;
  std::int64_t max_nodes = 100'000'000;  ///< of the whole search, at least 1
};

struct FrontierSummary {
  SolveStatus status = SolveStatus::stopped;
  std::string reason = "two_party_frontier was not called";
  /// By falling utility of the first negotiator. Each point is Pareto-optimal, one settlement a point.
  std::vector<FrontierPoint> points;
  /// The part of the frontier not listed, if any, has first utilities below this.
  double explored_down_to = std::numeric_limits<double>::infinity();
  std::int64_t nodes = 0;
};

/// The complete Pareto frontier of two negotiators with any bonuses, red lines and feasibility rules:
/// repeated exact maximisation of one utility while the other must rise (the epsilon-constraint method,
/// Haimes, Lasdon and Wismer 1971), each by branch and bound. Points closer than kTieTolerance in both
/// utilities are one. @throws std::invalid_argument as `prove`, and unless there are two negotiators.
FrontierSummary two_party_frontier(const Problem& problem, const TwoPartyFrontierOptions& options = {},
                                   const RunControl& control = {});

}  // namespace offramp::bargaining
