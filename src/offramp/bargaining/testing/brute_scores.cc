// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/brute_scores.h"

#include <algorithm>
#include <cmath>

namespace offramp::bargaining::brute {

std::vector<double> ideals(const std::vector<Outcome>& all, std::size_t parties) {
  std::vector<double> ideal(parties, -1e300);
  for (const Outcome& o : all) {
    for (std::size_t p = 0; p < parties; ++p) ideal[p] = std::max(ideal[p], o.utility[p]);
  }
  return ideal;
}

std::vector<double> score(const Problem& problem, const PointOptions& options,
                          const std::vector<double>& ideal, const std::vector<Outcome>& feasible,
                          const Outcome& o) {
  std::vector<double> result;
  double sum = 0.0;
  double product = 1.0;
  for (std::size_t p = 0; p < o.utility.size(); ++p) {
    const double r = problem.negotiators[p].reservation;
    const double gain = o.utility[p] - r;
    const double weight = options.weights.empty() ? 1.0 : options.weights[p];
    double low = 1e300;
    double high = -1e300;
    if (options.fairness == Fairness::relative_utilitarian) {
      for (const Outcome& f : feasible)
        low = std::min(low, f.utility[p]), high = std::max(high, f.utility[p]);
    }
    switch (options.fairness) {
      case Fairness::nash:
        product *= weight == 0.0 ? 1.0 : gain < 1e-9 ? 0.0 : std::pow(gain, weight);
        break;
      case Fairness::utilitarian:
        sum += weight * o.utility[p];
        break;
      case Fairness::relative_utilitarian:
        sum += high > low + 1e-9 ? (o.utility[p] - low) / (high - low) : 0;
        break;
      case Fairness::egalitarian:
        result.push_back(gain);
        break;
      case Fairness::kalai_smorodinsky:
        if (ideal[p] > r + 1e-9) result.push_back(gain / (ideal[p] - r));
        break;
      case Fairness::equal_loss:
        result.push_back(o.utility[p] - ideal[p]);
        break;
      case Fairness::gupta_livne: {
        const double way = ideal[p] - options.interim[p];
        result.push_back((o.utility[p] - options.interim[p]) / (way > 1e-9 ? way : 1.0));
        break;
      }
    }
  }
  std::sort(result.begin(), result.end());
  if (options.fairness == Fairness::nash) return {product};
  return result.empty() ? std::vector<double>{sum} : result;
}

std::vector<double> quarter_claims(const Problem& problem, const std::vector<Outcome>& all,
                                   const std::vector<double>& ideal) {
  std::vector<double> claims;
  for (std::size_t p = 0; p < ideal.size(); ++p) {
    const double r = problem.negotiators[p].reservation;
    claims.push_back(all.empty() ? r : r + 0.25 * (ideal[p] - r));
  }
  return claims;
}

}  // namespace offramp::bargaining::brute
