// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/section.h"

/// The sections that say what parties want: docs/case-format.md describes each.
namespace offramp::case_file {

Section interests_section();     ///< `interests`
Section red_lines_section();     ///< `red_lines`
Section ends_section();          ///< `ends`; read before the no-deal values that stand on them
Section acceptance_section();    ///< `acceptance`
Section spoilers_section();      ///< `spoilers`; read after interests and no_deal
Section ratifiers_section();     ///< `ratifiers`; read after polls
Section polls_section();         ///< `polls`; each polled option becomes a red line
Section no_deal_section();       ///< `no_deal`
Section aims_section();          ///< `aims`
Section explanations_section();  ///< `explanations`

}  // namespace offramp::case_file
