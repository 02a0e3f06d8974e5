// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/talk/deception.h"

#include <utility>

namespace offramp::evidence {

DeceptionBound bound_deception(std::vector<double> discounted, std::vector<double> face_value,
                               const TalkIncentives& incentives) {
  DeceptionBound bound;
  bound.discounted = std::move(discounted);
  bound.face_value = std::move(face_value);
  bound.talk = believable_talk({bound.discounted, incentives.actions, incentives.sender, incentives.receiver,
                                incentives.lying_cost, incentives.margin, incentives.strict});
  bound.low = bound.talk.low;
  bound.high = bound.talk.high;
  for (std::size_t h = 0; h < bound.discounted.size(); ++h) {
    bound.beyond.push_back(bound.face_value[h] < bound.low[h] - 1e-9 ||
                           bound.face_value[h] > bound.high[h] + 1e-9);
    bound.words_count = bound.words_count || bound.high[h] > bound.low[h];
  }
  return bound;
}

}  // namespace offramp::evidence
