// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

Text source_text(const Case& c, const Source& source) {
  Prose prose;
  if (!source.author.empty()) prose.quote(source.author).say(", ");
  const std::string title = source.title.empty() ? source.id : source.title;
  if (is_web_url(source.url)) {
    prose.link(title, source.url);
  } else {
    prose.quote(title);
  }
  if (!source.publisher.empty()) prose.say(", ").quote(source.publisher);
  if (!source.year.empty()) prose.say(", ").quote(source.year);
  if (!source.url.empty() && !is_web_url(source.url)) prose.say(", ").quote(source.url);
  prose.say(".");
  if (!source.note.empty()) prose.say(" ").add(case_text(c, source.note));
  return prose;
}

}  // namespace

Section section_sources(const Context& context) {
  Section section{"sources", "Sources", {}};
  if (context.c.sources.empty()) {
    section.add(Paragraph{Prose("The case names no source.")});
    return section;
  }
  Bullets bullets;
  bullets.numbered = true;
  bullets.small = true;
  for (std::size_t s = 0; s < context.c.sources.size(); ++s) {
    bullets.items.push_back(source_text(context.c, context.c.sources[s]));
    bullets.ids.push_back(source_anchor(context.c, SourceId(s)));
  }
  section.add(bullets);
  return section;
}

}  // namespace offramp::briefing
