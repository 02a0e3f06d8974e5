// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/figures/figures.h"

namespace offramp::briefing {

void caption_once(Figure& figure, std::string& first, const Text& also) {
  if (first.empty()) {
    first = figure.id;
  } else {
    figure.caption = Prose("Read it like ").link("the first figure of this kind", "#" + first).say(".");
  }
  figure.caption = Prose().add(figure.caption).add(also);
}

}  // namespace offramp::briefing
