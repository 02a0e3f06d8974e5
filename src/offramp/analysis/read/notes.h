// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/read/read.h"

namespace offramp {

/// What limits a reading, a sentence each, parties by name: no evidence, words alone, a single item that
/// holds the lead, a leader that does not lead in most worlds, firmness that independence may overstate.
std::vector<std::string> reading_notes(const Case& c, const BeliefResult& result);

}  // namespace offramp
