// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/pages/pages.h"

#include <utility>

namespace offramp::briefing {

std::vector<Section> front_sections(const Context& context) {
  std::vector<Section> sections;
  const auto add = [&](std::optional<Section> section) {
    if (!section) return;
    section->front = true;
    sections.push_back(*std::move(section));
  };
  add(page_advice(context));
  add(page_how_far(context));
  if (!context.result.ranked.empty() && !context.result.deals.empty()) add(page_deal(context));
  add(page_crux(context));
  add(page_unknowns(context));
  add(page_who(context));
  add(page_wreck(context));
  add(page_next(context));
  add(page_weakest(context));
  return sections;
}

}  // namespace offramp::briefing
