// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/read/read.h"
#include "offramp/briefing/settle/settle_text.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The answer of `read` for a terminal: for each party its types before and after the evidence, what each
/// item did, words against deeds, what the reading hangs on; then what to look for next. Control characters
/// of the case never reach the terminal. @throws std::invalid_argument if columns is below 60.
std::string read_text(const Case& c, const BeliefResult& result, const TextOptions& options = {});

}  // namespace offramp::briefing
