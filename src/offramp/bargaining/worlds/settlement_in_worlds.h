// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/bargaining/worlds/uncertain_problem.h"

namespace offramp::bargaining {

/// Writes utility[world] of a settlement for the first utility.size() worlds, at most those of the problem:
/// the sum in order of issues, then of bonuses, as Utility::of.
void utilities_of(const UncertainNegotiator& negotiator, const Settlement& settlement,
                  std::vector<double>& utility);

/// Writes gain[world], utility minus reservation, likewise; the sum starts from minus the reservation.
void gains_of(const UncertainNegotiator& negotiator, const Settlement& settlement, std::vector<double>& gain);

/// What one settlement, feasible or not, is in every world.
struct SettlementInWorlds {
  std::vector<std::vector<double>> utility;  ///< [negotiator][world]
  std::vector<WorldSet> meets;               ///< [negotiator]: it has what it asks for (meets_reservation)
  std::vector<WorldSet> crosses;             ///< [negotiator]: one of its own red lines that bind is crossed
  WorldSet crossed;                          ///< somebody's is

  /// Where a negotiator accepts: it has its reservation and none of its lines is crossed.
  WorldSet accepts(std::size_t negotiator) const;
  /// Where every veto player accepts.
  WorldSet accepted(const UncertainProblem& problem) const;
};
SettlementInWorlds in_worlds(const UncertainProblem& problem, const Settlement& settlement);

}  // namespace offramp::bargaining
