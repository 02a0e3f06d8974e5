// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "offramp/sensitivity/conditional.h"
#include "offramp/sensitivity/information.h"
#include "offramp/sensitivity/surrogate.h"

namespace offramp::sensitivity {

/// What an input or a group of them is worth when acted on in worlds that did not teach it; see TriedValue.
/// differences[rival][world]: payoff of each rival less that of the best choice. `chance`: of a false alarm.
TriedValue try_input(const Ranking& ranking, const Bins& bins,
                     const std::vector<std::vector<double>>& differences, double chance);
TriedValue try_group(std::span<const InputBasis> bases, std::span<const std::size_t> inputs,
                     const std::vector<std::vector<double>>& differences, const SurrogateOptions& options,
                     double chance, const RunControl& control);

}  // namespace offramp::sensitivity
