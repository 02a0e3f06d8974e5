// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "offramp/analysis/weigh_parts.h"

namespace offramp {
namespace {

constexpr std::size_t kPairInputs = 8, kPairsListed = 5;

// Numbers with many values, leading by swing.
std::vector<std::size_t> pair_candidates(const WeighResult& result, const WeighOutput& output) {
  std::vector<std::size_t> candidates;
  for (const sensitivity::TornadoBar& bar : output.tornado) {
    if (candidates.size() == kPairInputs || !bar.significant) continue;
    if (result.inputs[bar.input].kind == WeighInput::Kind::quantity) candidates.push_back(bar.input);
  }
  return candidates;
}

}  // namespace

void weigh_flips(const ShortListWorlds& worlds, bool pairs, WeighResult& result, const RunControl& control) {
  sensitivity::FlipOptions options;
  // Some hundred inputs, a dozen rivals and two dozen classes are looked at: 3 standard errors would pass
  // often.
  options.guard = 4.5;
  const std::vector<double>& agreement = result.outputs.front().values;
  std::vector<std::vector<double>> answer = {agreement, agreement};
  for (double& x : answer[1]) x = 1.0 - x;
  result.answer_flips = flip_points(result.table, answer, options, control);
  const auto compare = [&](const std::vector<std::vector<double>>& payoffs, const WeighOutput& output,
                           std::size_t recommended) {
    return pair_flips(result.table, payoffs, recommended, pair_candidates(result, output), kPairsListed,
                      control);
  };
  if (pairs) result.answer_pairs = compare(answer, result.outputs[0], result.answer_flips.recommended);
  if (worlds.accepted.size() < 2) return;
  result.settlement_flips = flip_points(result.table, worlds.accepted, options, control);
  if (pairs) {
    result.settlement_pairs =
        compare(worlds.accepted, result.outputs[1], result.settlement_flips.recommended);
  }
}

}  // namespace offramp
