// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/document.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The answer of `weigh` as a document for reading at once. `settled` is the result that was weighed;
/// `output` is a position in result.outputs: what bars, map and shares explain. Computes nothing; figures
/// carry pointers into {"settle": ..., "weigh": the JSON of `weigh`}.
/// @throws std::invalid_argument if there is no such output.
Document weigh_report(const Case& c, const SettleResult& settled, const WeighResult& result,
                      std::size_t output = 0);

}  // namespace offramp::briefing
