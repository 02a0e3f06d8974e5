// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/compare/quick_ladder.h"

#include <algorithm>
#include <numeric>

#include "offramp/analysis/choices/cover.h"
#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/ladder/ladder.h"
#include "offramp/analysis/settle/search.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/analysis/worlds/rungs.h"

namespace offramp {
namespace {

double share(std::size_t worlds, std::size_t all) {
  return static_cast<double>(worlds) / static_cast<double>(all);
}

// Fills the context's tables, and counts the judging worlds in which some settlement is signed.
std::size_t fill(SettleContext& context, const SettleOptions& settling, const RunControl& control) {
  if (context.problem.space.size() > settling.enumeration_limit) {
    const std::vector<bool> agreed = search_settlements(context, settling, control).judging.agreed;
    return static_cast<std::size_t>(std::count(agreed.begin(), agreed.end(), true));
  }
  context.choosing = bargaining::enumerate_acceptance(context.halves.choosing.problem, control,
                                                      classes_to_cover(context.halves));
  context.acceptance = bargaining::enumerate_acceptance(context.problem, control);
  return static_cast<std::size_t>(std::count_if(context.acceptance.zone_size.begin(),
                                                context.acceptance.zone_size.end(),
                                                [](std::uint32_t size) { return size > 0; }));
}

}  // namespace

Answer<QuickLadder> quick_ladder(const Case& c, const RunOptions& options, const SettleOptions& settling,
                                 const std::optional<bargaining::Settlement>& text,
                                 const RunControl& control) {
  CaseRun run(c, options, control);
  const Answer<CaseProblem>& posed = case_problem(run);
  if (!posed) return posed.reason();
  const Halves halves(*posed);
  SettleContext context(halves, control.stop);
  const std::size_t agreed = fill(context, settling, control);
  if (context.feasible() == 0) return Unanswered{"settle: no settlement obeys the case's logic"};
  context.find_most_gains();
  const std::size_t worlds = context.problem.worlds;
  const LadderWorlds climbed = climb(context);
  QuickLadder result;
  result.rungs[0] = share(climbed.one_text.count(), worlds);
  result.rungs[1] = std::max(result.rungs[0], share(climbed.types_known.count(), worlds));
  result.rungs[2] = share(agreed, worlds);
  if (text) {
    const Rungs rungs = rungs_of(halves.judging, halves.judging_feints, *text);
    result.rungs[3] = share(rungs.accepted.count(), worlds);
    result.rungs[4] = share(rungs.meant.count(), worlds);
    result.rungs[5] = share(rungs.ratified.count(), worlds);
    result.rungs[6] = share(rungs.not_wrecked.count(), worlds);
  }
  for (std::size_t v = 0; v < context.veto_count; ++v) {
    const std::vector<double>& worth = context.problem.negotiators[v].reservation;
    result.no_deal[c.parties[context.parties[v].index()].id] =
        std::accumulate(worth.begin(), worth.end(), 0.0) / static_cast<double>(worth.size());
  }
  return result;
}

}  // namespace offramp
