// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/settle/parts.h"

namespace offramp {
namespace {

constexpr std::size_t kRampsPerParty = 3;

// [issue][option]: mean over worlds of a party's weighted value, in points.
using Points = std::vector<std::vector<double>>;

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

// The issue on which most of the party's points turn, at its favourite option.
Rule favourite_aim(const Case& c, const Points& points) {
  double widest = -1.0;
  std::size_t chosen_issue = 0, chosen_option = 0;
  for (std::size_t issue = 0; issue < points.size(); ++issue) {
    const auto best = std::max_element(points[issue].begin(), points[issue].end());
    const double range = *best - *std::min_element(points[issue].begin(), points[issue].end());
    if (range > widest) {
      widest = range;
      chosen_issue = issue;
      chosen_option = static_cast<std::size_t>(best - points[issue].begin());
    }
  }
  const Issue& issue = c.issues[chosen_issue];
  std::vector<bool> allowed(issue.options.size());
  allowed[chosen_option] = true;
  return {bargaining::Condition::member(chosen_issue, allowed),
          fmt::format("{} = {}", issue.id, issue.options[chosen_option].id),
          {}};
}

std::vector<std::string> explanations_of(const SettleContext& context, PartyId party, const OffRamp& ramp) {
  std::vector<std::string> found;
  for (const Explanation& explanation : context.c.explanations) {
    if (explanation.party == party && explanation.when.condition.holds(ramp.report.settlement)) {
      found.push_back(explanation.say);
    }
  }
  if (!found.empty()) return found;
  for (const GiveGet& entry : ramp.give_get) {
    if (found.size() == 2 || entry.change <= 0.0) break;
    const Issue& issue = context.c.issues[entry.issue.index()];
    found.push_back(fmt::format("{}: {}", issue.name, issue.options[entry.option].name));
  }
  return found;
}

bool differs_from_all(const bargaining::Settlement& settlement, const std::vector<OffRamp>& chosen) {
  return std::all_of(chosen.begin(), chosen.end(), [&](const OffRamp& other) {
    std::size_t differences = 0;
    for (std::size_t i = 0; i < settlement.size(); ++i)
      differences += settlement[i] != other.report.settlement[i];
    return differences >= std::min<std::size_t>(2, settlement.size());
  });
}

PartyOffRamps off_ramps_for(const SettleContext& context, std::size_t negotiator) {
  PartyOffRamps result;
  result.party = context.parties[negotiator];
  std::vector<Rule> aims;
  for (const Aim& aim : context.c.aims) {
    if (aim.party == result.party) aims.push_back(aim.that);
  }
  result.aims_declared = !aims.empty();
  const Points points = points_of(context.problem.negotiators[negotiator], context.problem.worlds);
  if (aims.empty()) aims.push_back(favourite_aim(context.c, points));
  const auto& works = context.acceptance.accepts_clear[negotiator];
  std::vector<std::size_t> working;
  for (std::size_t i = 0; i < context.feasible(); ++i) {
    const bargaining::Settlement settlement = context.settlement(i);
    const bool denied = std::none_of(aims.begin(), aims.end(),
                                     [&](const Rule& aim) { return aim.condition.holds(settlement); });
    if (!denied) continue;
    ++result.candidates;
    if (works[i] > 0 && context.gain(negotiator, i) > 1e-12) working.push_back(i);
  }
  std::sort(working.begin(), working.end(), [&](std::size_t a, std::size_t b) {
    const std::vector<std::uint32_t>& all = context.choosing.all;
    if (all[a] != all[b]) return all[a] > all[b];
    const std::vector<std::uint32_t>& chosen = context.choosing.accepts_clear[negotiator];
    return chosen[a] != chosen[b] ? chosen[a] > chosen[b] : ranks_before(context, a, b);
  });
  for (const std::size_t i : working) {
    if (result.ramps.size() == kRampsPerParty) break;
    if (!differs_from_all(context.settlement(i), result.ramps)) continue;
    OffRamp ramp;
    ramp.report = report_of(context, i);
    ramp.works = share_of(works[i], context.problem.worlds);
    ramp.give_get = give_get_of(points, ramp.report.settlement);
    for (const Rule& aim : aims) ramp.denied_aims.push_back(aim.text);
    ramp.explanations = explanations_of(context, result.party, ramp);
    result.ramps.push_back(std::move(ramp));
  }
  return result;
}

}  // namespace

std::vector<PartyOffRamps> off_ramps(const SettleContext& context) {
  std::vector<PartyOffRamps> all;
  for (std::size_t n = 0; n < context.veto_count; ++n) all.push_back(off_ramps_for(context, n));
  return all;
}

}  // namespace offramp
