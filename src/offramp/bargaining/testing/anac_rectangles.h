// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/bargaining/testing/nonadditive.h"

/// For tests and benchmarks only: reads just the hyper-rectangle profiles of ANAC 2014 (integer issues),
/// utilities in raw points. The product's own reader is elsewhere.
namespace offramp::bargaining::anac {

/// The two profiles of a folder; empty space if it is absent. Utilities are divided by `maxutility`.
Problem read_problem(const std::string& folder);

/// A third party for an ANAC 2014 domain: the first one's rectangles on the issues in reverse order, options
/// mirrored, so that it wants something else.
Problem with_third_party(Problem problem);

}  // namespace offramp::bargaining::anac
