// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/section.h"

/// The sections that say what a case is about: docs/case-format.md describes each.
namespace offramp::case_file {

/// `offramp`, `title`, `question`, `as_of`, `perspective`, `author`, `reviewers`, `version`, `marking`,
/// `notes`
Section head_section();
Section crisis_section();    ///< `crisis`
Section sources_section();   ///< `sources`
Section parties_section();   ///< `parties`
Section issues_section();    ///< `issues`; gives the axes by which conditions are read
Section feasible_section();  ///< `feasible`
Section calendar_section();  ///< `calendar`

}  // namespace offramp::case_file
