// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/model/case.h"
#include "offramp/case/sections/build.h"

namespace offramp::case_file {

/// What can be wrong with a case whose file has been read: sums, dates, completeness, logic that
/// contradicts itself, parts that have no effect. docs/case-format.md lists the checks.
void check_case(const Case& c, const Layout& layout, Problems& problems);

/// The parts of check_case.
void check_numbers(const Case& c, const Layout& layout, Problems& problems);
void check_interests(const Case& c, const Layout& layout, Problems& problems);
void check_utility(const Case& c, const Layout& layout, Problems& problems);
void check_logic(const Case& c, const Layout& layout, Problems& problems);

}  // namespace offramp::case_file
