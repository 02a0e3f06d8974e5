// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "offramp/bargaining/merged/relax.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// What one pass over the open groups found.
struct BeamResult {
  std::vector<double> gains;  ///< row-major, one row for each distinct final vector that ties
  std::vector<double> count;  ///< packages behind each row (exact below 2^53)
  std::vector<std::vector<std::uint32_t>>
      rows;  ///< some of their choices: row (in the table) for every group
  bool found = false;
  bool complete = true;  ///< nothing was dropped: every package with level >= the level asked for was seen
  double dropped = 0.0;  ///< if not complete: no dropped package has a higher level than this
  double states = 0.0;   ///< partial packages that were kept, over all groups
};

struct BeamOptions {
  double level = 0.0;         ///< packages with a lower level are not wanted; finite
  std::size_t width = 1024;   ///< partial packages kept after each group
  std::size_t max_rows = 64;  ///< choices listed
};

/// Goes through the groups, largest first, and keeps every partial package that could still reach the
/// level by all cuts: dynamic programming over distinct gain vectors (equal ones are merged and counted,
/// dominated ones dropped for up to three parties) with Lagrangian bounds, as in exact methods for the
/// multiple-choice knapsack problem (Kellerer, Pferschy and Pisinger 2004, Knapsack Problems, chapter 11).
/// Leximin with more than two parties: cuts made for samples of the partial packages join on the way.
/// If a layer is wider than `width` only the most promising part goes on and `dropped` says what may be lost.
BeamResult beam_search(const Slim& slim, const Objective& objective, const std::vector<Cut>& cuts,
                       const BeamOptions& options, const RunControl& control);

}  // namespace offramp::bargaining
