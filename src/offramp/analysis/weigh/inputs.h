// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/analysis/worlds/case_problem.h"

namespace offramp {

/// Every dimension of the case's worlds that can move acceptance by veto players, what becomes of what they
/// sign, or the no-deal values of `parties`, in `sample`'s order. left_out: how many uncertain quantities
/// cannot. `evidence`: types were drawn from the evidence, so that its likelihoods count.
struct WeighInputs {
  std::vector<WeighInput> inputs;
  std::size_t left_out = 0;
};
WeighInputs weigh_inputs(const Case& c, const std::vector<PartyId>& parties, bool evidence);

/// The columns of these inputs.
sensitivity::Table weigh_columns(const Case& c, const WorldTable& table,
                                 const std::vector<WeighInput>& inputs);

/// A list of settlements in every world.
struct ShortListWorlds {
  std::vector<std::vector<double>> accepted;       ///< [settlement][world]: 1 where every veto player accepts
  std::vector<std::vector<double>> smallest_gain;  ///< [settlement][world]: of a veto player over no deal
  std::vector<std::vector<double>> utility;        ///< [settlement][world] of `party`; empty without one
  std::vector<double> no_deal;                     ///< [world] of `party`
  std::vector<std::vector<double>> reservation;    ///< [veto player][world]
};
/// `party` must be a negotiator of `posed` (case_problem leaves parties without a veto out on request).
/// Same result for any number of threads. @throws Stopped.
ShortListWorlds evaluate_short_list(const CaseProblem& posed, const std::vector<bargaining::Settlement>& list,
                                    std::optional<PartyId> party, const RunControl& control);

/// [settlement][world] What decides which settlement leads (analysis/ladder/leading.h): to a mediator 1 where
/// it reaches the last rung that the case models, to a party on whose page the case stands its gain over no
/// deal there; 0 elsewhere. Requires what rungs_of() requires. Same result for any number of threads. @throws
/// Stopped.
std::vector<std::vector<double>> leading_payoffs(const CaseProblem& posed,
                                                 const std::vector<bargaining::Settlement>& list,
                                                 const RunControl& control);

/// The case as a problem with no more negotiators than rungs need.
CaseProblem posed_for_rungs(const Case& c, const WorldTable& table, const RunControl& control);

}  // namespace offramp
