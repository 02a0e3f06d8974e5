// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

struct TextOptions {
  bool colour = false;       ///< ANSI codes; the caller knows whether it writes to a terminal
  std::size_t columns = 80;  ///< width that lines keep to, by display width; at least 60
};

/// The answer of `settle` for a terminal: the chance of agreement, the leading settlement, the ranking,
/// fairness points, off-ramps and prices of red lines. Control characters of the case never reach the
/// terminal. @throws std::invalid_argument if columns is below 60.
std::string settle_text(const Case& c, const SettleResult& result, const TextOptions& options = {});

}  // namespace offramp::briefing
