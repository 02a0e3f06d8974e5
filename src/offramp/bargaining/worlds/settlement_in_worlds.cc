// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

#include <algorithm>

#include "offramp/bargaining/worlds/acceptance_kernel.h"

namespace offramp::bargaining {

namespace {

void add_columns(const UncertainNegotiator& negotiator, const Settlement& settlement,
                 std::vector<double>& sum) {
  const auto add = [&](const std::vector<double>& column) {
    add_worlds(column.data(), sum.size(), sum.data());
  };
  for (std::size_t issue = 0; issue < settlement.size(); ++issue)
    add(negotiator.value[issue][settlement[issue]]);
  for (const UncertainBonus& bonus : negotiator.bonuses) {
    if (bonus.when.holds(settlement)) add(bonus.amount);
  }
}

}  // namespace

void utilities_of(const UncertainNegotiator& negotiator, const Settlement& settlement,
                  std::vector<double>& utility) {
  std::fill(utility.begin(), utility.end(), 0.0);
  add_columns(negotiator, settlement, utility);
}

void gains_of(const UncertainNegotiator& negotiator, const Settlement& settlement,
              std::vector<double>& gain) {
  for (std::size_t w = 0; w < gain.size(); ++w) gain[w] = -negotiator.reservation[w];
  add_columns(negotiator, settlement, gain);
}

WorldSet SettlementInWorlds::accepts(std::size_t negotiator) const {
  WorldSet set = meets[negotiator];
  set -= crosses[negotiator];
  return set;
}

WorldSet SettlementInWorlds::accepted(const UncertainProblem& problem) const {
  WorldSet all = WorldSet::all(problem.worlds);
  for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
    if (!problem.negotiators[n].veto) continue;
    all &= meets[n];
    all -= crosses[n];
  }
  return all;
}

SettlementInWorlds in_worlds(const UncertainProblem& problem, const Settlement& settlement) {
  const std::size_t parties = problem.negotiators.size();
  const WorldSet none(problem.worlds);
  SettlementInWorlds result{
      {}, std::vector<WorldSet>(parties, none), std::vector<WorldSet>(parties, none), none};
  result.utility.assign(parties, std::vector<double>(problem.worlds));
  for (std::size_t n = 0; n < parties; ++n) {
    const UncertainNegotiator& negotiator = problem.negotiators[n];
    utilities_of(negotiator, settlement, result.utility[n]);
    for (std::size_t w = 0; w < problem.worlds; ++w) {
      if (meets_reservation(result.utility[n][w], negotiator.asks(w))) result.meets[n].insert(w);
    }
  }
  for (const UncertainRedLine& line : problem.red_lines) {
    if (!line.never.holds(settlement)) continue;
    result.crosses[line.negotiator] |= line.binds;
    result.crossed |= line.binds;
  }
  return result;
}

}  // namespace offramp::bargaining
