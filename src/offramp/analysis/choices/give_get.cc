// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/choices/give_get.h"

#include <fmt/format.h>

#include <algorithm>

namespace offramp {

Points points_of(const bargaining::UncertainNegotiator& negotiator, std::size_t worlds) {
  Points points;
  for (const auto& options : negotiator.value) {
    std::vector<double>& row = points.emplace_back();
    for (const std::vector<double>& column : options) {
      double sum = 0.0;
      for (const double x : column) sum += x;
      row.push_back(100.0 * sum / static_cast<double>(worlds));
    }
  }
  return points;
}

std::vector<GiveGet> give_get_of(const Points& points, const bargaining::Settlement& settlement) {
  std::vector<GiveGet> list;
  for (std::size_t issue = 0; issue < settlement.size(); ++issue) {
    GiveGet entry{IssueId(issue), settlement[issue], points[issue][settlement[issue]], 0, 0, 0};
    const auto [worst, best] = std::minmax_element(points[issue].begin(), points[issue].end());
    entry.best_points = *best;
    entry.worst_points = *worst;
    entry.change = entry.points - 0.5 * (entry.best_points + entry.worst_points);
    list.push_back(entry);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const GiveGet& a, const GiveGet& b) { return a.change > b.change; });
  return list;
}

std::vector<std::string> explanations_of(const Case& c, PartyId party,
                                         const bargaining::Settlement& settlement,
                                         const std::vector<GiveGet>& give_get) {
  std::vector<std::string> found;
  for (const Explanation& explanation : c.explanations) {
    if (explanation.party == party && explanation.when.condition.holds(settlement)) {
      found.push_back(explanation.say);
    }
  }
  if (!found.empty()) return found;
  for (const GiveGet& entry : give_get) {
    if (found.size() == 2 || entry.change <= 0.0) break;
    const Issue& issue = c.issues[entry.issue.index()];
    found.push_back(fmt::format("{}: {}", issue.name, issue.options[entry.option].name));
  }
  return found;
}

}  // namespace offramp
