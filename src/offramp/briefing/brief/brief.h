// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "offramp/analysis/read/events.h"
#include "offramp/analysis/read/read.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/document.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// Composes the briefing. Computes nothing: every figure is in the result or counted from the case, and
/// every figure in a sentence carries its JSON pointer into `briefing_figures`. Needs a result that
/// `settle` made for this case; the reading of `read_evidence` and the answer of `weigh` on the same worlds
/// may be absent, and then their sections are too. Coded events, if any, stand beside the reading.
Document compose_briefing(const Case& c, const SettleResult& result, const BeliefResult* belief = nullptr,
                          const WeighResult* weighed = nullptr, const EventSeries* events = nullptr);

/// What pointers point into: {"settle": settle_json, "read": read_json if there is a reading, "weigh":
/// weigh_json if weighed, "events": events_json if given, "case": case_json}.
nlohmann::ordered_json briefing_figures(const Case& c, const SettleResult& result,
                                        const BeliefResult* belief = nullptr,
                                        const WeighResult* weighed = nullptr,
                                        const EventSeries* events = nullptr);

/// {"verb": "brief", "document": ...} and the figures; shape in docs/json.md.
nlohmann::ordered_json briefing_json(const Case& c, const SettleResult& result,
                                     const BeliefResult* belief = nullptr,
                                     const WeighResult* weighed = nullptr,
                                     const EventSeries* events = nullptr);
/// The same as text.
std::string briefing_json_text(const Case& c, const SettleResult& result, const BeliefResult* belief,
                               const WeighResult* weighed, const EventSeries* events);

}  // namespace offramp::briefing
