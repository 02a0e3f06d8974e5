// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/base/text/diagnostics.h"
#include "offramp/dynamics/model/model.h"

namespace offramp::dynamics {

/// Adds a warning, at the place in the equation, wherever units do not fit: sums and comparisons of different
/// units, an equation that has another unit than its variable states, a flow that is not its stock's unit per
/// time unit, a function that wants a number without a dimension. A number written in an equation fits any
/// unit; where a unit is not stated nothing is said of what it meets. Returns how many. For models that
/// compile; what does not parse is passed over.
std::size_t check_units(const Model& model, Diagnostics& diagnostics);

}  // namespace offramp::dynamics
