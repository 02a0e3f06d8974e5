// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "offramp/analysis/read/score.h"

namespace offramp::briefing {

/// The scores as JSON; shape in docs/json.md. An infinite log score is null.
nlohmann::ordered_json score_json(const ScoreResult& result);

}  // namespace offramp::briefing
