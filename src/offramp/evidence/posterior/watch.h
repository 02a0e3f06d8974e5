// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/evidence/posterior/posterior.h"

namespace offramp::evidence {

/// An observation that could be sought: it will be seen or not.
struct Watch {
  std::uint32_t about = 0;
  std::vector<double>
      likelihood;  ///< chance of seeing it given each hypothesis of the subject, in [0, 1]; per world
  std::vector<double> cost;  ///< above 0, per world, one row; any unit, the same for all
};

/// What a watch would tell. The information gained is the mutual information of the observation and the
/// types, in bits: the expected fall of entropy (Lindley 1956, "On a Measure of the Information Provided by
/// an Experiment"). It is the same for the subject's types and for the joint types of all subjects, since
/// the observation depends on the subject's type alone.
struct WatchValue {
  Belief seen;                  ///< probability that it is seen
  Belief gain_bits;             ///< in [0, 1]
  Belief gain_per_cost;         ///< bits per unit of cost
  std::vector<Belief> if_seen;  ///< posterior of each hypothesis of its subject; the current one in worlds
                                ///< where it cannot be seen
  std::vector<Belief> if_not_seen;  ///< likewise
  bool flips_if_seen = false;       ///< the leading hypothesis (by mean) would change
  bool flips_if_not_seen = false;
};

struct WatchReport {
  std::vector<WatchValue> watches;              ///< in the order given
  std::vector<std::uint32_t> by_gain_per_cost;  ///< highest mean first; ties in order
};

/// Exact in each world. @throws std::invalid_argument when a watch names no subject, has the wrong number
/// of likelihoods or costs, a likelihood outside [0, 1] or a cost not above 0.
WatchReport value_of_watching(const Posterior& posterior, const std::vector<Watch>& watches);

}  // namespace offramp::evidence
