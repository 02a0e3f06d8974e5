// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/bargaining/model/space.h"

namespace offramp::bargaining {

/// An amount of utility that a settlement gains (or loses) when a condition holds.
struct Bonus {
  Condition when;
  double amount = 0.0;
};

/// One party's certain utility: a sum of one value an issue (weights already multiplied in) plus
/// bonuses. Any affine scale; [0, 1] by custom. value[issue][option].
struct Utility {
  std::vector<std::vector<double>> value;
  std::vector<Bonus> bonuses;

  /// Sum in order of issues, then of bonuses.
  double of(const Settlement& settlement) const;
};

/// Utilities closer than this are equal, and a reservation is met by a utility no further below it: sums of
/// decimal fractions that are equal on paper must not be told apart by rounding. In units of utility, which
/// lies in [0, 1] by custom.
inline constexpr double kTieTolerance = 1e-9;

/// The one rule of acceptance, red lines aside: a party takes what is at least its reservation.
inline bool meets_reservation(double utility, double reservation) {
  return utility >= reservation - kTieTolerance;
}

/// A party at the table, in one world.
struct Negotiator {
  Utility utility;
  double reservation = 0.0;          ///< same scale as the utility; what it has with no deal
  std::vector<Condition> red_lines;  ///< it accepts no settlement on which one of these holds
};

/// One bargaining situation without uncertainty. A settlement is acceptable when it is feasible, no party's
/// red line is crossed and every party meets its reservation (meets_reservation).
struct Problem {
  Space space;
  std::vector<Condition> feasible;      ///< all must hold
  std::vector<Negotiator> negotiators;  ///< every one must accept
};

/// Every rule holds; red lines and reservations are not asked.
bool feasible(const Problem& problem, const Settlement& settlement);
/// Whether the party, to whom the settlement is worth `utility`, accepts: it meets its reservation and no red
/// line of its own is crossed.
bool accepts(const Negotiator& negotiator, const Settlement& settlement, double utility);

}  // namespace offramp::bargaining
