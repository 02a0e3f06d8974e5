// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/section.h"

/// The sections about the case rather than of it: docs/case-format.md describes each.
namespace offramp::case_file {

Section actual_section();  ///< `actual`; read after `watch`, whose items it tells the outcome of

Section drafts_section();  ///< `drafts`

Section variants_section();  ///< `variants`

Section acknowledged_section();  ///< `acknowledged`

}  // namespace offramp::case_file
