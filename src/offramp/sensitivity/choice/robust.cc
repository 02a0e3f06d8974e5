// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/robust.h"

#include <algorithm>
#include <cmath>

#include "offramp/base/number/stats.h"
#include "offramp/sensitivity/fit/conditional.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {
namespace {

bool dominates(const std::vector<double>& a, const std::vector<double>& b) {
  bool better = false;
  for (std::size_t world = 0; world < a.size(); ++world) {
    if (a[world] < b[world]) return false;
    better = better || a[world] > b[world];
  }
  return better;
}

}  // namespace

RobustChoice robust_choice(const std::vector<std::vector<double>>& payoffs) {
  const std::size_t worlds = payoffs.empty() ? 0 : payoffs.front().size();
  check_payoffs(payoffs, worlds);
  const auto n = static_cast<double>(worlds);
  std::vector<double> best = payoffs.front();
  for (const auto& payoff : payoffs) {
    for (std::size_t world = 0; world < worlds; ++world) best[world] = std::max(best[world], payoff[world]);
  }
  RobustChoice result;
  for (const auto& payoff : payoffs) {
    ChoiceRecord record;
    record.expected = mean_of(payoff);
    record.expected_error = worlds > 1 ? std::sqrt(variance_of(payoff, record.expected) / (n - 1.0)) : 0.0;
    std::vector<double> regret(worlds);
    std::size_t wins = 0;
    for (std::size_t world = 0; world < worlds; ++world) {
      regret[world] = best[world] - payoff[world];
      wins += payoff[world] >= best[world] ? 1 : 0;
    }
    record.worst_world =
        static_cast<std::size_t>(std::min_element(payoff.begin(), payoff.end()) - payoff.begin());
    record.worst = payoff[record.worst_world];
    record.max_regret_world =
        static_cast<std::size_t>(std::max_element(regret.begin(), regret.end()) - regret.begin());
    record.max_regret = regret[record.max_regret_world];
    record.expected_regret = mean_of(regret);
    record.p5 = quantile_of(payoff, 0.05);
    record.p95_regret = quantile_of(regret, 0.95);
    record.best_share = static_cast<double>(wins) / n;
    record.dominated = std::any_of(payoffs.begin(), payoffs.end(),
                                   [&](const auto& other) { return dominates(other, payoff); });
    result.choices.push_back(record);
    result.regret.push_back(std::move(regret));
  }
  for (std::size_t c = 1; c < payoffs.size(); ++c) {
    const ChoiceRecord& record = result.choices[c];
    if (record.expected > result.choices[result.best_expected].expected) result.best_expected = c;
    if (record.max_regret < result.choices[result.minimax_regret].max_regret) result.minimax_regret = c;
    if (record.worst > result.choices[result.maximin].worst) result.maximin = c;
  }
  return result;
}

}  // namespace offramp::sensitivity
