// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ledger/score.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace offramp {

std::vector<SettledStatement> settled_statements(const Ledger& ledger, const Case& c) {
  std::vector<SettledStatement> settled;
  if (!c.actual) return settled;
  const auto outcome = [&](const std::string& id) -> std::optional<bool> {
    for (const SeenOutcome& seen : c.actual->seen) {
      if ("watch." + c.watch[seen.watch].id == id) return seen.seen;
    }
    return std::nullopt;
  };
  for (const SealedRecord& record : ledger.records) {
    for (const SealedStatement& statement : record.statements) {
      const std::optional<bool> came = outcome(statement.id);
      if (!came) continue;
      std::erase_if(settled, [&](const SettledStatement& s) { return s.statement.id == statement.id; });
      SettledStatement& one = settled.emplace_back();
      one.when = record.when;
      one.statement = statement;
      one.came = *came;
    }
  }
  return settled;
}

SealedScore sealed_score(const std::vector<SettledStatement>& settled) {
  SealedScore score;
  score.statements = settled.size();
  if (settled.empty()) return score;
  const auto n = static_cast<double>(settled.size());
  double squares = 0.0;
  for (const SettledStatement& one : settled) {
    const double truth = one.came ? 1.0 : 0.0;
    const double own = (one.statement.chance - truth) * (one.statement.chance - truth);
    const double base = (one.statement.base - truth) * (one.statement.base - truth);
    score.chances += own / n;
    score.base += base / n;
    squares += (base - own) * (base - own) / n;
  }
  score.better = score.base - score.chances;
  if (settled.size() > 1)
    score.better_error = std::sqrt(std::max(0.0, squares - score.better * score.better) / (n - 1.0));
  return score;
}

}  // namespace offramp
