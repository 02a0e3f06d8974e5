// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/weigh/parts.h"

namespace offramp {

using Payoffs = std::vector<std::vector<double>>;

void weigh_flips(const Payoffs& leading, WeighResult& result, const RunControl& control) {
  sensitivity::FlipOptions options;
  // Some hundred inputs, a dozen rivals and two dozen classes are looked at: 3 standard errors would pass
  // often.
  options.guard = 4.5;
  const auto search = [&](const Payoffs& payoffs, const WeighOutput& output, WeighFlips& flips) {
    flips.points = flip_points(result.table, payoffs, options, control);
    flips.nearest.resize(flips.points.nearest.size());
    flips.levels.resize(flips.points.levels.size());
    flips.joint = joint_flips(result, output, payoffs, flips.points, control);
  };
  const std::vector<double>& agreement = result.outputs.front().values;
  Payoffs answer = {agreement, agreement};
  for (double& x : answer[1]) x = 1.0 - x;
  search(answer, result.outputs[0], result.answer_flips);
  if (leading.size() < 2) return;
  // What leads was chosen in half of the worlds: over all of them another may be ahead by a little.
  options.recommended = 0;
  const bool later = result.outputs.size() > 2 && result.outputs[2].kind == WeighOutput::Kind::reach;
  search(leading, result.outputs[later ? 2 : 1], result.settlement_flips);
}

}  // namespace offramp
