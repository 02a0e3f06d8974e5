// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/agreement.h"

#include "offramp/bargaining/worlds/settlement_walk.h"

namespace offramp::bargaining {

WorldSet agreement_worlds(const AcceptanceProblem& problem, const StopToken& stop) {
  const SettlementWalk walk(problem);
  const std::size_t words = world_words(problem.worlds);
  WorldSet agreed(words, 0), open = every_world(problem.worlds), all(words);
  const auto visit = [&](const WalkVisit& visit) {
    all = open;
    std::uint64_t any = 0;
    for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
      if (!problem.negotiators[n].veto) continue;
      for (std::size_t word = 0; word < words; ++word) all[word] &= (*visit.gains)[n][word];
    }
    for (const std::uint64_t word : all) any |= word;
    if (any == 0) return;
    for (const UncertainRedLine& line : problem.red_lines) {
      if (!problem.negotiators[line.negotiator].veto || !line.never.holds(*visit.settlement)) continue;
      for (std::size_t word = 0; word < words; ++word) all[word] &= ~line.binds[word];
    }
    for (std::size_t word = 0; word < words; ++word) {
      agreed[word] |= all[word];
      open[word] &= ~all[word];
    }
  };
  for (std::size_t block = 0; block < walk.blocks(); ++block) walk.run(block, stop, visit);
  return agreed;
}

}  // namespace offramp::bargaining
