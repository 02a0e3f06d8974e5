// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "offramp/analysis/read/score.h"
#include "offramp/briefing/settle/settle_text.h"

namespace offramp::briefing {

/// The scores for a terminal: each case, Brier and log score, reliability table, what they cannot show.
std::string score_text(const ScoreResult& result, const TextOptions& options = {});

/// The same as JSON; shape in docs/json.md. An infinite log score is null.
nlohmann::ordered_json score_json(const ScoreResult& result);

}  // namespace offramp::briefing
