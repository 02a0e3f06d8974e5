// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/analysis/standing/result.h"

namespace offramp {

struct SettleContext;

/// Every draft of the case against what could be agreed. Needs both tables of the context.
std::vector<DraftStanding> drafts_of(const SettleContext& context, bool enumerated);

}  // namespace offramp
