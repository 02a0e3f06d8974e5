// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// One way the situation may be.
struct UncertainWorld {
  std::vector<Utility> utilities;    ///< utilities[party]
  std::vector<double> reservations;  ///< reservations[party], same scale
  std::vector<bool> active;          ///< active[red line]: it binds in this world
};

/// Several equally likely worlds, the same veto players in each.
struct UncertainProblem {
  Space space;
  std::vector<Condition> feasible;   ///< all must hold, in every world
  std::vector<Condition> red_lines;  ///< none may hold that is active
  std::vector<UncertainWorld> worlds;
};

/// The slack of a settlement in one world: min over parties of utility - reservation; at most
/// `crossed_slack` when it crosses a red line that is active there. Accepted by all veto players: no
/// active red line is crossed and the slack is at least -kTieTolerance.
struct RobustOptions {
  enum class Goal {
    share,       ///< the largest share of worlds in which all veto players accept
    worst_case,  ///< the greatest minimum over worlds of the slack
    tail,        ///< the greatest mean slack over the worst share `alpha` of worlds (CVaR; Rockafellar and
                 ///< Uryasev 2000, "Optimization of conditional value-at-risk")
  };
  Goal goal = Goal::share;
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
  std::vector<bool> accepted;  ///< accepted[world], by all veto players, at `settlement`
  std::vector<double> slack;   ///< slack[world] there
  std::uint64_t ties = 0;      ///< settlements with this value, when enumerated; otherwise 0
  std::int64_t nodes = 0;      ///< settlements or nodes visited
  std::uint64_t seed = 0;
};
std::string_view to_string(RobustSummary::Status status);

/// The settlement that is best over all worlds at once. Enumeration: exact. Branch and bound: exact when
/// complete (share: the count of worlds; otherwise to kTieTolerance), else value and bound enclose the
/// optimum. Acceptance and slack of what is returned are computed by Utility::of. Same seed, same result.
/// @throws std::invalid_argument when there is no world or party, shapes differ between worlds, a number
/// is not finite, or an option is out of range.
RobustSummary most_robust(const UncertainProblem& problem, const RobustOptions& options = {},
                          const RunControl& control = {});

}  // namespace offramp::bargaining
