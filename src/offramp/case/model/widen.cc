// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/widen.h"

namespace offramp {

void widen(Case& c, double factor) {
  for (Input& input : c.inputs) {
    input.quantity = input.quantity.widened(factor);
    for (Clause& clause : input.instead) clause.quantity = clause.quantity.widened(factor);
  }
}

}  // namespace offramp
