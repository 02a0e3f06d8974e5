// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/number/stats.h"
#include "offramp/base/number/world_set.h"

/// One bargaining situation in many worlds at once: what every question about several worlds is asked of.
namespace offramp::bargaining {

/// An amount of utility that a settlement gains (or loses) when a condition holds.
struct UncertainBonus {
  Condition when;
  std::vector<double> amount;  ///< [world], on the utility's scale
};

/// A party whose utility and reservation differ from world to world.
struct UncertainNegotiator {
  bool veto = true;  ///< no settlement stands without it; the others are only watched
  std::vector<std::vector<std::vector<double>>> value;  ///< [issue][option][world]; weights multiplied in
  std::vector<UncertainBonus> bonuses;
  std::vector<double> reservation;  ///< [world], what it has with no deal, on the same scale
  /// [world], how much more than that it asks for before it accepts; empty: nothing. Gains are over the
  /// reservation all the same.
  std::vector<double> margin = {};

  /// The least utility that it accepts.
  double asks(std::size_t world) const {
    return margin.empty() ? reservation[world] : reservation[world] + margin[world];
  }
};

/// What a party accepts in none of the worlds in which the line binds.
struct UncertainRedLine {
  std::size_t negotiator = 0;  ///< whose
  Condition never;
  WorldSet binds;  ///< over the problem's worlds
};

/// Equally likely worlds, one space, the same parties and rules in each; utilities, reservations and which
/// red lines bind are the worlds' own. Numbers stand in columns, one a world, so that all worlds are summed
/// at once. Utilities lie in [0, 1] by custom.
struct UncertainProblem {
  Space space;
  std::size_t worlds = 0;
  std::vector<Condition> feasible;  ///< all must hold, in every world
  std::vector<UncertainNegotiator> negotiators;
  std::vector<UncertainRedLine> red_lines;
};

/// @throws std::invalid_argument when there is no world, a shape differs from the space or the number of
/// worlds, a number is not finite, or a red line names no negotiator.
void check_problem(const UncertainProblem& problem);

/// The line binds in more than half of all worlds: then it counts in the expected situation, too.
inline bool binds_in_most(const UncertainRedLine& line) {
  return 2 * line.binds.count() > line.binds.worlds();
}

/// The problem in the worlds begin .. end - 1 alone; begin < end <= worlds.
UncertainProblem between(const UncertainProblem& problem, std::size_t begin, std::size_t end);

/// Every rule holds.
bool feasible(const UncertainProblem& problem, const Settlement& settlement);

}  // namespace offramp::bargaining
