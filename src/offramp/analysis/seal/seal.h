// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/ledger/ledger.h"
#include "offramp/analysis/run/run.h"
#include "offramp/base/run/answer.h"

namespace offramp {

/// What the case of a run says of things that will be known: of each watch item that it will be seen, beside
/// what the priors alone say. Not that a settlement will be reached: that some settlement would be accepted
/// is needed for one and not enough, and no model here says when talks succeed; nor whether a text would be
/// signed, which only a signature can settle. No answer for a case without watch items.
Answer<std::vector<SealedStatement>> statements_of(CaseRun& run);

}  // namespace offramp
