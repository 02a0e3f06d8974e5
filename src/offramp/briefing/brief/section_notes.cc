// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/names/phrases.h"

namespace offramp::briefing {

std::optional<Section> section_notes(const Context& context) {
  if (context.c.notes.empty()) return std::nullopt;
  Section section{"notes", "Notes by the case's authors", {}};
  Bullets bullets;
  for (const std::string& note : context.c.notes) bullets.items.push_back(case_text(context.c, note));
  section.add(bullets);
  return section;
}

}  // namespace offramp::briefing
