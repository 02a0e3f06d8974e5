// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust/robust.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/bargaining/robust/search.h"

namespace offramp::bargaining {
namespace {

using Goal = RobustOptions::Goal;
using Status = RobustSummary::Status;

void check(const RobustOptions& options) {
  const auto fail = [](std::string text) { throw std::invalid_argument("most_robust: " + text); };
  if (!(options.alpha > 0.0 && options.alpha <= 1.0)) {
    fail(fmt::format("alpha must be in (0, 1]; got {}", options.alpha));
  }
  if (options.max_nodes < 1) fail(fmt::format("max_nodes must be at least 1; got {}", options.max_nodes));
  if (options.worlds < 1) fail("worlds = 0; at least one must count");
  if (options.restarts < 1) fail(fmt::format("restarts must be at least 1; got {}", options.restarts));
  if (!(options.absolute_gap >= 0.0)) fail("absolute_gap must be at least 0");
  if (!std::isfinite(options.crossed_slack)) fail("crossed_slack must be finite");
}

}  // namespace

std::string_view to_string(RobustSummary::Status status) {
  switch (status) {
    case Status::complete:
      return "complete";
    case Status::gap_reached:
      return "gap reached";
    case Status::infeasible:
      return "infeasible";
    case Status::node_limit:
      return "node limit";
    case Status::stopped:
      return "stopped";
  }
  return "";
}

RobustSummary most_robust(const UncertainProblem& problem, const RobustOptions& options,
                          const RunControl& control) {
  check(options);
  RobustTable table(problem, options);
  RobustSummary summary;
  summary.seed = options.seed;
  if (problem.space.issues() == 0 || problem.space.size() <= static_cast<double>(options.max_enumerated)) {
    enumerate_robust(table, options, control, summary);
  } else if (options.goal == Goal::share) {
    search_share(table, options, control, summary);
  } else {
    search_tail(table, options, control, summary);
  }
  if (!summary.settlement) return summary;
  summary.value = goal_value(table, options, *summary.settlement);
  summary.bound = std::max(summary.bound, summary.value);
  if (summary.status == Status::complete) summary.bound = summary.value;
  summary.gap = summary.bound - summary.value;
  summary.accepted = table.accepted(*summary.settlement);
  summary.slack = table.slack(*summary.settlement, options.crossed_slack);
  return summary;
}

}  // namespace offramp::bargaining
