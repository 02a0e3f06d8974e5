// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>

#include "offramp/analysis/settle/parts.h"
#include "offramp/bargaining/fairness/fairness.h"

namespace offramp {
namespace {

constexpr double kSame = 1e-12;  // values closer than this are ties

int compare(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] > b[i] + kSame) return 1;
    if (a[i] < b[i] - kSame) return -1;
  }
  return 0;
}

// Crosses no line of a veto player that binds in more than half of the worlds: the rule of the expected
// situation (bargaining::expected_problem), so that listing and proof single out the same settlements.
bool within_red_lines(const SettleContext& context, std::size_t i) {
  const bargaining::Settlement settlement = context.settlement(i);
  return std::none_of(context.problem.red_lines.begin(), context.problem.red_lines.end(),
                      [&](const bargaining::UncertainRedLine& line) {
                        return line.negotiator < context.veto_count && bargaining::binds_in_most(line) &&
                               line.never.holds(settlement);
                      });
}

std::vector<std::size_t> candidates_of(const SettleContext& context) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < context.feasible(); ++i) {
    bool fits = within_red_lines(context, i);
    for (std::size_t n = 0; n < context.veto_count && fits; ++n) fits = context.gain(n, i) >= -kSame;
    if (fits) candidates.push_back(i);
  }
  return candidates;
}

BargainingPoint best_point(const SettleContext& context, const bargaining::FairnessScale& scale,
                           const std::vector<std::size_t>& candidates, bargaining::Fairness fairness) {
  std::vector<double> utility(context.veto_count), gain(context.veto_count);
  const auto criterion = [&](std::size_t i) {
    for (std::size_t n = 0; n < context.veto_count; ++n) {
      utility[n] = context.acceptance.expected_utility[n][i];
      gain[n] = context.gain(n, i);
    }
    return bargaining::fairness_criterion(fairness, scale, utility, gain);
  };
  std::size_t best = candidates.front();
  std::vector<double> best_value = criterion(best);
  std::size_t ties = 1;
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    const std::vector<double> value = criterion(candidates[i]);
    const int better = compare(value, best_value);
    if (better < 0) continue;
    ties = better > 0 ? 1 : ties + 1;
    if (better > 0 || ranks_before(context, candidates[i], best)) best = candidates[i];
    if (better > 0) best_value = value;
  }
  BargainingPoint point;
  point.report = report_of(context, best);
  point.value = best_value.front();
  point.ties = ties;
  return point;
}

// A short list need not hold what an idea measures by, such as the best settlement of one party: where the
// space is searched, the point is the one that was proven.
std::optional<BargainingPoint> proven_point(const SettleContext& context, bargaining::Fairness fairness) {
  for (const CentralPoint& central : context.central_points) {
    if (central.fairness != fairness) continue;
    std::optional<std::size_t> best;
    for (const bargaining::Settlement& settlement : central.settlements) {
      const std::optional<std::size_t> at = context.position_of(settlement);
      if (at && (!best || ranks_before(context, *at, *best))) best = at;
    }
    if (!best) return std::nullopt;
    BargainingPoint point;
    point.report = report_of(context, *best);
    point.value = central.value;
    point.ties = central.ties;
    return point;
  }
  return std::nullopt;
}

// What the ideas measure the veto players' expected utilities against.
bargaining::FairnessScale scale_of(const SettleContext& context, const std::vector<std::size_t>& candidates) {
  bargaining::FairnessScale scale;
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    scale.reservation.push_back(context.acceptance.expected_reservation[n]);
    double& ideal = scale.ideal_gain.emplace_back(0.0);
    for (const std::size_t i : candidates) ideal = std::max(ideal, context.gain(n, i));
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (std::size_t i = 0; i < context.feasible(); ++i) {
      if (!within_red_lines(context, i)) continue;
      least = std::min(least, context.acceptance.expected_utility[n][i]);
      most = std::max(most, context.acceptance.expected_utility[n][i]);
    }
    scale.least.push_back(least);
    scale.most.push_back(most);
  }
  return scale;
}

}  // namespace

std::vector<BargainingPoint> bargaining_points(const SettleContext& context, std::string& no_points_because) {
  const std::vector<std::size_t> candidates = candidates_of(context);
  if (candidates.empty()) {
    no_points_because =
        "no settlement gives every veto player an expected gain without crossing a red line that binds in "
        "more "
        "than half of the worlds";
    return {};
  }
  const bargaining::FairnessScale scale = scale_of(context, candidates);
  std::vector<BargainingPoint> points;
  for (const bargaining::FairnessIdea& idea : bargaining::plain_fairness_ideas()) {
    std::optional<BargainingPoint> proven = proven_point(context, idea.fairness);
    BargainingPoint point = proven ? *proven : best_point(context, scale, candidates, idea.fairness);
    point.name = idea.name;
    point.definition = idea.definition;
    point.source = idea.source;
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace offramp
