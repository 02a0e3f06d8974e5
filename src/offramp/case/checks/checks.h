// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/reading.h"

/// What can be wrong with a case although each of its sections is sound: completeness, logic that contradicts
/// itself, parts that have no effect. What concerns one section alone is checked there. docs/case-format.md
/// lists all checks.
namespace offramp::case_file {

/// Whether every party that needs interests and a no-deal value has them whole, under each of its types.
void check_interests(Reading& r);

/// Rules and red lines against each other, by a bounded search: contradictions, and what never has an effect.
void check_logic(Reading& r);

/// Whether bonuses carry a utility, at the medians, out of 0 to 100. Looked for, not proved; for a case
/// without errors.
void check_utility(Reading& r);

/// Puts out what was noted, but for what the case acknowledges; warns of acknowledgements that name no
/// warning, unless errors kept some from being found. To be called last.
void report_warnings(Reading& r);

}  // namespace offramp::case_file
