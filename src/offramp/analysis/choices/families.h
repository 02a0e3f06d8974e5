// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/ladder/leading.h"
#include "offramp/analysis/standing/context.h"

namespace offramp {

/// Different deals, by rows of the context's tables. Everything is decided by the choosing half, but for what
/// is efficient.
struct FamilyRows {
  std::vector<std::size_t> leaders;  ///< [family]: what leads the page first, then as mediators see them
  std::vector<Family> families;
  Crux crux;  ///< its rival is not chosen yet
};

/// Families are told apart by the crux. The first family's leader is what leads the page (Leading::first); of
/// another family it is the row that reaches the last rung in most worlds, among the 16 that rank first in
/// it, or an efficient one within the error of that. The `most` best families are
/// listed, without those that get there a twentieth as often as the first.
FamilyRows families_of(const SettleContext& context, const std::vector<bool>& pareto, const Leading& leads,
                       IssueId weightiest, std::size_t most);

/// Chooses the rival, once the families' leaders have their reports.
void set_rival(const std::vector<SettlementReport>& ranked, std::size_t veto_count, Crux& crux);

}  // namespace offramp
