// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "offramp/analysis/settle.h"
#include "offramp/briefing/document.h"
#include "offramp/case/case.h"

namespace offramp::briefing {

/// Composes the briefing. Computes nothing: every figure is in the result or counted from the case, and
/// every figure in a sentence carries its JSON pointer into `briefing_figures`. Needs a result that
/// `settle` made for this case.
Document compose_briefing(const Case& c, const SettleResult& result);

/// What pointers point into: {"settle": settle_json, "case": case_json}.
nlohmann::ordered_json briefing_figures(const Case& c, const SettleResult& result);

/// {"document": ..., "settle": ..., "case": ...}; shape in docs/json.md.
nlohmann::ordered_json briefing_json(const Case& c, const SettleResult& result);

}  // namespace offramp::briefing
