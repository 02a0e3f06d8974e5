// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/analysis/ledger/ledger.h"
#include "offramp/case/model/case.h"

namespace offramp {

/// A sealed statement whose outcome the case now records.
struct SettledStatement {
  std::string when;  ///< sealed
  SealedStatement statement;
  bool came = false;
};
/// Of each statement the record sealed last: who sealed it before cannot be scored twice.
std::vector<SettledStatement> settled_statements(const Ledger& ledger, const Case& c);

/// Mean squared errors of chances and of base rates (half of Brier's score of 1950, who sums over both
/// outcomes).
struct SealedScore {
  std::size_t statements = 0;
  double chances = 0.0, base = 0.0;
  /// Mean of base error less chance error over statements, and its standard error.
  double better = 0.0, better_error = 0.0;
};
/// Below this nothing is said of who is better.
inline constexpr std::size_t kFewestSealed = 10;
SealedScore sealed_score(const std::vector<SettledStatement>& settled);

}  // namespace offramp
