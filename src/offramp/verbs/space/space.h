// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

/// Questions about settlement spaces in the files of other programs.
namespace offramp::verbs {

inline constexpr Group kSpace{
    "space", "Settlement spaces in the files of other programs: Genius XML, GeniusWeb JSON, NegMAS YAML"};

Verb space_info_verb();
Verb space_points_verb();
Verb space_frontier_verb();
Verb space_prove_verb();
Verb space_simulate_verb();
Verb space_convert_verb();

}  // namespace offramp::verbs
