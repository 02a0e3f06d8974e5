// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/nonadditive.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/bargaining/proof/search.h"

namespace offramp::bargaining {
namespace {

using Goal = SearchTask::Goal;
using Outcome = SearchAnswer::Outcome;

Utility sum_of(const std::vector<Utility>& utilities) {
  Utility sum = utilities.front();
  for (std::size_t u = 1; u < utilities.size(); ++u) {
    for (std::size_t i = 0; i < sum.value.size(); ++i) {
      for (std::size_t o = 0; o < sum.value[i].size(); ++o) sum.value[i][o] += utilities[u].value[i][o];
    }
    sum.bonuses.insert(sum.bonuses.end(), utilities[u].bonuses.begin(), utilities[u].bonuses.end());
  }
  return sum;
}

std::vector<Condition> rules_of(const Problem& problem) {
  std::vector<Condition> rules = problem.feasible;
  for (const Negotiator& negotiator : problem.negotiators) {
    for (const Condition& line : negotiator.red_lines) rules.push_back(Condition::negation(line));
  }
  return rules;
}

void check(const Problem& problem, std::int64_t max_nodes) {
  if (max_nodes < 1)
    throw std::invalid_argument(fmt::format("max_nodes must be at least 1; got {}", max_nodes));
  for (const Negotiator& negotiator : problem.negotiators) {
    if (!std::isfinite(negotiator.reservation)) throw std::invalid_argument("a reservation is not finite");
    if (negotiator.utility.value.size() != problem.space.issues()) {
      throw std::invalid_argument("a utility does not have one row of values for each issue");
    }
    for (std::size_t i = 0; i < problem.space.issues(); ++i) {
      if (negotiator.utility.value[i].size() != problem.space.axis(i).size()) {
        throw std::invalid_argument(
            fmt::format("a utility does not have a value for each option of issue {}", i));
      }
    }
  }
}

void cut_short(bool stopped, std::int64_t max_nodes, FrontierSummary& summary) {
  summary.status = stopped ? SolveStatus::stopped : SolveStatus::node_limit;
  summary.reason = stopped ? "stopped by the caller" : fmt::format("reached max_nodes = {}", max_nodes);
}

// All rules active, no rows yet.
SearchTask frontier_task(const SearchModel& model) {
  SearchTask task;
  task.rules.assign(model.rules.size(), true);
  task.base = {0.0, 0.0};
  task.goal = Goal::least_surplus;
  return task;
}

}  // namespace

std::string_view to_string(SolveStatus status) {
  switch (status) {
    case SolveStatus::complete:
      return "complete";
    case SolveStatus::infeasible:
      return "infeasible";
    case SolveStatus::node_limit:
      return "node limit";
    case SolveStatus::stopped:
      return "stopped";
  }
  return "";
}

Bonus rectangle_bonus(const Space& space, const std::vector<OptionRange>& ranges, double amount) {
  std::vector<Condition> sides;
  for (const OptionRange& range : ranges) {
    if (range.issue >= space.issues() || range.first > range.last ||
        range.last >= space.axis(range.issue).size()) {
      throw std::invalid_argument(
          fmt::format("rectangle_bonus: options {} to {} of issue {} are not in the space", range.first,
                      range.last, range.issue));
    }
    std::vector<bool> allowed(space.axis(range.issue).size(), false);
    for (std::size_t o = range.first; o <= range.last; ++o) allowed[o] = true;
    sides.push_back(Condition::member(range.issue, std::move(allowed)));
  }
  return {Condition::conjunction(std::move(sides)), amount};
}

std::vector<Bonus> table_bonuses(const Space& space, const std::vector<std::size_t>& issues,
                                 const std::vector<double>& values) {
  std::size_t size = 1;
  for (std::size_t k = 0; k < issues.size(); ++k) {
    if (issues[k] >= space.issues() || std::count(issues.begin(), issues.end(), issues[k]) > 1) {
      throw std::invalid_argument(fmt::format("table_bonuses: issue {} is repeated or not there", issues[k]));
    }
    size *= space.axis(issues[k]).size();
  }
  if (values.size() != size) {
    throw std::invalid_argument(
        fmt::format("table_bonuses: {} values for a table of {} entries", values.size(), size));
  }
  std::vector<Bonus> bonuses;
  for (std::size_t entry = 0; entry < size; ++entry) {
    if (values[entry] == 0.0) continue;
    std::vector<OptionRange> ranges;
    std::size_t rest = entry;
    for (std::size_t k = issues.size(); k-- > 0;) {
      const std::size_t option = rest % space.axis(issues[k]).size();
      rest /= space.axis(issues[k]).size();
      ranges.push_back({issues[k], option, option});
    }
    bonuses.push_back(rectangle_bonus(space, ranges, values[entry]));
  }
  return bonuses;
}

namespace {

// All rules and reservations active; the sum of utilities, if asked for, is the last row.
SearchTask point_task(const Problem& problem, const SearchModel& model, const BestPointOptions& options) {
  const std::size_t parties = problem.negotiators.size();
  const bool sum = options.objective == BestPointOptions::Objective::utilitarian;
  SearchTask task;
  task.rules.assign(model.rules.size(), true);
  task.rows.assign(model.rows.rows(), true);
  for (const Negotiator& negotiator : problem.negotiators) {
    task.threshold.push_back(negotiator.reservation - kTieTolerance);
    task.base.push_back(negotiator.reservation);
  }
  task.goal = options.objective == BestPointOptions::Objective::nash ? Goal::product : Goal::least_surplus;
  if (sum) {
    task.rows.back() = false;
    task.threshold.push_back(0.0);
    task.base.push_back(0.0);
    task.objective.push_back(parties);
  } else {
    for (std::size_t p = 0; p < parties; ++p) task.objective.push_back(p);
  }
  task.max_nodes = options.max_nodes;
  return task;
}

}  // namespace

BestPointSummary best_point(const Problem& problem, const BestPointOptions& options,
                            const RunControl& control) {
  check(problem, options.max_nodes);
  if (problem.negotiators.empty()) throw std::invalid_argument("best_point: there is no negotiator");
  std::vector<Utility> rows;
  for (const Negotiator& negotiator : problem.negotiators) rows.push_back(negotiator.utility);
  const std::size_t parties = rows.size();
  if (options.objective == BestPointOptions::Objective::utilitarian) rows.push_back(sum_of(rows));
  const SearchModel model(problem.space, rules_of(problem), rows);
  const SearchAnswer answer = search(model, point_task(problem, model, options), control.stop);
  BestPointSummary summary;
  summary.nodes = answer.nodes;
  summary.settlement = answer.settlement;
  if (answer.settlement) {
    for (std::size_t p = 0; p < parties; ++p) summary.utilities.push_back(rows[p].of(*answer.settlement));
    summary.value = answer.value;
  }
  summary.bound = answer.bound;
  switch (answer.outcome) {
    case Outcome::found:
      summary.status = SolveStatus::complete;
      summary.reason = "searched every settlement";
      break;
    case Outcome::none:
      summary.status = SolveStatus::infeasible;
      summary.reason = "no settlement is accepted by all";
      break;
    case Outcome::node_limit:
      summary.status = SolveStatus::node_limit;
      summary.reason = fmt::format("reached max_nodes = {}", options.max_nodes);
      break;
    case Outcome::stopped:
      summary.status = SolveStatus::stopped;
      summary.reason = "stopped by the caller";
      break;
  }
  if (summary.status == SolveStatus::infeasible) summary.bound = summary.value;
  if (summary.settlement) summary.gap = summary.bound - summary.value;
  return summary;
}

FrontierSummary two_party_frontier(const Problem& problem, const TwoPartyFrontierOptions& options,
                                   const RunControl& control) {
  check(problem, options.max_nodes);
  if (problem.negotiators.size() != 2) {
    throw std::invalid_argument(
        fmt::format("two_party_frontier: there are {} negotiators", problem.negotiators.size()));
  }
  const std::vector<Utility> rows{problem.negotiators[0].utility, problem.negotiators[1].utility};
  const SearchModel model(problem.space, rules_of(problem), rows);
  SearchTask task = frontier_task(model);
  FrontierSummary summary;
  std::vector<double> floor{-std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity()};
  if (options.above_reservations) {
    for (std::size_t p = 0; p < 2; ++p) floor[p] = problem.negotiators[p].reservation - kTieTolerance;
  }
  const auto best = [&](std::size_t party) {
    task.objective = {party};
    task.threshold = floor;
    task.rows = {std::isfinite(floor[0]), std::isfinite(floor[1])};
    task.max_nodes = std::max<std::int64_t>(1, options.max_nodes - summary.nodes);
    SearchAnswer answer = search(model, task, control.stop);
    summary.nodes += answer.nodes;
    return answer;
  };
  const double first_floor = floor[0];
  while (summary.points.size() < options.max_points) {
    floor[0] = first_floor;
    SearchAnswer answer = best(0);
    if (answer.outcome == Outcome::found) {
      floor[0] = answer.value - kTieTolerance;
      answer = best(1);
    } else if (answer.outcome == Outcome::none) {
      summary.status = summary.points.empty() ? SolveStatus::infeasible : SolveStatus::complete;
      summary.reason = summary.points.empty() ? "no settlement is allowed" : "no settlement is left beyond";
      summary.explored_down_to = -std::numeric_limits<double>::infinity();
      return summary;
    }
    if (answer.outcome != Outcome::found) {
      cut_short(answer.outcome == Outcome::stopped, options.max_nodes, summary);
      return summary;
    }
    const Settlement& found = *answer.settlement;
    summary.points.push_back({found, rows[0].of(found), rows[1].of(found)});
    summary.explored_down_to = summary.points.back().first;
    floor[1] = summary.points.back().second + kTieTolerance;
    if (control.progress) control.progress("frontier", 0.5);
  }
  summary.status = SolveStatus::node_limit;
  summary.reason = fmt::format("reached max_points = {}", options.max_points);
  return summary;
}

}  // namespace offramp::bargaining
