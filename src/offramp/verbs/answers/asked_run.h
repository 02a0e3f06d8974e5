// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "offramp/analysis/run/run.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {

/// A case and what is worked out of it, together as long as an answer may be shown: by shared_ptr, since a
/// run refers to its case.
struct AskedRun {
  AskedRun(Case from, const Values& asked, const Caller& caller)
      : c(std::move(from)), run(c, {.seed = asked[kSeed], .worlds = asked[kWorlds]}, caller.control) {}

  Case c;
  CaseRun run;
};

}  // namespace offramp::verbs
