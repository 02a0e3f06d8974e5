// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/context.h"

/// `settle` for spaces that are too large to list: proofs world by world, and a short list by search.
namespace offramp {

/// What the search proved about each world.
struct WorldVerdicts {
  std::vector<bool> agreed;     ///< [world]: a settlement that every veto player accepts exists
  std::vector<bool> undecided;  ///< [world]: neither found nor refuted within the node limit
};

struct SearchVerdicts {
  WorldVerdicts choosing, judging;
};

/// Exact but for undecided worlds. Writes into the context's two tables those of a short list in place of all
/// feasible settlements: a settlement for each world of the choosing half that has one, the exact bargaining
/// points of the central situation, the settlement that most worlds accept (gap stated by most_robust), and
/// every feasible change of one issue around the best of these, until no change is better. Leaves what it
/// proved about points and the most accepted settlement in context.central_points and context.most_accepted.
SearchVerdicts search_settlements(SettleContext& context, const SettleOptions& options,
                                  const RunControl& control);

/// Worlds in which agreement is possible once `line` (of context.red_lines) is dropped, among the first
/// `worlds`; `agreed` as in WorldVerdicts.
std::size_t agreed_without(const SettleContext& context, std::size_t line, const std::vector<bool>& agreed,
                           std::size_t worlds, const RunControl& control);

}  // namespace offramp
