// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

namespace offramp::dynamics {

/// Paths that are computed together, one beside the other.
inline constexpr std::size_t kLanes = 32;

/// A number for each path of a block, where vectors of any width load without straddling a cache line.
struct alignas(64) Lanes : std::array<double, kLanes> {};

}  // namespace offramp::dynamics
