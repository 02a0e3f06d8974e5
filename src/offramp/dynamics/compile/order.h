// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "offramp/base/text/diagnostics.h"
#include "offramp/dynamics/compile/flat.h"

namespace offramp::dynamics {

/// In which order a flat model's scalars are computed, each after those that it reads.
struct Order {
  std::vector<std::uint32_t> constant;  ///< values that neither time, stocks nor chance touch: once
  std::vector<std::uint32_t> start;     ///< initial values, and what they read
  std::vector<std::uint32_t> step;      ///< flows and auxiliaries, at every step
  std::vector<std::uint32_t> weight;    ///< [scalar] 0: constant
};

/// Nothing if there is a cycle without a stock; the error names it.
std::optional<Order> order_of(const FlatModel& flat, Diagnostics& diagnostics);

}  // namespace offramp::dynamics
