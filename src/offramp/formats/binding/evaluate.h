// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/formats/tree/parts.h"

namespace offramp::formats {

/// One party's values on one issue of the domain: the entry's value function on the issue's options, whole
/// numbers or range, before the weight. An option without a value counts 0, with a warning; a function that
/// the issue cannot have (of numbers, where options are none; a triangle that jumps inside a range) is an
/// error.
Evaluation evaluate(const ProfileEntry& entry, const IssueFrame& frame, Diagnostics& diagnostics);

}  // namespace offramp::formats
