// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/table.h"
#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// The fairness ideas. g_i = u_i - reservation_i is party i's gain; A the acceptable settlements (feasible,
/// no red line crossed, g_i >= -kTieTolerance for all); ideal_i = max of u_i over A.
enum class Fairness {
  nash,               ///< max of the product of g_i^weight_i over A (Nash 1950; weights: Kalai 1977)
  kalai_smorodinsky,  ///< leximin of g_i / (ideal_i - reservation_i) over A (Kalai and Smorodinsky 1975; the
                      ///< leximin form serves non-convex sets and n parties: Imai 1983)
  egalitarian,        ///< leximin of g_i over A: max-min, then the second smallest and so on
  utilitarian,        ///< max of the sum of weight_i u_i over A
  relative_utilitarian,  ///< max of the sum of (u_i - min_i) / (max_i - min_i), min and max over the feasible
                         ///< settlements that cross no red line (Dhillon and Mertens 1999)
  gupta_livne,  ///< leximin of (u_i - interim_i) / (ideal_i - interim_i) over A (Gupta and Livne 1988)
  equal_loss,   ///< leximin of u_i - ideal_i over A: equal losses from the ideal (Chun 1988)
};

struct PointOptions {
  Fairness fairness = Fairness::nash;
  /// Nash and utilitarian: one for each party, none negative, some positive; empty: all 1. A party with
  /// weight 0 does not count (but still must accept), and ties are then listed only if undominated.
  std::vector<double> weights;
  /// Gupta-Livne: utility of each party in the interim agreement, each at most its ideal.
  std::vector<double> interim;
  /// Whether settlements below a reservation are left out. Only utilitarian, relative utilitarian and
  /// egalitarian points may do without; the others always leave them out.
  bool individually_rational = true;
  std::size_t max_listed = 64;  ///< settlements listed among those that tie, at least 1
  /// Partial packages kept at once before the proof is given up. Memory: about 300 bytes times this, plus
  /// 12 bytes times this for every issue.
  std::size_t max_width = 1 << 18;
  std::size_t max_merged = 1 << 20;  ///< combinations of issues tied together by conditions
};

struct PointSummary {
  enum class Stop {
    proven,        ///< value = bound; the settlements are optimal (leximin ideas: in their whole order if
                   ///< all_ties, otherwise only their smallest number is proven)
    no_agreement,  ///< proven: no settlement is acceptable to all
    limit,         ///< max_width was not enough: value <= optimum <= bound
    too_large,     ///< issues tied together by conditions have more than max_merged combinations; not tried
    stopped,       ///< by the caller; value <= optimum <= bound if anything was found
  };
  Stop stop = Stop::stopped;
  std::string message = "not solved";
  /// Nash: the product; leximin ideas: the smallest of the compared numbers; otherwise the sum. In the
  /// utilities' own units.
  double value = 0.0;
  double bound = 0.0;                   ///< no acceptable settlement has a larger value
  double gap = 0.0;                     ///< bound - value
  std::vector<double> utility;          ///< of the first settlement, for each party
  std::vector<double> ideal;            ///< ideal_i where the idea uses it; empty otherwise
  std::vector<Settlement> settlements;  ///< those that tie, lexicographic, at most max_listed
  double ties = 0.0;                    ///< how many tie (exact below 2^53)
  bool all_ties = false;                ///< ties is the number; otherwise it is at least that
  double nodes = 0.0;                   ///< partial packages looked at
  std::vector<Scaling> scaling;         ///< for each party
};

/// The bargaining point of a problem: up to kMaxParties parties and any number of settlements. Issues tied
/// together by conditions or bonuses are merged (at most max_merged combinations); everything else is a
/// sum over issues. Guarantee: with Stop::proven exact on the scaled numbers (see Scaling; decimals and
/// small fractions lose nothing), leximin comparisons and unequal weights as Objective::compare says.
/// Method: Lagrangian bounds from a convex relaxation, reduced-cost fixing, and dynamic programming over
/// distinct gain vectors in beams of rising width; see maximise(). Deterministic, no seed; one thread. If the
/// largest product of gains is 0 the Nash point is any acceptable settlement that the leximin order of gains
/// prefers, and all_ties is false.
/// @throws std::invalid_argument for options out of the ranges above or a malformed problem.
PointSummary solve_point(const Problem& problem, const PointOptions& options, const RunControl& control = {});

}  // namespace offramp::bargaining
