// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/text_page.h"

/// The parts of `weigh_text` about borders: where the answer flips, and how two inputs shape it.
namespace offramp::briefing {

void write_weigh_flips(TextPage& page, const Case& c, const WeighResult& result);
void write_weigh_map(TextPage& page, const Case& c, const WeighResult& result, const WeighOutput& output);

}  // namespace offramp::briefing
