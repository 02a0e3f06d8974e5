// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The WeighResult as JSON without the table of worlds (that is for --csv and --sqlite), as weigh/fields.h
/// describes it; docs/json.md. Numbers that were not computed are null.
nlohmann::ordered_json weigh_json(const Case& c, const WeighResult& result);
/// The same as text.
std::string weigh_json_text(const Case& c, const WeighResult& result);

}  // namespace offramp::briefing
