// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/read/events.h"
#include "offramp/cli/session.h"

namespace CLI {
class App;
}

namespace offramp::cli {

/// Coded events to be shown, with their actors as written: "RUS,UKR,USA", or "Chad; Congo, Republic of".
struct EventOptions {
  std::string file, actors;
};

/// Adds --events and --actors.
void add_event_options(CLI::App& command, EventOptions& options);

/// Reads the file. Malformed rows are named by number on standard error, and what was done to read it,
/// whatever --quiet says.
/// @throws Failure when the file cannot be read, no row can be used, or --actors names fewer than two.
EventSeries import_events(const EventOptions& options, Session& session);

}  // namespace offramp::cli
