// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/evidence/model/dossier.h"

namespace offramp::evidence {

/// A leading hypothesis that changes when one item or group is taken away or turned round.
struct Flip {
  std::uint32_t index = 0;    ///< the item, or the position among Dossier::clusters
  std::uint32_t subject = 0;  ///< whose reading flips: the item's own subject or one linked to it
  std::uint32_t from = 0;     ///< the leader with everything
  std::uint32_t to = 0;       ///< the leader otherwise
  double drop = 0.0;          ///< by how much the posterior of `from` falls, mean over worlds
  double worlds = 0.0;        ///< share of the worlds in which the leader of that world changes
};

/// What each item and each group of items holds up. Two readings of its failure:
/// - false: it tells nothing, and is left out;
/// - planted: it was put there to mislead, so it counts against what it seemed to say, with likelihood
///   ratios inverted. A bound rather than a model: who would plant just that is for the analyst to say.
/// Posteriors are means over worlds, in the order of Dossier::first_row, of the hypotheses of every subject
/// in the component of the item's subject: those of entry n are [begin[n], begin[n + 1]).
struct Removals {
  struct List {
    std::vector<std::size_t> begin;
    std::vector<double> without;      ///< posterior when it is false
    std::vector<double> reversed;     ///< posterior when it is planted
    std::vector<Flip> false_flips;    ///< largest drop first
    std::vector<Flip> planted_flips;  ///< largest drop first
  };
  List items;   ///< entry n is item n; a retelling that adds nothing leaves everything as it is
  List groups;  ///< entry n is cluster n of Dossier::clusters: all the group says about one subject
};

/// Exact, from one reading: leaving out an item about s divides the joint posterior by a function of the
/// type of s alone. Cost: items x worlds x hypotheses of the component, squared when subjects are linked.
/// @throws Stopped.
Removals removals(const Dossier& dossier, const RunControl& control = {});

}  // namespace offramp::evidence
