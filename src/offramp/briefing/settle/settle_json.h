// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The whole SettleResult as JSON, as settle/fields.h describes it; docs/json.md. Keys in a fixed order.
nlohmann::ordered_json settle_json(const Case& c, const SettleResult& result);
/// The same as text.
std::string settle_json_text(const Case& c, const SettleResult& result);

}  // namespace offramp::briefing
