// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "offramp/bargaining/robust/search.h"

namespace offramp::bargaining {

double tail_mean(std::vector<double> slack, double alpha) {
  const double mass = alpha * static_cast<double>(slack.size());
  std::size_t whole = static_cast<std::size_t>(std::floor(mass));
  const std::size_t touched = std::min(slack.size(), whole + 1);
  std::partial_sort(slack.begin(), slack.begin() + static_cast<std::ptrdiff_t>(touched), slack.end());
  double sum = 0.0;
  for (std::size_t k = 0; k < std::min(whole, slack.size()); ++k) sum += slack[k];
  if (whole < slack.size()) sum += (mass - static_cast<double>(whole)) * slack[whole];
  return sum / mass;
}

double goal_value(const RobustTable& table, const RobustOptions& options, const Settlement& settlement) {
  using Goal = RobustOptions::Goal;
  if (options.goal == Goal::share) {
    return static_cast<double>(table.accepted(settlement).count()) / static_cast<double>(table.worlds());
  }
  std::vector<double> slack = table.slack(settlement, options.crossed_slack);
  if (options.goal == Goal::tail) return tail_mean(std::move(slack), options.alpha);
  return *std::min_element(slack.begin(), slack.end());
}

}  // namespace offramp::bargaining
