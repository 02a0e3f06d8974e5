// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

namespace offramp::briefing {

/// "What this rests on" without an answer of `weigh`: what the case holds, how sure its analysts are, and the
/// dearest red lines.
Section section_rests_on(const Context& context);

/// The same with key assumptions, tornado and flip points.
Section section_rests_on(const Context& context, const WeighResult& weighed);

}  // namespace offramp::briefing
