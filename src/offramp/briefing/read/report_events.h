// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/read/events.h"
#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// Coded events month by month, words beside deeds. Pointers begin with /read/events.
Section events_section(const EventSeries& events);

}  // namespace offramp::briefing
