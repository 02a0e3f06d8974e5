// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "offramp/analysis/read/events.h"
#include "offramp/briefing/settle/settle_text.h"

namespace offramp::briefing {

/// Month by month: what is said and what is done, as numbers of events and net Goldstein scores.
std::string events_text(const EventSeries& series, const TextOptions& options = {});
nlohmann::ordered_json events_json(const EventSeries& series);

}  // namespace offramp::briefing
