// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/section.h"

/// The sections that say what parties may be hiding, and what bears on it: docs/case-format.md describes
/// each.
namespace offramp::case_file {

Section types_section();          ///< `types`
Section joint_types_section();    ///< `joint_types`
Section circumstances_section();  ///< `circumstances`; read after the types that their chances may depend on
Section consistency_scale_section();  ///< `consistency_scale`; read before the evidence that uses its words
Section evidence_section();           ///< `evidence`
Section contacts_section();           ///< `contacts`
Section watch_section();              ///< `watch`
Section talk_section();               ///< `talk`
Section clauses_section();            ///< `instead` of every number; read when all that it may name is known
Section factors_section();            ///< `factors`; read when all numbers are

}  // namespace offramp::case_file
