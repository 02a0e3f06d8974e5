// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/analysis/read/read.h"
#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// Circumstances, and red lines that evidence is about: the chance that each is so, before the evidence and
/// now, with a pointer into /read/facts behind every figure. Nothing where the case has none.
std::optional<Table> facts_table(const Case& c, const BeliefResult& result);

}  // namespace offramp::briefing
