// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/testing/toy_count.h"

namespace offramp::verbs::toy {

CountResult count_vetoes(const Case& c) {
  return {c.parties.size(), c.veto_players().size()};
}

}  // namespace offramp::verbs::toy
