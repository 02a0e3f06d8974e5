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

/// A party at the table, in one world.
struct Negotiator {
  Utility utility;
  double reservation = 0.0;          ///< same scale as the utility; what it has with no deal
  std::vector<Condition> red_lines;  ///< it accepts no settlement on which one of these holds
};

/// A settlement is acceptable when no red line is crossed and utility >= reservation - kTieTolerance:
/// sums of decimal fractions that are equal on paper must not be told apart by rounding.
inline constexpr double kTieTolerance = 1e-9;

/// One bargaining situation without uncertainty.
struct Problem {
  Space space;
  std::vector<Condition> feasible;      ///< all must hold
  std::vector<Negotiator> negotiators;  ///< every one must accept
};

}  // namespace offramp::bargaining
