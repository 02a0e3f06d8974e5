// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/uncertain_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

void require_column(const std::vector<double>& column, std::size_t worlds, const char* what) {
  if (column.size() != worlds) {
    throw std::invalid_argument(
        fmt::format("UncertainProblem: {} has {} worlds; expected {}", what, column.size(), worlds));
  }
  for (const double x : column) {
    if (!std::isfinite(x)) throw std::invalid_argument(fmt::format("UncertainProblem: {} holds {}", what, x));
  }
}

void check_negotiator(const UncertainProblem& problem, const UncertainNegotiator& negotiator) {
  require_column(negotiator.reservation, problem.worlds, "a reservation");
  if (!negotiator.margin.empty()) require_column(negotiator.margin, problem.worlds, "a margin");
  for (const UncertainBonus& bonus : negotiator.bonuses)
    require_column(bonus.amount, problem.worlds, "a bonus");
  if (negotiator.value.size() != problem.space.issues()) {
    throw std::invalid_argument("UncertainProblem: a negotiator's values do not cover every issue");
  }
  for (std::size_t issue = 0; issue < negotiator.value.size(); ++issue) {
    if (negotiator.value[issue].size() != problem.space.axis(issue).size()) {
      throw std::invalid_argument("UncertainProblem: a negotiator's values do not cover every option");
    }
    for (const auto& column : negotiator.value[issue]) require_column(column, problem.worlds, "a value");
  }
}

}  // namespace

void check_problem(const UncertainProblem& problem) {
  if (problem.worlds == 0) {
    throw std::invalid_argument("UncertainProblem: worlds = 0; there must be at least one");
  }
  for (const UncertainNegotiator& negotiator : problem.negotiators) check_negotiator(problem, negotiator);
  for (const UncertainRedLine& line : problem.red_lines) {
    if (line.negotiator >= problem.negotiators.size() || line.binds.worlds() != problem.worlds) {
      throw std::invalid_argument(
          "UncertainProblem: a red line names no negotiator or has the wrong number of worlds");
    }
  }
}

bool feasible(const UncertainProblem& problem, const Settlement& settlement) {
  return std::all_of(problem.feasible.begin(), problem.feasible.end(),
                     [&](const Condition& rule) { return rule.holds(settlement); });
}

UncertainProblem between(const UncertainProblem& problem, std::size_t begin, std::size_t end) {
  const auto cut = [&](const std::vector<double>& column) {
    if (column.empty()) return column;
    return std::vector<double>(column.begin() + static_cast<std::ptrdiff_t>(begin),
                               column.begin() + static_cast<std::ptrdiff_t>(end));
  };
  UncertainProblem part{problem.space, end - begin, problem.feasible, {}, {}};
  for (const UncertainNegotiator& whole : problem.negotiators) {
    UncertainNegotiator& negotiator = part.negotiators.emplace_back();
    negotiator.veto = whole.veto;
    for (const auto& options : whole.value) {
      auto& columns = negotiator.value.emplace_back();
      for (const std::vector<double>& column : options) columns.push_back(cut(column));
    }
    for (const UncertainBonus& bonus : whole.bonuses)
      negotiator.bonuses.push_back({bonus.when, cut(bonus.amount)});
    negotiator.reservation = cut(whole.reservation);
    negotiator.margin = cut(whole.margin);
  }
  for (const UncertainRedLine& line : problem.red_lines)
    part.red_lines.push_back({line.negotiator, line.never, line.binds.between(begin, end)});
  return part;
}

}  // namespace offramp::bargaining
