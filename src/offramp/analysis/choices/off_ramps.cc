// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/choices/off_ramps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/analysis/choices/give_get.h"

namespace offramp {
namespace {

constexpr double kDenied = 0.5;      // of what its aims are worth to it, at least: less is no way out of them
constexpr double kStillWorks = 0.5;  // as often as the best: to be worth naming for what it denies or brings

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

// Of an aim: the issues that it speaks of, and the points there of the best way to reach it and of the worst
// option of each.
struct AimWorth {
  const Rule* aim = nullptr;
  std::vector<std::size_t> issues;
  double best = 0.0, worst = 0.0;

  double denied(const Points& points, const bargaining::Settlement& settlement) const {
    double own = 0.0;
    for (const std::size_t issue : issues) own += points[issue][settlement[issue]];
    return std::clamp(best - own, 0.0, best - worst);
  }
};

AimWorth worth_of(const Rule& aim, const Points& points) {
  AimWorth worth{&aim, aim.condition.issues(), 0.0, 0.0};
  for (const std::size_t issue : worth.issues)
    worth.worst += *std::min_element(points[issue].begin(), points[issue].end());
  bargaining::Settlement settlement(points.size());
  bool found = false;
  // Every combination of options on its issues: an odometer.
  for (bool more = true; more;) {
    if (aim.condition.holds(settlement)) {
      double own = 0.0;
      for (const std::size_t issue : worth.issues) own += points[issue][settlement[issue]];
      worth.best = found ? std::max(worth.best, own) : own;
      found = true;
    }
    more = false;
    for (const std::size_t issue : worth.issues) {
      if (++settlement[issue] < points[issue].size()) {
        more = true;
        break;
      }
      settlement[issue] = 0;
    }
  }
  if (!found) worth.best = worth.worst;  // an aim that nothing reaches is worth nothing
  return worth;
}

// A party's aims, and how much of them a settlement denies.
struct Aims {
  std::vector<AimWorth> list;
  double whole = 0.0;  // points

  double share_denied(const Points& points, const bargaining::Settlement& settlement) const {
    double sum = 0.0;
    for (const AimWorth& aim : list) sum += aim.denied(points, settlement);
    return whole > 0.0 ? sum / whole : 0.0;
  }
};

// A settlement that denies enough and pays on average, by the choosing half.
struct Candidate {
  std::size_t row = 0;
  double denied = 0.0, gain = 0.0;
  std::uint32_t works = 0, all = 0;
};

std::vector<Candidate> candidates_of(const SettleContext& context, std::size_t n, const Aims& aims,
                                     const Points& points, std::size_t& denying) {
  const bargaining::AcceptanceTable& table = context.choosing;
  std::vector<Candidate> found;
  for (std::size_t row = 0; row < context.feasible(); ++row) {
    const double denied = aims.share_denied(points, context.settlement(row));
    if (denied < kDenied) continue;
    ++denying;
    const double gain = table.expected_utility[n][row] - table.expected_reservation[n];
    if (table.accepts_clear[n][row] == 0 || gain <= 1e-12) continue;
    found.push_back({row, denied, gain, table.accepts_clear[n][row], table.all[row]});
  }
  return found;
}

// The best by a number, then by how often it works, then as ranks_before.
const Candidate* best_by(const SettleContext& context, const std::vector<Candidate>& candidates,
                         std::uint32_t at_least, const auto& number) {
  const Candidate* best = nullptr;
  for (const Candidate& own : candidates) {
    if (own.works < at_least) continue;
    if (best == nullptr || number(own) > number(*best) ||
        (number(own) == number(*best) &&
         (own.works != best->works ? own.works > best->works : ranks_before(context, own.row, best->row))))
      best = &own;
  }
  return best;
}

OffRamp ramp_of(const SettleContext& context, std::size_t negotiator, const Aims& aims, const Points& points,
                const Candidate& candidate) {
  OffRamp ramp;
  ramp.report = report_of(context, candidate.row);
  ramp.works = share_of(context.acceptance.accepts_clear[negotiator][candidate.row], context.problem.worlds);
  ramp.denied = candidate.denied;
  for (const AimWorth& aim : aims.list)
    ramp.aims.push_back({aim.aim->text, aim.denied(points, ramp.report.settlement), aim.best - aim.worst});
  ramp.give_get = give_get_of(points, ramp.report.settlement);
  ramp.explanations =
      explanations_of(context.c, context.parties[negotiator], ramp.report.settlement, ramp.give_get);
  return ramp;
}

PartyOffRamps off_ramps_for(const SettleContext& context, std::size_t negotiator) {
  PartyOffRamps result;
  result.party = context.parties[negotiator];
  std::vector<Rule> rules;
  for (const Aim& aim : context.c.aims) {
    if (aim.party == result.party) rules.push_back(aim.that);
  }
  result.aims_declared = !rules.empty();
  const Points points = points_of(context.problem.negotiators[negotiator], context.problem.worlds);
  if (rules.empty()) rules.push_back(favourite_aim(context.c, points));
  Aims aims;
  for (const Rule& rule : rules) {
    aims.list.push_back(worth_of(rule, points));
    aims.whole += aims.list.back().best - aims.list.back().worst;
  }
  result.aims_worth = aims.whole;
  const std::vector<Candidate> candidates =
      candidates_of(context, negotiator, aims, points, result.candidates);
  const auto works = [](const Candidate& x) { return x.works; };
  const Candidate* best = best_by(context, candidates, 0, works);
  if (best == nullptr) return result;
  const auto enough =
      std::max(1u, static_cast<std::uint32_t>(std::ceil(kStillWorks * static_cast<double>(best->works))));
  const std::pair<RampRole, const Candidate*> chosen[] = {
      {RampRole::works, best},
      {RampRole::consent, best_by(context, candidates, 0, [](const Candidate& x) { return x.all; })},
      {RampRole::gain, best_by(context, candidates, enough, [](const Candidate& x) { return x.gain; })},
      {RampRole::denies, best_by(context, candidates, enough, [](const Candidate& x) { return x.denied; })}};
  std::vector<std::size_t> rows;
  for (const auto& [role, candidate] : chosen) {
    const auto known = std::find(rows.begin(), rows.end(), candidate->row);
    if (known == rows.end()) {
      rows.push_back(candidate->row);
      result.ramps.push_back(ramp_of(context, negotiator, aims, points, *candidate));
      result.ramps.back().roles.push_back(role);
    } else {
      result.ramps[static_cast<std::size_t>(known - rows.begin())].roles.push_back(role);
    }
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
