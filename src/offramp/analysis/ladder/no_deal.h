// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/standing/result.h"
#include "offramp/analysis/worlds/case_problem.h"

namespace offramp {

/// Where the no-deal value of each negotiator stands, under each of its types, over at most the first 64
/// worlds and 1,000 of the feasible settlements, evenly spaced among them. `rows`: raw indices of feasible
/// settlements, increasing.
std::vector<NoDealStanding> no_deal_standings(const CaseProblem& posed,
                                              const std::vector<std::uint64_t>& rows);

/// Those of a run, as `settle` says them; empty without veto player or feasible settlement.
std::vector<NoDealStanding> no_deal_standings(CaseRun& run);

/// Pairs of types of one party, by position in `standings`, whose order looks reversed: the first has clearly
/// more without a deal (10 percentiles) and yet accepts clearly more settlements (10 points).
std::vector<std::pair<std::size_t, std::size_t>> reversed_types(const std::vector<NoDealStanding>& standings);

}  // namespace offramp
