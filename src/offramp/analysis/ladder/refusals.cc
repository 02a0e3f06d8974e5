// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/refusals.h"

#include <algorithm>

#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

std::vector<CrossedLine> lines_crossed(const SettleContext& context, std::size_t n,
                                       const bargaining::Settlement& settlement) {
  std::vector<CrossedLine> lines;
  for (std::size_t r = 0; r < context.red_lines.size(); ++r) {
    const bargaining::UncertainRedLine& line = context.problem.red_lines[r];
    const std::size_t binds = line.binds.count();
    if (line.negotiator == n && binds > 0 && line.never.holds(settlement))
      lines.push_back({context.red_lines[r], share_of(binds, context.problem.worlds)});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const CrossedLine& a, const CrossedLine& b) {
    return a.crossed.value > b.crossed.value;
  });
  return lines;
}

}  // namespace

std::vector<Refusal> refusals_of(const SettleContext& context, const bargaining::Settlement& settlement) {
  const std::size_t worlds = context.problem.worlds;
  const bargaining::SettlementInWorlds standing = in_worlds(context.problem, settlement);
  std::vector<Refusal> list;
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    const std::size_t crosses = standing.crosses[n].count();
    const std::size_t refuses = worlds - standing.accepts(n).count();
    list.push_back({context.parties[n], share_of(refuses, worlds), share_of(crosses, worlds),
                    share_of(refuses - crosses, worlds), lines_crossed(context, n, settlement)});
  }
  return list;
}

}  // namespace offramp
