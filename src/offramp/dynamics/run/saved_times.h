// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/dynamics/compile/program.h"

namespace offramp::dynamics {

/// The scalars that are the model's own, in its order.
std::vector<std::uint32_t> shown_scalars(const Program& program);
/// The steps whose values are kept, from 0, by the model's `save`.
std::vector<std::size_t> saved_steps(const Program& program);

}  // namespace offramp::dynamics
