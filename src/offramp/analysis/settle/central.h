// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/context.h"

namespace offramp {

/// The proof about the central situation, bargaining::expected_problem of the case: that a settlement inside
/// every demand exists, or what stands in its way. Exact; see Certificate. At most 1,000 minimal clashes are
/// listed. One thread. @throws Stopped.
Certificate certify(const SettleContext& context, const RunControl& control);

}  // namespace offramp
