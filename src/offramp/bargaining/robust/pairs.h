// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/bargaining/robust/table.h"

namespace offramp::bargaining {

/// Pairs of worlds that are hard to please together: for each a weighted sum of one lane of both, so
/// that the settlement is the same in both worlds. Where the sum cannot reach 0 at most one of the two
/// accepts. No world is in two pairs.
class WorldPairs {
 public:
  /// Pairs on row `row` of the table; chosen greedily by the lowest joint bound, given the lanes after
  /// the choices before `depth`. Worlds that cannot accept there are left out.
  WorldPairs(const RobustTable& table, std::size_t row, const std::vector<double>& lanes, std::size_t depth);

  /// How many pairs, of those with both flags (margin >= 0) up, cannot both accept after `option` at
  /// `depth`. `lanes` are the row's, before the choice.
  std::size_t clashing(std::size_t depth, std::size_t option, const float* lanes, const float* margin) const;

 private:
  struct Pair {
    std::size_t first, second;
    float weight;  // of the first; the second has the rest
  };
  std::vector<Pair> pairs_;
  std::vector<std::vector<float>> need_;  // [depth][option * pairs + pair]
};

}  // namespace offramp::bargaining
