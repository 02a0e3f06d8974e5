// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "offramp/analysis/read/events.h"
#include "offramp/analysis/read/read.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The whole BeliefResult as JSON, as read/fields.h describes it; docs/json.md. Coded events, if any, under
/// `events`. Infinite decibans (a type of prior 0) are null.
nlohmann::ordered_json read_json(const Case& c, const BeliefResult& result,
                                 const EventSeries* events = nullptr);
/// The same as text.
std::string read_json_text(const Case& c, const BeliefResult& result, const EventSeries* events = nullptr);

}  // namespace offramp::briefing
