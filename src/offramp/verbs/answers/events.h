// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/analysis/read/events.h"
#include "offramp/verbs/model/verb.h"

namespace offramp::verbs {

/// What --events and --actors ask for; nothing without --events. Malformed rows are noted by number, and
/// what was done to read the file, also for a quiet caller. @throws Failure when the file cannot be read, no
/// row can be used, or --actors names fewer than two.
std::optional<EventSeries> import_events(const Values& asked, Caller& caller);

}  // namespace offramp::verbs
