// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/case/model/case.h"

/// What would be the room analysis/count: a plain result and the function that finds it.
namespace offramp::verbs::toy {

struct CountResult {
  std::size_t parties = 0;
  std::size_t vetoes = 0;
};
CountResult count_vetoes(const Case& c);

}  // namespace offramp::verbs::toy
