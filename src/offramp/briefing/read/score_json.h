// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "offramp/analysis/read/events.h"
#include "offramp/analysis/read/score.h"

namespace offramp::briefing {

/// The scores as JSON, as read/score_fields.h describes them; docs/json.md. An infinite log score is null.
nlohmann::ordered_json score_json(const ScoreResult& result);
/// The same as text.
std::string score_json_text(const ScoreResult& result);

/// Coded events as JSON: months with numbers of events and net Goldstein scores.
nlohmann::ordered_json events_json(const EventSeries& series);

}  // namespace offramp::briefing
