// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/bargaining/worlds/uncertain_problem.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// The slack of a settlement in one world: min over veto players of utility - reservation; at most
/// `crossed_slack` when it crosses a red line of theirs that binds there. Accepted: every veto player meets
/// its reservation and no such line is crossed.
struct RobustOptions {
  enum class Goal {
    share,       ///< the largest share of worlds in which all veto players accept
    worst_case,  ///< the greatest minimum over worlds of the slack
    tail,        ///< the greatest mean slack over the worst share `alpha` of worlds (CVaR; Rockafellar and
                 ///< Uryasev 2000, "Optimization of conditional value-at-risk")
  };
  Goal goal = Goal::share;
  /// How red lines count.
  enum class RedLines {
    where_they_bind,  ///< crossing one costs the worlds in which it binds
    most,             ///< one that binds in most of the problem's worlds is a rule; the others do not count
  };
  RedLines red_lines = RedLines::where_they_bind;
  std::size_t worlds = std::numeric_limits<std::size_t>::max();  ///< the first so many count, at least 1
  double alpha = 0.1;           ///< in (0, 1]; the tail of K worlds is alpha K worlds, the last one in part
  double crossed_slack = -1.0;  ///< utilities lie in [0, 1] by custom, so this is a loss of everything
  /// Spaces up to this size are enumerated (exact, ties counted); larger ones are searched.
  std::uint64_t max_enumerated = 2'000'000;
  std::int64_t max_nodes = 200'000'000;  ///< of the branch and bound, at least 1
  double absolute_gap = 0.0;  ///< stop once bound - value is no more than this, in units of the goal
  int restarts = 400;         ///< of the local search for a first settlement, at least 1
  std::uint64_t seed = 1;     ///< of the local search
};

struct RobustSummary {
  enum class Status { complete, gap_reached, infeasible, node_limit, stopped };
  Status status = Status::stopped;
  std::string reason = "most_robust was not called";
  std::optional<Settlement> settlement;  ///< the best found
  double value = -std::numeric_limits<double>::infinity();
  double bound = std::numeric_limits<double>::infinity();  ///< no feasible settlement has more
  double gap = std::numeric_limits<double>::infinity();    ///< bound - value; 0 when complete
  WorldSet accepted;                                       ///< by all veto players, at `settlement`
  std::vector<double> slack;                               ///< slack[world] there
  std::uint64_t ties = 0;  ///< settlements with this value, when enumerated; otherwise 0
  std::int64_t nodes = 0;  ///< settlements or nodes visited
  std::uint64_t seed = 0;
};
std::string_view to_string(RobustSummary::Status status);

/// The settlement that is best over all worlds at once, for the veto players. Enumeration: exact. Branch and
/// bound: exact when complete (share: the count of worlds; otherwise to kTieTolerance), else value and bound
/// enclose the optimum. Acceptance and slack of what is returned are computed anew, by utilities_of. Same
/// seed, same result. @throws std::invalid_argument as check_problem, when there is no veto player, or for an
/// option out of range.
RobustSummary most_robust(const UncertainProblem& problem, const RobustOptions& options = {},
                          const RunControl& control = {});

}  // namespace offramp::bargaining
