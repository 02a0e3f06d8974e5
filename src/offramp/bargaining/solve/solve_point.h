// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/fairness/point.h"
#include "offramp/bargaining/open/open_problem.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// A fairness point, by whichever solver is meant for the problem: issues that conditions tie together are
/// merged (merged/merged_point.h) up to 65,536 combinations or options.max_merged if that is less, and
/// searched beyond (tied/tied_point.h), where one settlement is named and ties are not counted. What the
/// answer guarantees is said by PointSummary::stop; it is never Stop::too_large. Deterministic; one thread.
/// @throws std::invalid_argument as check_options, and for a malformed problem.
PointSummary solve_point(const Problem& problem, const PointOptions& options = {},
                         const RunControl& control = {});

/// The same where ranges have no grid (open/open_point.h): `package` in place of settlements. Two parties
/// exactly, more within the tolerances. @throws std::invalid_argument as solve_open_point.
PointSummary solve_point(const OpenProblem& problem, const PointOptions& options = {},
                         const RunControl& control = {});

}  // namespace offramp::bargaining
