// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// Sections of the report of `settle` that the briefing tells at greater length.
namespace offramp::briefing {

/// Up to three off-ramps of every veto player. Requires off-ramps.
Section report_off_ramps(const Context& context);
/// The central situation: its verdict, the first clashes and the first concessions.
Section report_central(const Context& context);

}  // namespace offramp::briefing
