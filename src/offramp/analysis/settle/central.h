// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/analysis/settle/context.h"
#include "offramp/bargaining/model/utility.h"
#include "offramp/bargaining/robust/robust.h"

/// The questions of `settle` that a solver answers on one certain problem, or on a block of worlds.
namespace offramp {

/// The veto players in world `world`, with the red lines that bind there; `without` leaves one line of
/// context.red_lines out.
bargaining::Problem world_problem(const SettleContext& context, std::size_t world,
                                  std::optional<std::size_t> without = {});

/// The veto players at expected utilities and no-deal values, with the lines that bind in more than half of
/// the worlds; lines[veto player] as positions in context.red_lines.
bargaining::Problem central_problem(const SettleContext& context,
                                    std::vector<std::vector<std::size_t>>& lines);

/// Exact; see Certificate.
Certificate certify(const SettleContext& context, const RunControl& control);

/// The veto players in the first `worlds` worlds.
bargaining::UncertainProblem uncertain_problem(const SettleContext& context, std::size_t worlds);

}  // namespace offramp
