// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/bargaining/fairness/fairness.h"
#include "offramp/bargaining/model/utility.h"

/// The question for a fairness point, and its answer, whichever solver gives it.
namespace offramp::bargaining {

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
  std::size_t max_merged = 1 << 20;  ///< combinations of issues tied together by conditions, at most 2^28
  double max_nodes = 1e6;            ///< tied issues: partial settlements opened in one search, at least 1
  std::size_t width = 128;           ///< tied issues: partial settlements opened together, at least 1
  /// Ranges without a grid and three or more parties: wanted gap, relative to the value (or 10^-12 if that is
  /// more), above 0. The Nash point has its own, since its relaxation is curved; the others' are linear
  /// programs.
  double tolerance = 1e-9;
  double nash_tolerance = 1e-4;
  std::size_t max_relaxations = 20000;  ///< the same: relaxations solved, at least 1
};

struct PointSummary {
  enum class Stop {
    proven,        ///< value = bound; the settlements are optimal (leximin ideas: in their whole order if
                   ///< all_ties, otherwise only their smallest number is proven)
    no_agreement,  ///< proven: no settlement is acceptable to all
    limit,         ///< max_width, max_nodes or max_relaxations was not enough: value <= optimum <= bound
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
  std::vector<double> ideal;            ///< utility ideal_i where the idea uses it; empty otherwise
  std::vector<Settlement> settlements;  ///< those that tie, lexicographic, at most max_listed
  std::vector<double>
      package;            ///< ranges without a grid: one that attains the value, [issue]; then no settlements
  double ties = 0.0;      ///< how many tie (exact below 2^53); 0: not counted
  bool all_ties = false;  ///< ties is the number; otherwise it is at least that
  double nodes = 0.0;     ///< partial packages looked at
  std::vector<Scaling> scaling;  ///< for each party
};

/// @throws std::invalid_argument for options out of the ranges above, for so many parties.
void check_options(const PointOptions& options, std::size_t parties);

/// What is left of the answer once the value is known to be the best, or how far it stands.
void finish(PointSummary& summary, PointSummary::Stop stop, std::string message);

}  // namespace offramp::bargaining
