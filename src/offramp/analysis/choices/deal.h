// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "offramp/analysis/standing/context.h"

namespace offramp {

/// The leading package and its rival (Crux::rival), from the side of each veto player. Needs `ranked`.
std::vector<Deal> deals_of(const SettleContext& context, const SettleResult& result);

/// Needs `ranked` and the cover.
std::optional<Fallback> fallback_of(const SettleContext& context, const SettleResult& result);

}  // namespace offramp
