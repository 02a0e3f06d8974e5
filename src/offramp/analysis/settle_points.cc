// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>

#include "offramp/analysis/settle_context.h"

namespace offramp {
namespace {

constexpr double kSame = 1e-12;  // values closer than this are ties

// Criteria as vectors compared from the front, larger better, so that leximin needs no special case.
using Criterion = std::function<std::vector<double>(std::size_t position)>;

int compare(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] > b[i] + kSame) return 1;
    if (a[i] < b[i] - kSame) return -1;
  }
  return 0;
}

BargainingPoint best_point(const SettleContext& context, const std::vector<std::size_t>& candidates,
                           const Criterion& criterion) {
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

std::vector<std::size_t> candidates_of(const SettleContext& context) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < context.feasible(); ++i) {
    bool fits = true;
    for (std::size_t n = 0; n < context.veto_count && fits; ++n) {
      fits = context.gain(n, i) >= -kSame && 2 * context.acceptance.crosses[n][i] <= context.problem.worlds;
    }
    if (fits) candidates.push_back(i);
  }
  return candidates;
}

}  // namespace

std::vector<BargainingPoint> bargaining_points(const SettleContext& context, std::string& no_points_because) {
  const std::vector<std::size_t> candidates = candidates_of(context);
  if (candidates.empty()) {
    no_points_because =
        "no settlement gives every veto player an expected gain without crossing, in more than half of the "
        "worlds, one of its red lines";
    return {};
  }
  const std::size_t veto = context.veto_count;
  std::vector<double> ideal(veto, 0.0);
  for (const std::size_t i : candidates) {
    for (std::size_t n = 0; n < veto; ++n) ideal[n] = std::max(ideal[n], context.gain(n, i));
  }
  const auto gains = [&](std::size_t i) {
    std::vector<double> g(veto);
    for (std::size_t n = 0; n < veto; ++n) g[n] = std::max(0.0, context.gain(n, i));
    return g;
  };
  const Criterion nash = [&](std::size_t i) {
    double product = 1.0;
    for (const double g : gains(i)) product *= g;
    return std::vector{product};
  };
  const Criterion leximin = [&](std::size_t i) {
    std::vector<double> g = gains(i);
    std::sort(g.begin(), g.end());
    return g;
  };
  const Criterion kalai_smorodinsky = [&](std::size_t i) {
    std::vector<double> g = gains(i);
    for (std::size_t n = 0; n < veto; ++n) g[n] = ideal[n] > 0.0 ? g[n] / ideal[n] : 1.0;
    std::sort(g.begin(), g.end());
    return g;
  };
  const Criterion utilitarian = [&](std::size_t i) {
    double sum = 0.0;
    for (std::size_t n = 0; n < veto; ++n) sum += context.acceptance.expected_utility[n][i];
    return std::vector{sum};
  };
  struct Definition {
    const char* name;
    const char* text;
    const char* source;
    const Criterion& criterion;
  };
  const Definition definitions[] = {
      {"Nash", "the largest product of the veto players' expected gains over no deal", "Nash (1950)", nash},
      {"Kalai-Smorodinsky",
       "the largest smallest share of each veto player's own best possible gain, then the next smallest",
       "Kalai and Smorodinsky (1975); lexicographic form for sets that are not convex, after Imai (1983)",
       kalai_smorodinsky},
      {"egalitarian", "the largest smallest expected gain, then the next smallest", "Kalai (1977)", leximin},
      {"utilitarian", "the largest sum of expected utilities, each on its own scale of 0 to 100",
       "Harsanyi (1955)", utilitarian}};
  std::vector<BargainingPoint> points;
  for (const Definition& definition : definitions) {
    BargainingPoint point = best_point(context, candidates, definition.criterion);
    point.name = definition.name;
    point.definition = definition.text;
    point.source = definition.source;
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace offramp
