// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/analysis/space/report.h"

/// What procedures other than maximising an idea would give: rankings, whole issues, offers in turn.
namespace offramp::formats {

/// Fallback bargaining with impasse (Brams and Kilgour 2001) under unanimity: every party ranks the feasible
/// settlements that it accepts, and gives in place by place, until one is supported by all; `value` is how
/// many places. Neighbours whose utilities are equal (kTieTolerance) share a place. Nothing beyond
/// kMostRanked settlements. @throws Stopped.
std::optional<SpacePoint> fallback_point(const bargaining::Problem& problem, bool grid,
                                         const RunControl& control);

/// Nothing unless there are two parties with additive utilities, both of whom care for some issue.
std::optional<SpaceWinner> adjusted_winner(const Scenario& scenario);

/// Nothing unless there are two parties and both discount.
std::optional<SpacePatience> patience(const Scenario& scenario);

}  // namespace offramp::formats
