// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/utility.h"

#include <algorithm>

namespace offramp::bargaining {

double Utility::of(const Settlement& settlement) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < value.size(); ++i) sum += value[i][settlement[i]];
  for (const Bonus& bonus : bonuses) {
    if (bonus.when.holds(settlement)) sum += bonus.amount;
  }
  return sum;
}

bool feasible(const Problem& problem, const Settlement& settlement) {
  return std::all_of(problem.feasible.begin(), problem.feasible.end(),
                     [&](const Condition& rule) { return rule.holds(settlement); });
}

bool accepts(const Negotiator& negotiator, const Settlement& settlement, double utility) {
  return meets_reservation(utility, negotiator.reservation) &&
         std::none_of(negotiator.red_lines.begin(), negotiator.red_lines.end(),
                      [&](const Condition& line) { return line.holds(settlement); });
}

}  // namespace offramp::bargaining
