// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/settle/settle_text.h"

namespace offramp::briefing {

/// The answer of `weigh` for a terminal: key assumptions, tornado, flip points, indices, value of
/// information, robust choice, scenario boxes. Tornado, map and shares are those of result.outputs[output].
/// @throws std::invalid_argument if columns is below 60 or there is no such output.
std::string weigh_text(const Case& c, const WeighResult& result, const TextOptions& options = {},
                       std::size_t output = 0);

}  // namespace offramp::briefing
