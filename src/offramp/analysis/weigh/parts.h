// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/weigh/inputs.h"
#include "offramp/analysis/weigh/weigh.h"

/// The parts of `weigh`, one file each. Every one reads what the ones before it wrote into the result.
namespace offramp {

/// The bars of every output: from the table, and those that matter by it, and of all types and red lines, by
/// settling the same worlds again with the one input held.
void weigh_bars(const Case& c, const WorldTable& worlds, WeighResult& result, const RunControl& control);

/// Indices of every output. Inputs that act through a type or a line are looked at apart from the others,
/// since they are not independent of what they act through; so are, for their share alone, lines that go with
/// a type.
void weigh_indices(const Case& c, const WorldTable& worlds, WeighResult& result, const RunControl& control);

/// settlement_flips and answer_flips from the table, those of two inputs together too. `leading`:
/// leading_payoffs() of the short list.
void weigh_flips(const std::vector<std::vector<double>>& leading, WeighResult& result,
                 const RunControl& control);
/// Flips of two inputs together, of `output`'s leading ones: levels of two types or lines, a level and a
/// number, or two numbers. `flips` has the flips of single inputs for the same payoffs.
std::vector<JointFlip> joint_flips(const WeighResult& result, const WeighOutput& output,
                                   const std::vector<std::vector<double>>& payoffs,
                                   const sensitivity::FlipPoints& flips, const RunControl& control);
/// How many flips of each sort are looked at again and shown.
inline constexpr std::size_t kFlipsListed = 5;
/// Looks again at the first kFlipsListed flips of every list, on worlds of another seed.
void confirm_flips(const Case& c, WeighResult& result, const RunControl& control);
/// Nearest flips over pairs of `candidates`, nearest first, at most `most`. For each pair a cubic in the two
/// normal scores is fitted by least squares to every rival's payoff less that of choice `recommended`; a
/// rival counts as leading where its fit exceeds 3 standard errors of the fit. Looks up to 2 scores from the
/// medians, since few worlds lie beyond. Heuristic.
std::vector<sensitivity::PairFlip> pair_flips(const sensitivity::Table& table,
                                              const std::vector<std::vector<double>>& payoffs,
                                              std::size_t recommended,
                                              const std::vector<std::size_t>& candidates, std::size_t most,
                                              const RunControl& control);

/// robust, over the short list.
void weigh_regret(const ShortListWorlds& worlds, WeighResult& result);
/// information and watch.
void weigh_information(const CaseProblem& posed, const SettleResult& settled, WeighResult& result,
                       const RunControl& control);

/// fails and holds.
void weigh_scenarios(WeighResult& result, const RunControl& control);

/// Total indices by design, for the leading inputs one by one and all others together.
WeighDesign weigh_design(const Case& c, const WeighResult& result, const WeighOptions& options,
                         const RunControl& control);

}  // namespace offramp
