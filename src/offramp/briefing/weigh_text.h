// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/weigh.h"
#include "offramp/briefing/settle_text.h"

namespace offramp::briefing {

/// The answer of `weigh` for a terminal: key assumptions, tornado, flip points, indices, value of
/// information, robust choice, scenario boxes. @throws std::invalid_argument if columns is below 60.
std::string weigh_text(const Case& c, const WeighResult& result, const TextOptions& options = {});

}  // namespace offramp::briefing
