// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/base/run/progress.h"

namespace offramp::sensitivity {

/// How one choice fares over all worlds. Payoffs in the user's own units; regret is the best payoff in the
/// world less the choice's own, at least 0 (Savage 1951).
struct ChoiceRecord {
  double expected = 0.0;
  double expected_error = 0.0;  ///< standard error of `expected`
  double worst = 0.0;           ///< smallest payoff
  std::size_t worst_world = 0;  ///< the first that has it
  double p5 = 0.0;              ///< 5 % of worlds pay no more than this
  double expected_regret = 0.0;
  double p95_regret = 0.0;  ///< 95 % of worlds regret no more than this
  double max_regret = 0.0;
  std::size_t max_regret_world = 0;
  double best_share = 0.0;  ///< share of worlds in which no choice pays more
  bool dominated = false;   ///< another choice pays at least as much in every world, more in some
};

struct RobustChoice {
  std::vector<ChoiceRecord> choices;
  std::size_t best_expected = 0;  ///< ties go to the first
  std::size_t minimax_regret = 0;
  std::size_t maximin = 0;                  ///< largest worst payoff (Wald 1950)
  std::vector<std::vector<double>> regret;  ///< [choice][world]
};

/// Exact over the worlds given. payoffs[choice][world].
/// @throws std::invalid_argument for an empty or ragged table or a value that is not finite.
RobustChoice robust_choice(const std::vector<std::vector<double>>& payoffs);

}  // namespace offramp::sensitivity
