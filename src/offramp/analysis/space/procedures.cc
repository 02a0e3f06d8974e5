// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/space/procedures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/analysis/space/names.h"
#include "offramp/bargaining/procedures/adjusted_winner.h"
#include "offramp/bargaining/procedures/fallback.h"
#include "offramp/bargaining/procedures/rubinstein.h"
#include "offramp/bargaining/process/table.h"
#include "offramp/base/number/elementary.h"

namespace offramp::formats {
std::optional<SpacePoint> fallback_point(const bargaining::Problem& problem, bool grid,
                                         const RunControl& control) {
  if (problem.space.size() > static_cast<double>(kMostRanked)) return std::nullopt;
  const bargaining::OutcomeTable table(problem, kMostRanked, control);
  bargaining::FallbackProblem fallback;
  fallback.alternatives = table.outcomes();
  for (std::size_t p = 0; p < table.parties(); ++p) {
    const std::vector<std::uint32_t>& best_first = table.ranking(p);
    fallback.ranking.emplace_back(best_first.begin(), best_first.end());
    std::vector<bool>& tied = fallback.tied.emplace_back(best_first.size());
    for (std::size_t k = 1; k < best_first.size(); ++k) {
      tied[k] =
          table.utility(p, best_first[k - 1]) - table.utility(p, best_first[k]) <= bargaining::kTieTolerance;
    }
  }
  const bargaining::FallbackResult result = bargaining::fallback_bargaining(fallback);
  SpacePoint point{"fallback bargaining", Standing::none, 0.0, 0.0, {}, {}, 0.0, {}};
  if (result.impasse) {
    point.remark = "no settlement is above impasse for every party";
    return point;
  }
  const std::size_t first = result.compromise.front();
  point.standing = grid ? Standing::grid : Standing::exact;
  point.value = point.bound = static_cast<double>(result.depth);
  for (std::size_t p = 0; p < table.parties(); ++p) point.utility.push_back(table.utility(p, first));
  point.settlement = option_names(problem.space, problem.space.settlement(table.raw_index(first)));
  point.ties = static_cast<double>(result.compromise.size());
  point.remark = fmt::format("every party has it among its {} best", result.depth);
  return point;
}

std::optional<SpaceWinner> adjusted_winner(const Scenario& scenario) {
  if (scenario.profiles.size() != 2) return std::nullopt;
  std::array<std::vector<double>, 2> points;
  for (std::size_t p = 0; p < 2; ++p) {
    const Profile& profile = scenario.profiles[p];
    if (!profile.boxes.empty()) return std::nullopt;
    for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
      std::vector<double> values = profile.evaluation[i].value;
      for (const Knot& knot : profile.evaluation[i].curve) values.push_back(knot.value);
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      points[p].push_back(std::fabs(profile.weight[i]) * (*high - *low));
    }
    if (!(std::accumulate(points[p].begin(), points[p].end(), 0.0) > 0.0)) return std::nullopt;
  }
  const bargaining::AdjustedWinner winner = bargaining::adjusted_winner(points);
  return SpaceWinner{winner.share, winner.points, winner.divided};
}

std::optional<SpacePatience> patience(const Scenario& scenario) {
  if (scenario.profiles.size() != 2) return std::nullopt;
  SpacePatience result;
  std::array<double, 2> rate{};
  for (std::size_t p = 0; p < 2; ++p) {
    const double whole = scenario.profiles[p].discount;
    if (!(whole > 0.0 && whole < 1.0)) return std::nullopt;
    rate[p] = -portable_log(whole);
    result.discount[p] = portable_exp(-rate[p] * result.round);
  }
  result.shares = bargaining::rubinstein({result.discount, {0.0, 0.0}}).shares;
  result.limit = bargaining::rubinstein_limit(rate);
  return result;
}

}  // namespace offramp::formats
