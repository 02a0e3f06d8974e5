// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

namespace offramp::briefing {

/// "What this rests on": what the case holds and how sure it is, key assumptions, tornado, flip points, red
/// lines.
Section section_rests_on(const Context& context, const WeighResult& weighed);

/// The chance of agreement with one input low and high, the largest swings first. Requires a significant bar.
Figure figure_tornado(const Context& context, const WeighResult& weighed);

/// How many bars are clear of Monte-Carlo noise, at most `most`.
std::size_t clear_bars(const WeighResult& weighed, std::size_t most);

}  // namespace offramp::briefing
