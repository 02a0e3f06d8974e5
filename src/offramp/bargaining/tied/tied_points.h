// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/bargaining/points/points.h"

namespace offramp::bargaining {

struct TiedPointLimits {
  double max_nodes = 1e6;   ///< partial settlements opened in one search, at least 1
  std::size_t width = 128;  ///< partial settlements opened together, at least 1
};

/// The same questions and answers as solve_point, for problems in which bonuses, red lines or logic tie so
/// many issues together that merging them (PointOptions::max_merged) is out of reach. Exact on the scaled
/// whole numbers with Stop::proven; Stop::limit with bound and gap when max_nodes is reached. One
/// settlement is named; ties are not counted (0). max_width and max_merged of the options are not used.
/// Method: tied_search.h, bounded by the tangent plane of the product, the weighted sum, or what the
/// incumbent's leximin order leaves. Ideals and ranges are found the same way. Deterministic, one thread.
/// @throws std::invalid_argument as solve_point, and for limits out of range.
PointSummary solve_tied_point(const Problem& problem, const PointOptions& options,
                              const TiedPointLimits& limits = {}, const RunControl& control = {});

/// solve_point where tied issues can be merged, otherwise solve_tied_point.
PointSummary solve_any_point(const Problem& problem, const PointOptions& options,
                             const RunControl& control = {}, const TiedPointLimits& limits = {});

}  // namespace offramp::bargaining
