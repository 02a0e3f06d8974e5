// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/weigh/parts.h"

namespace offramp {

void weigh_flips(const ShortListWorlds& worlds, WeighResult& result, const RunControl& control) {
  sensitivity::FlipOptions options;
  // Some hundred inputs, a dozen rivals and two dozen classes are looked at: 3 standard errors would pass
  // often.
  options.guard = 4.5;
  const auto search = [&](const std::vector<std::vector<double>>& payoffs, const WeighOutput& output,
                          WeighFlips& flips) {
    flips.points = flip_points(result.table, payoffs, options, control);
    flips.nearest.resize(flips.points.nearest.size());
    flips.levels.resize(flips.points.levels.size());
    flips.joint = joint_flips(result, output, payoffs, flips.points, control);
  };
  const std::vector<double>& agreement = result.outputs.front().values;
  std::vector<std::vector<double>> answer = {agreement, agreement};
  for (double& x : answer[1]) x = 1.0 - x;
  search(answer, result.outputs[0], result.answer_flips);
  if (worlds.accepted.size() > 1) search(worlds.accepted, result.outputs[1], result.settlement_flips);
}

}  // namespace offramp
