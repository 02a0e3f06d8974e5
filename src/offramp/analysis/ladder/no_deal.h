// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
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

/// No-deal values that are given in two ways: over all worlds of the problem, or the run.
std::vector<NoDealCheck> no_deal_checks(const CaseProblem& posed);
std::vector<NoDealCheck> no_deal_checks(CaseRun& run);

/// Pairs of types of one party of which the first has at least 10 percentiles more and accepts at least 10
/// points more of the settlements.
std::vector<ReversedTypes> reversed_types(const std::vector<NoDealStanding>& standings);

}  // namespace offramp
