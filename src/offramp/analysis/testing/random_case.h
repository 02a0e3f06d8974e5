// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "offramp/case/model/case.h"

/// For tests: small random cases that use every part of the model, with coarse numbers so that ties are
/// common, and a naive reading of the model that shares no code with the program.
namespace offramp::testing {

/// The same case for the same number. At least one veto player; at least one feasible settlement is not
/// guaranteed.
Case random_case(std::uint32_t number);

}  // namespace offramp::testing
