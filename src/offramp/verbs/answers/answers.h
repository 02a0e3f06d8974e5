// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

/// The questions that are asked of a case.
namespace offramp::verbs {

Verb read_verb();
Verb seal_verb();
Verb settle_verb();
Verb weigh_verb();
Verb pool_verb();
Verb brief_verb();
Verb compare_verb();

}  // namespace offramp::verbs
