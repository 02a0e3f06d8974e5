// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// What a case holds, counted. A scale anchor is an exact 0 or 100: it fixes
/// the end of a scale and claims nothing, so it is counted apart from stated, derived and judged numbers.
struct CaseCounts {
  std::size_t parties = 0, issues = 0, red_lines = 0, red_lines_uncertain = 0, sources = 0;
  double settlements = 0;                                     ///< raw size of the space
  std::size_t inputs = 0;                                     ///< all quantities
  std::size_t anchors = 0;                                    ///< scale anchors among them
  std::size_t uncertain = 0;                                  ///< quantities that are distributions
  std::size_t unsourced = 0;                                  ///< neither anchors nor with a source
  std::size_t placeholders = 0;                               ///< rest on a source that is a placeholder
  std::size_t stated = 0, derived = 0, judgement = 0;         ///< anchors left out
  std::size_t high = 0, moderate = 0, low = 0, unstated = 0;  ///< confidence, anchors left out
};

bool is_anchor(const Quantity& quantity);
CaseCounts count_case(const Case& c);

}  // namespace offramp::briefing
