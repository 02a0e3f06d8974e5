// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/robust_choices.h"

#include <algorithm>

#include "offramp/analysis/settle/search.h"

namespace offramp {
namespace {

using bargaining::RobustOptions;
using bargaining::RobustSummary;

constexpr std::int64_t kMostNodes = 2'000'000;

RobustChoice choice_of(const SettleContext& context, const RobustSummary& best, std::size_t worlds,
                       const char* name, const char* definition) {
  return {name, definition, report_at(context, *best.settlement), best.value, best.bound, worlds};
}

}  // namespace

RobustOptions most_accepted_options(const SettleOptions& options) {
  RobustOptions robust;
  robust.worlds = options.robust_worlds;
  robust.max_nodes = kMostNodes;
  return robust;
}

std::vector<RobustChoice> robust_choices(const SettleContext& context, const SettleOptions& options,
                                         const SettleResult& so_far, const RunControl& control) {
  const std::size_t worlds = std::min(options.robust_worlds, context.halves.choosing.problem.worlds);
  RunControl quiet = control;
  quiet.progress = {};
  std::vector<RobustChoice> choices;
  const char* definition = "every veto player accepts in the most worlds";
  if (so_far.enumerated) {  // the ladder has it, chosen on all worlds of that half
    const SettlementReport best = report_at(context, so_far.ladder.text);
    const std::size_t chosen = so_far.ladder.chosen_on;
    const double value = share_of(context.choosing.all[*context.position_of(best.settlement)], chosen).value;
    choices.push_back({"largest share", definition, best, value, value, chosen});
  } else if (context.most_accepted && context.most_accepted->settlement) {
    choices.push_back(choice_of(context, *context.most_accepted, worlds, "largest share", definition));
  }
  for (const bool worst : {true, false}) {
    RobustOptions robust = most_accepted_options(options);
    robust.goal = worst ? RobustOptions::Goal::worst_case : RobustOptions::Goal::tail;
    robust.red_lines = RobustOptions::RedLines::most;
    robust.max_enumerated = 0;
    const RobustSummary best = bargaining::most_robust(context.halves.choosing.problem, robust, quiet);
    if (!best.settlement) continue;
    choices.push_back(
        choice_of(context, best, worlds, worst ? "worst case" : "tail",
                  worst ? "inside the red lines that bind in most worlds, the least gain of any veto "
                          "player in any world is greatest"
                        : "inside the red lines that bind in most worlds, the least gain of any veto "
                          "player, averaged over the worst tenth of worlds, is greatest"));
  }
  if (control.stop.stop_requested()) throw Stopped{};
  return choices;
}

}  // namespace offramp
