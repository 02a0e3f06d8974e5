// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "offramp/analysis/settle/settle.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The whole SettleResult as JSON; shape in docs/json.md. Keys in a fixed order; settlements and parties
/// by their identifiers, with the names that readers see under `names`. Utilities in [0, 1], points of
/// give and get in [0, 100], probabilities in [0, 1].
nlohmann::ordered_json settle_json(const Case& c, const SettleResult& result);

/// What the case holds, counted: inputs by basis and confidence, sources, parties, issues, red lines.
nlohmann::ordered_json case_json(const Case& c);

/// Two-space indent, numbers in the shortest form that reads back as the same double, non-ASCII kept,
/// bytes that are not UTF-8 replaced; ends in a newline.
std::string json_text(nlohmann::ordered_json json);

}  // namespace offramp::briefing
