// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/standing/context.h"

namespace offramp {

/// Why each veto player does not sign a text, over the judging half, in party order.
std::vector<Refusal> refusals_of(const SettleContext& context, const bargaining::Settlement& settlement);

}  // namespace offramp
