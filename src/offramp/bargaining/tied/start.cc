// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <set>

#include "offramp/bargaining/tied/search.h"

namespace offramp::bargaining {

Directions make_directions(const TiedModel& model, std::vector<std::vector<double>> weight, int rounds,
                           const std::function<void(const Settlement&)>& offer) {
  const Relaxation& rows = model.rows();
  const Relaxation::State state = rows.state(model.domains());
  Directions directions;
  std::vector<double> table;
  Relaxed relaxed;
  for (std::vector<double>& w : weight) {
    Multipliers multipliers = rows.multipliers(), best;
    multipliers.row = w;
    double lowest = std::numeric_limits<double>::infinity();
    for (int round = 0; round < rounds; ++round) {
      rows.evaluate(model.domains(), state, multipliers, table, relaxed);
      if (relaxed.bound < lowest) {
        lowest = relaxed.bound;
        best = multipliers;
      }
      if (offer) offer(relaxed.best);
      rows.shift(state, relaxed, 0.3 / (1.0 + 0.1 * round), multipliers);
    }
    directions.weight.push_back(std::move(w));
    directions.multipliers.push_back(std::move(best));
  }
  return directions;
}

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
