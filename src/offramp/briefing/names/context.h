// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/read/events.h"
#include "offramp/analysis/read/read.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// What sections and figures are made from. Both outlive the composing.
struct Context {
  const Case& c;
  const SettleResult& result;
  const BeliefResult* belief = nullptr;  ///< the reading of the evidence; may be absent
  const WeighResult* weighed = nullptr;  ///< what the answer rests on; may be absent
  const EventSeries* events = nullptr;   ///< coded events to show beside it; may be absent
};

}  // namespace offramp::briefing
