// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

namespace offramp::verbs {

/// Asks a verb. Options without what they need, and outputs that would replace an input or one another, are
/// refused before anything is computed; outputs that only the verb knows, before the answer is given.
/// @throws Failure, Stopped, and whatever the verb throws.
Answer run(const Verb& verb, const Values& asked, Caller& caller);

}  // namespace offramp::verbs
