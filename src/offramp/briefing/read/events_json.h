// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "offramp/evidence/import/events.h"

namespace offramp::briefing {

/// Coded events between actors, as they go on a page.
struct EventSeries {
  std::string file, layout;  ///< "GDELT 2.0" or "ICEWS"
  std::vector<std::string> actors;
  std::size_t rows = 0, malformed = 0, matching = 0;
  std::vector<evidence::EventMonth> months;
};

/// As JSON: months with numbers of events and net Goldstein scores; shape in docs/json.md.
nlohmann::ordered_json events_json(const EventSeries& series);

}  // namespace offramp::briefing
