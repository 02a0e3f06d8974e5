// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

/// What is done with a case before a question is asked of it.
namespace offramp::verbs {

Verb ask_verb();
Verb check_verb();
Verb list_verb();
Verb new_verb();
Verb schema_verb();
Verb update_verb();

}  // namespace offramp::verbs
