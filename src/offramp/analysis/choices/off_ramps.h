// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/standing/context.h"

namespace offramp {

/// The best off-ramps of each veto player, each the best of all listed settlements for what its role says
/// (RampRole), by the choosing half of the worlds. Needs both tables of the context.
std::vector<PartyOffRamps> off_ramps(const SettleContext& context);

}  // namespace offramp
