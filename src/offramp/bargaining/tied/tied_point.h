// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/fairness/point.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// The same questions and answers as solve_merged_point, for problems in which bonuses, red lines or logic
/// tie so many issues together that merging them (PointOptions::max_merged) is out of reach. Exact on the
/// scaled whole numbers with Stop::proven; Stop::limit with bound and gap when max_nodes is reached. One
/// settlement is named; ties are not counted (0). max_width and max_merged of the options are not used.
/// Method: search.h, bounded by the tangent plane of the product, the weighted sum, or what the incumbent's
/// leximin order leaves. Ideals and ranges are found the same way. Deterministic, one thread.
/// @throws std::invalid_argument as check_options, and for a malformed problem.
PointSummary solve_tied_point(const Problem& problem, const PointOptions& options,
                              const RunControl& control = {});

}  // namespace offramp::bargaining
