// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/read/events_json.h"

namespace offramp::briefing {

/// Coded events month by month, words beside deeds. Pointers begin with /read/events.
Section events_section(const EventSeries& events);

}  // namespace offramp::briefing
