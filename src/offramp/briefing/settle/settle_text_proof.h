// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/settle/settle.h"
#include "offramp/briefing/document/text_page.h"

/// The proven parts of the terminal answer of `settle`.
namespace offramp::briefing {

void write_robust(TextPage& page, const Case& c, const SettleResult& r);
void write_disagreements(TextPage& page, const SettleResult& r);
void write_central(TextPage& page, const Case& c, const SettleResult& r);

}  // namespace offramp::briefing
