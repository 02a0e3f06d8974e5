// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "offramp/bargaining/worlds/uncertain_problem.h"
#include "offramp/base/number/random.h"

/// For tests: small random uncertain problems with coarse numbers, so that ties are common.
namespace offramp::bargaining::testing {

/// The same problem for the same number.
UncertainProblem random_problem(std::uint32_t number);

}  // namespace offramp::bargaining::testing
