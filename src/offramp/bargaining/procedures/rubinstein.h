// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace offramp::bargaining {

/// Two parties divide one pie by alternating offers without end; each waits at a cost.
struct RubinsteinProblem {
  /// [party]: what a share tomorrow is worth today, one round apart; in [0, 1), or 1 for at most one party.
  std::array<double, 2> discount{0.9, 0.9};
  /// [party]: share of the pie that it can have instead when it has just rejected an offer; >= 0.
  std::array<double, 2> outside{0.0, 0.0};
};

struct RubinsteinShares {
  bool agreement = true;  ///< false if the outside options together exceed the pie: both take theirs
  /// [first mover][party]: shares of the pie agreed at once.
  std::array<std::array<double, 2>, 2> shares{};
  /// [first mover]: whether the other party's outside option, not the wait, fixes the shares.
  std::array<bool, 2> outside_binds{};
};

/// The unique subgame-perfect agreement. Without outside options the first mover i gets
/// (1 - d_j) / (1 - d_i d_j) (Rubinstein 1982). A responder who may leave for its outside option takes the
/// larger of that option and what waiting is worth, not a part of both (the outside option principle:
/// Binmore, Shaked and Sutton 1989; Osborne and Rubinstein 1990, Bargaining and Markets, section 3.12.1), so
/// v_i = 1 - max(d_j v_j, x_j), solved for both. Exact up to rounding.
/// @throws std::invalid_argument for numbers out of the ranges above.
RubinsteinShares rubinstein(const RubinsteinProblem& problem);

/// The limit for rounds that become ever shorter: shares in proportion to patience, r_j / (r_i + r_j) for
/// discount rates r (per year, > 0), cut so that each gets at least its outside option (Binmore, Rubinstein
/// and Wolinsky 1986). {0, 0} if the outside options together exceed the pie.
/// @throws std::invalid_argument for rates not above 0 or options below 0.
std::array<double, 2> rubinstein_limit(const std::array<double, 2>& rate,
                                       const std::array<double, 2>& outside = {0.0, 0.0});

}  // namespace offramp::bargaining
