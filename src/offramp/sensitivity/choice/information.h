// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/surrogate.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// Inputs whose truth could be learned together, for instance all that rest on one source.
struct InputGroup {
  std::string name;
  std::vector<std::size_t> inputs;
};

/// Which worlds teach and which are scored.
enum class Taught {
  crosswise,  ///< either half of the worlds teaches the other: all are scored
  /// The first half teaches and the second is scored: for choices that were found in the first half, which
  /// knows too much of them.
  by_first,
};

struct InformationOptions {
  std::size_t bins = 0;  ///< classes of a single input; 0: default_bin_count
  SurrogateOptions surrogate;
  std::vector<InputGroup> groups;
  std::size_t group_choices = 0;  ///< groups choose among the first so many choices and the best; 0: all
  std::vector<std::vector<std::size_t>>
      sets;                           ///< categorical inputs that are learned together, level by level
  Taught taught = Taught::crosswise;  ///< also of `best` and `perfect`
  std::vector<double> ceiling;  ///< [world] best payoff of anything, listed or not; empty: of the choices
  bool fitted = true;  ///< false: `inputs` and `groups` stay 0; only what is tried out, at half the cost
  /// Chance that any input of a table without any effect is called worth something; the same for any group.
  double false_alarm = 0.05;
};

/// What acting on an input would have gained, tried out: in one half of the worlds the choice follows what
/// the other half teaches about the input (Taught), and the gains are the payoffs there. So nothing is gained
/// from chance resemblance, as it always is where worlds teach and are scored at once; what is lost is the
/// skill of the half not learned from, so that this is on average no more than the true value.
struct TriedValue {
  Estimate gain;  ///< mean over the worlds scored; below 0 where the lesson misled. Heuristic standard error:
                  ///< gains of one half share a lesson
  bool clear = false;  ///< gain beyond its noise floor: normal, one-sided, false_alarm shared among all
};

/// Value of information for a choice among payoffs, in the payoffs' own units.
struct InformationValue {
  std::size_t best = 0;  ///< choice with the largest mean payoff, by the worlds that teach; ties: the first
  double best_payoff = 0.0;  ///< mean, like all that follows, over the worlds scored
  Estimate perfect;  ///< EVPI: mean of the best payoff in each world less best_payoff; exact over worlds
  std::vector<Estimate> inputs;  ///< [input]: EVPPI, knowing this input alone
  std::vector<Estimate> groups;  ///< [group]: EVPPI, knowing all inputs of the group
  /// None clear in tables of fewer than 64 worlds.
  std::vector<TriedValue> inputs_tried, groups_tried, sets_tried;
  std::vector<std::string> warnings;
};

/// EVPPI of x is E[max_c E(payoff_c | x)] - max_c E(payoff_c), by nonparametric regression of payoff
/// differences from the table itself (Strong, Oakley and Brennan 2014, "Estimating multiparameter partial
/// expected value of perfect information from a probabilistic sensitivity analysis sample: a nonparametric
/// regression approach"; classes of one input: Strong and Oakley 2013). One input: a line in each class, the
/// fitted differences shrunk towards their mean by the share of their spread that is not noise, and an
/// input whose spread is within four standard errors of noise is worth 0 instead of a spurious gain. A group:
/// sparse polynomial expansion of its inputs. Between 0 and `perfect` by construction. Standard errors are
/// those of the mean gain over worlds at the fitted decisions; heuristic near 0.
/// @throws std::invalid_argument for a malformed table, payoffs or group; Stopped when stopped.
InformationValue information_value(const Table& table, const std::vector<std::vector<double>>& payoffs,
                                   const InformationOptions& options = {}, const RunControl& control = {});

/// Value of one imperfect observation that depends on a categorical input: likelihood[outcome][level] is the
/// chance of the outcome given the level; each level's chances add up to 1. Exact over the worlds given
/// (preposterior analysis: Raiffa and Schlaifer 1961).
struct ObservationValue {
  double value = 0.0;                       ///< EVSI, at least 0
  std::vector<double> outcome_probability;  ///< [outcome]
  std::vector<std::size_t> best;            ///< [outcome]: best choice after it
  std::vector<double> best_payoff;          ///< [outcome]: its mean payoff then
  bool changes_choice = false;              ///< some outcome of positive probability changes the best choice
};
/// @throws std::invalid_argument when the input is not categorical, shapes differ, a likelihood is outside
/// [0, 1], or a level's likelihoods do not add up to 1 within 1e-9.
ObservationValue observation_value(const Input& input, const std::vector<std::vector<double>>& payoffs,
                                   const std::vector<std::vector<double>>& likelihood);

}  // namespace offramp::sensitivity
