// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "offramp/analysis/read/events.h"

namespace offramp::briefing {

/// As JSON: months with numbers of events and net Goldstein scores; shape in docs/json.md.
nlohmann::ordered_json events_json(const EventSeries& series);

}  // namespace offramp::briefing
