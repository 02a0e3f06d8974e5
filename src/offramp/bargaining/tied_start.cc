// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "offramp/bargaining/tied_search.h"

namespace offramp::bargaining {

void tied_heuristic(TiedModel& model, SearchGoal& goal, const TiedSearchOptions& options,
                    const RunControl& control) {
  constexpr std::size_t kTrials = 40'000;  // settlements looked at
  if (model.contradictory()) return;
  std::vector<double> gain(model.parties());
  std::size_t trials = 0;
  const auto consider = [&](const Settlement& settlement) {
    ++trials;
    if (!model.gains(settlement, gain.data())) return;
    for (std::size_t p = 0; p < gain.size() && options.rational; ++p) {
      if (gain[p] < model.least_gain()[p]) return;
    }
    goal.offer(gain.data(), settlement);
  };
  const Directions directions = make_directions(model, goal.directions().weight, 100, consider);
  std::set<Settlement> tried;
  for (bool again = true; again && trials < kTrials;) {
    again = false;
    for (const Settlement& from : goal.best()) {
      if (trials >= kTrials || control.stop.stop_requested()) return;
      if (!tried.insert(from).second) continue;
      again = true;
      Settlement next = from;
      for (std::size_t d = 0; d < model.issues(); ++d) {
        const std::size_t issue = model.issue(d);
        for (const std::uint16_t option : model.options(d)) {
          next[issue] = option;
          if (option != from[issue]) consider(next);
        }
        next[issue] = from[issue];
      }
    }
  }
}

}  // namespace offramp::bargaining
