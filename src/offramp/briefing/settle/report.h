// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/settle/settle.h"
#include "offramp/briefing/document/document.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The answer of `settle` as a document for reading at once: the chance that a deal exists and under each
/// type, the leading settlement and the ranking, up to three off-ramps for each veto player with what it
/// gets, gives and could say at home, red lines, fairness, what is proven, parties without a veto. Computes
/// nothing; figures carry pointers into {"settle": the JSON of `settle`}.
Document settle_report(const Case& c, const SettleResult& result);

}  // namespace offramp::briefing
