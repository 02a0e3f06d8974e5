// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// One thing a settlement must respect: a rule of feasibility, a party's red line, or its reservation.
struct ProblemConstraint {
  enum class Kind { feasibility, red_line, reservation };
  Kind kind = Kind::feasibility;
  std::size_t negotiator = 0;  ///< of a red line or reservation
  std::size_t index = 0;       ///< in Problem::feasible or Negotiator::red_lines; 0 for a reservation
  friend bool operator==(const ProblemConstraint&, const ProblemConstraint&) = default;
};

/// Every constraint of the problem: feasibility rules, then for each negotiator its red lines and its
/// reservation. Positions in this list name constraints below.
std::vector<ProblemConstraint> constraints_of(const Problem& problem);

/// What giving in on one constraint alone would do: all the others are kept.
struct Concession {
  std::size_t constraint = 0;  ///< position in constraints_of
  /// For a reservation: by how much it must fall, on the party's own scale, above 0. For a red line or
  /// rule, which is dropped whole: 0.
  double lower_by = 0.0;
  /// The same as a share of the range between the party's worst and best settlement (bounds of it when
  /// there are bonuses). 0 for a red line or rule.
  double lower_by_share = 0.0;
  /// The settlement it opens. For a reservation the one that asks the least; for a red line or rule the
  /// one that leaves the worst-off party the most above its reservation.
  Settlement opens;
  double least_surplus = 0.0;  ///< min over negotiators of utility - reservation there
  bool proven = true;          ///< lower_by is the least, or least_surplus the greatest, possible
};

struct ProofOptions {
  std::size_t max_clashes = 10'000;
  std::size_t max_corrections = 10'000;
  /// Nodes for each single question of feasibility or optimisation, at least 1.
  std::int64_t max_nodes = 5'000'000;
  bool list_clashes = true;      ///< otherwise only the verdict, and one clash if there is no package
  bool find_concessions = true;  ///< needs list_clashes
};

struct ProofSummary {
  enum class Verdict { possible, impossible, unknown };
  Verdict verdict = Verdict::unknown;
  std::string reason = "prove was not called";  ///< why it stopped
  /// A settlement inside all constraints, when possible.
  std::optional<Settlement> witness;
  std::vector<ProblemConstraint> constraints;  ///< constraints_of(problem)
  /// When impossible: all minimal sets of constraints that clash, and all minimal sets to give up, both
  /// smallest first. Every set listed is right; none is missing when `complete`.
  std::vector<std::vector<std::size_t>> clashes;
  std::vector<std::vector<std::size_t>> corrections;
  bool complete = false;
  /// Reservations first, by lower_by_share; then red lines and rules, by falling least_surplus. A constraint
  /// that is not listed cannot open the zone alone (if `complete`).
  std::vector<Concession> concessions;
  std::int64_t nodes = 0;  ///< of all searches
  std::int64_t calls = 0;  ///< feasibility questions asked
};

/// Is there a settlement inside every red line, feasibility rule and reservation? Exact: `possible`
/// comes with one, `impossible` with the complete search behind it and the minimal clashes. Works on the
/// options of numeric ranges, that is on their grid. Runs on one thread; no randomness. When stopped by
/// its token, also inside one question, it returns what it has. Progress: "search", the share of max_nodes
/// that the question at hand has used, and "clashes", of max_clashes found.
/// @throws std::invalid_argument when an option is out of range, a utility does not fit the space, or
/// a number is not finite.
ProofSummary prove(const Problem& problem, const ProofOptions& options = {}, const RunControl& control = {});

}  // namespace offramp::bargaining
