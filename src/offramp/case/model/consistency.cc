// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/consistency.h"

#include <string>

namespace offramp {

double default_likelihood(ConsistencyWord word) {
  switch (word) {
    case ConsistencyWord::very_inconsistent:
      return 0.05;
    case ConsistencyWord::inconsistent:
      return 0.2;
    case ConsistencyWord::neutral:
      return 0.5;
    case ConsistencyWord::consistent:
      return 0.8;
    case ConsistencyWord::very_consistent:
      break;
  }
  return 0.95;
}

std::optional<InputId> consistency_input(const Case& c, ConsistencyWord word) {
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (c.inputs[i].is(roles::consistency) && c.inputs[i].item == static_cast<std::size_t>(word))
      return InputId(i);
  }
  return std::nullopt;
}

Input default_consistency_input(ConsistencyWord word) {
  return {.path = "consistency_scale." + std::string(word_of(word)),
          .quantity = Quantity::exactly(default_likelihood(word), Domain::bounded(0.0, 1.0)),
          .role = &roles::consistency,
          .item = static_cast<std::size_t>(word)};
}

}  // namespace offramp
