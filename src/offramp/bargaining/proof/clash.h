// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// Which of n constraints; flags[constraint].
using ConstraintSet = std::vector<bool>;

/// What is known about one set of constraints.
struct Compatibility {
  enum class Verdict { compatible, clash, unknown };
  Verdict verdict = Verdict::unknown;
  /// compatible: every constraint that the settlement found meets, a superset of the set asked about.
  /// clash: a subset of the set asked about that clashes already. Otherwise unused.
  ConstraintSet set;
};
/// Answers for one set. Unknown when it was stopped or ran out of nodes.
using CompatibilityOracle = std::function<Compatibility(const ConstraintSet&)>;

struct ClashOptions {
  std::size_t max_clashes = 10'000;        ///< stop after so many minimal clashes
  std::size_t max_corrections = 10'000;    ///< and after so many minimal correction sets
  std::int64_t max_map_nodes = 1'000'000;  ///< of the search for each next unexplored set
};

struct ClashSummary {
  enum class Status { complete, limit, unknown, stopped };
  Status status = Status::unknown;
  std::string reason = "enumerate_clashes was not called";
  /// Sets of constraints that clash while every proper subset is compatible (minimal unsatisfiable
  /// subsets); each sorted, the list by size, then by order.
  std::vector<std::vector<std::size_t>> clashes;
  /// Sets of constraints whose removal leaves the rest compatible, minimal so (complements of the
  /// maximal satisfiable subsets); sorted likewise. {{}} when nothing clashes.
  std::vector<std::vector<std::size_t>> corrections;
  std::int64_t calls = 0;  ///< of the oracle
};

/// All minimal clashes and all minimal correction sets of n constraints, by MARCO (Liffiton, Previti,
/// Malik and Marques-Silva 2016, "Fast, flexible MUS enumeration", Constraints 21): a map of unexplored
/// subsets yields a maximal one; the oracle decides it; a clash is shrunk by deletion, a compatible set
/// is maximal as it is. Anytime: whatever is listed is right; Status::complete means that nothing is
/// missing. Deterministic.
/// @throws std::invalid_argument if the oracle answers with a set of another size.
ClashSummary enumerate_clashes(std::size_t constraints, const CompatibilityOracle& oracle,
                               const ClashOptions& options = {}, const RunControl& control = {});

}  // namespace offramp::bargaining
