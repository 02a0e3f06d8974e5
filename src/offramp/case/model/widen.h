// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/model/case.h"

namespace offramp {

/// Stretches every uncertain number of a case about its median by a factor above 0 (Quantity::widened), those
/// of clauses too.
void widen(Case& c, double factor);

}  // namespace offramp
