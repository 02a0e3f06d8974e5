// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/utility.h"

namespace offramp::bargaining {

double Utility::of(const Settlement& settlement) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < value.size(); ++i) sum += value[i][settlement[i]];
  for (const Bonus& bonus : bonuses) {
    if (bonus.when.holds(settlement)) sum += bonus.amount;
  }
  return sum;
}

}  // namespace offramp::bargaining
