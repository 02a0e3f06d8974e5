// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "offramp/analysis/weigh/weigh.h"

namespace offramp::briefing {

/// The WeighResult without the table of worlds (that is for --csv and --sqlite); shape in docs/json.md.
/// Inputs by their paths. Numbers that were not computed are null.
nlohmann::ordered_json weigh_json(const Case& c, const WeighResult& result);

}  // namespace offramp::briefing
