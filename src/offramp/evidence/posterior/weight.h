// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/evidence/model/belief.h"
#include "offramp/evidence/model/dossier.h"

namespace offramp::evidence {

/// Weight of evidence of each item for each hypothesis of its subject against the rest, in decibans:
/// W(H : E) = 10 log10 [P(E | H) / P(E | not H)] (Good 1950, "Probability and the Weighing of Evidence").
/// 10 decibans multiply the odds by ten. P(E | not H) weighs the other hypotheses by what is believed of
/// them, so with more than two hypotheses a weight depends on what else is known; hence three of them.
/// Numbers of item i are at begin[i] + hypothesis. 0 for a subject with a single hypothesis.
struct Weights {
  std::vector<std::size_t> begin;  ///< one more than there are items
  std::vector<Belief> stated;      ///< alone, against the prior, likelihoods as stated
  std::vector<Belief> graded;      ///< alone, against the prior, tempered by the grade
  std::vector<Belief>
      given_rest;  ///< what the item adds when all the other items are known, groups counted once
};

/// Cost: items x hypotheses x worlds. @throws Stopped.
Weights weights(const Dossier& dossier, const RunControl& control = {});

/// The path from the prior to the posterior, item by item in order of day: by how many decibans each item
/// moves the log odds of each hypothesis of its own subject and of the subjects linked to it by factors.
/// In every world, and so in the mean, the steps of a hypothesis add up to its posterior log odds less
/// its prior log odds.
struct Waterfall {
  std::vector<std::uint32_t> items;  ///< in order of day
  std::vector<std::size_t> begin;    ///< steps of items[n] are [begin[n], begin[n + 1])
  std::vector<std::uint32_t> rows;   ///< which hypothesis each step moves, as Dossier::first_row counts them
  std::vector<Belief> decibans;      ///< of each step
};

/// Cost: items x worlds x cells of the component. @throws Stopped.
Waterfall waterfall(const Dossier& dossier, const Selection& selection = {}, const RunControl& control = {});

}  // namespace offramp::evidence
