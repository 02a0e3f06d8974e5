// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "offramp/analysis/read.h"
#include "offramp/analysis/settle.h"
#include "offramp/briefing/document.h"
#include "offramp/case/case.h"

namespace offramp::briefing {

/// Composes the briefing. Computes nothing: every figure is in the result or counted from the case, and
/// every figure in a sentence carries its JSON pointer into `briefing_figures`. Needs a result that
/// `settle` made for this case, and one that `read_evidence` made if the reading is to be shown.
Document compose_briefing(const Case& c, const SettleResult& result, const BeliefResult* belief = nullptr);

/// What pointers point into: {"settle": settle_json, "case": case_json}, and "read": read_json if there is a
/// reading.
nlohmann::ordered_json briefing_figures(const Case& c, const SettleResult& result,
                                        const BeliefResult* belief = nullptr);

/// {"document": ..., "settle": ..., "case": ..., "read": ...}; shape in docs/json.md.
nlohmann::ordered_json briefing_json(const Case& c, const SettleResult& result,
                                     const BeliefResult* belief = nullptr);

}  // namespace offramp::briefing
