// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "offramp/bargaining/worlds/uncertain_problem.h"
#include "offramp/base/ids.h"
#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"

namespace offramp {

/// What everybody wants in every world: the case as the bargaining engine reads it. The price of a red line
/// that has one and audience costs are bonuses below 0, after a party's own; they do not lower its no-deal
/// value. Refers to case and table.
struct CaseProblem {
  const Case& c;
  const WorldTable& table;
  std::vector<PartyId> parties;  ///< [negotiator]: veto players in party order, then the others that have
                                 ///< interests and a no-deal value
  std::size_t veto_count = 0;    ///< the first so many negotiators are veto players
  std::vector<RedLineId>
      red_lines;  ///< [red line of the problem]: lines without a price whose party is a negotiator
  bargaining::UncertainProblem problem;
};

/// Without `others` only veto players are negotiators. No answer for a case that names no veto player, or a
/// veto player that has no interests or no no-deal value. Cost: a `party_world` for each negotiator and
/// world.
/// @throws Stopped.
Answer<CaseProblem> case_problem(const Case& c, const WorldTable& table, bool others = true,
                                 const RunControl& control = {});

/// What one party wants in the first `worlds` worlds of the table (at most all); held to one type if given.
bargaining::UncertainNegotiator negotiator_of(const Case& c, const WorldTable& table, PartyId party,
                                              std::size_t worlds, std::optional<TypeId> held = {});

}  // namespace offramp
