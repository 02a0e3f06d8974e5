// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/read/read.h"
#include "offramp/analysis/run/run.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/weigh/weigh.h"

/// `brief`: every verb's answer over one run, for a briefing to tell.
namespace offramp {

/// Points into the run, which must outlive it.
struct BriefResult {
  const SettleResult* settled = nullptr;  ///< never null
  const BeliefResult* belief = nullptr;   ///< null for a case without evidence
  const WeighResult* weighed = nullptr;   ///< null if nothing is uncertain that could move the answer
};

/// No answer where settle() has none. @throws as the verbs.
Answer<BriefResult> brief(CaseRun& run);

}  // namespace offramp
