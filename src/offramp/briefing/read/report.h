// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/read/events.h"
#include "offramp/analysis/read/read.h"
#include "offramp/analysis/read/score.h"
#include "offramp/briefing/document/document.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The answer of `read` as a document for reading at once: each party's types before and after the evidence,
/// words against deeds, what its words can be believed to say, the items that weigh most, what to look for
/// next, what limits the reading; coded events, if any, month by month. Computes nothing; figures carry
/// pointers into {"read": the JSON of `read`}.
Document read_report(const Case& c, const BeliefResult& result, const EventSeries* events = nullptr);

/// The answer of `read --score` as a document; pointers into {"read": its JSON}.
Document score_report(const ScoreResult& result);

}  // namespace offramp::briefing
