// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/solve/solve_point.h"

#include <algorithm>

#include "offramp/bargaining/merged/merged_point.h"
#include "offramp/bargaining/open/open_point.h"
#include "offramp/bargaining/tied/tied_point.h"

namespace offramp::bargaining {
namespace {

constexpr std::size_t kMerged = 1 << 16;  // combinations above which searching tied issues is faster

}  // namespace

PointSummary solve_point(const Problem& problem, const PointOptions& options, const RunControl& control) {
  PointOptions merged = options;
  merged.max_merged = std::min(options.max_merged, kMerged);
  PointSummary summary = solve_merged_point(problem, merged, control);
  if (summary.stop != PointSummary::Stop::too_large) return summary;
  return solve_tied_point(problem, options, control);
}

PointSummary solve_point(const OpenProblem& problem, const PointOptions& options, const RunControl& control) {
  return solve_open_point(problem, options, control);
}

}  // namespace offramp::bargaining
