// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/briefing/read/events_json.h"
#include "offramp/cli/session.h"

namespace CLI {
class App;
}

namespace offramp::cli {

/// Coded events to be shown, with their actors as written: "RUS,UKR,USA".
struct EventOptions {
  std::string file, actors;
};

/// Adds --events and --actors.
void add_event_options(CLI::App& command, EventOptions& options);

/// Reads the file. Malformed rows are named by number on standard error, whatever --quiet says.
/// @throws Failure when the file cannot be read, no row can be used, or --actors names fewer than two.
briefing::EventSeries import_events(const EventOptions& options, Session& session);

}  // namespace offramp::cli
