// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/text_page.h"

/// Parts of `weigh_text`: what to choose and what to ask.
namespace offramp::briefing {

void write_weigh_short_list(TextPage& page, const Case& c, const WeighResult& r);
void write_weigh_information(TextPage& page, const Case& c, const WeighResult& r);
void write_weigh_scenarios(TextPage& page, const Case& c, const WeighResult& r);

}  // namespace offramp::briefing
