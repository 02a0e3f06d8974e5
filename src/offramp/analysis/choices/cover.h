// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/standing/context.h"
#include "offramp/bargaining/model/space.h"

namespace offramp {

/// Sets of worlds of the choosing half: each type, red line of a veto player and circumstance, and pairs of
/// a type with a type of another party or with a line; those of fewer than 32 worlds left out, singles first.
std::vector<WorldSet> parts_of(const Halves& halves);

/// profiles_of, with these sets and the best row of each world.
bargaining::AcceptanceClasses classes_to_cover(const Halves& halves);

/// By the choosing half alone. Needs its table with classes_to_cover. The list
/// is greedy (Nemhauser, Wolsey and Fisher 1978: at least 1 - 1/e of what the best list of that length adds).
Cover cover_of(const SettleContext& context);

}  // namespace offramp
