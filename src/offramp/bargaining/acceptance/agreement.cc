// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/acceptance/agreement.h"

#include "offramp/bargaining/acceptance/settlement_walk.h"

namespace offramp::bargaining {

WorldSet agreement_worlds(const UncertainProblem& problem, const StopToken& stop) {
  const SettlementWalk walk(problem);
  WorldSet agreed(problem.worlds), open = WorldSet::all(problem.worlds), all(problem.worlds);
  const auto visit = [&](const WalkVisit& visit) {
    all = open;
    for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
      if (problem.negotiators[n].veto) all &= (*visit.meets)[n];
    }
    if (all.empty()) return;
    for (const UncertainRedLine& line : problem.red_lines) {
      if (problem.negotiators[line.negotiator].veto && line.never.holds(*visit.settlement)) all -= line.binds;
    }
    agreed |= all;
    open -= all;
  };
  for (std::size_t block = 0; block < walk.blocks(); ++block) walk.run(block, stop, visit);
  return agreed;
}

}  // namespace offramp::bargaining
