// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

namespace offramp::verbs {

/// Every verb of the program, one line each (registry.cc), in the order of help. Faces are driven by it; a
/// verb that stands here needs no word anywhere else (docs/adding-a-verb.md).
const Table& registry();

}  // namespace offramp::verbs
