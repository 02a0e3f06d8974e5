// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kSource = record("source entry", "A publication, document or statement.",
                             {{"title", &shapes::text, "Title.", true},
                              {"author", &shapes::text, "Author or authors."},
                              {"year", &shapes::text, "Year of publication."},
                              {"publisher", &shapes::text, "Publisher or institution."},
                              {"url", &shapes::text, "Where it can be read."},
                              {"note", &shapes::text, "Anything a reader should know about it."},
                              {"placeholder", &shapes::boolean,
                               "true: no source at all; numbers that rest on it are there to be replaced."}});
const Shape kSources = dictionary("sources", "What the case rests on, by identifier.", kSource, 0);

void read(Reading& r) {
  const Node* node = map_at(r.root, "sources");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    if (!r.structure.sound(key)) continue;
    r.places.add("sources." + key.text, place_of(r, key), r.c.sources.size());
    r.c.sources.push_back({key.text, text_at(r, value, "title"), text_at(r, value, "author"),
                           text_at(r, value, "year"), text_at(r, value, "publisher"),
                           text_at(r, value, "url"), text_at(r, value, "note"),
                           flag_at(r, value, "placeholder")});
  }
  r.cited.assign(r.c.sources.size(), false);
}

// Not to be acknowledged: as long as a number is a placeholder, that is to be said.
void check_placeholders(Reading& r) {
  if (r.problems.has_errors()) return;  // a source that is not defined may be cited
  const std::size_t count = r.c.placeholders();
  if (count == 0) return;
  const auto marked = std::find_if(r.c.sources.begin(), r.c.sources.end(),
                                   [](const Source& source) { return source.placeholder; });
  warn(r, {}, r.places.at("sources." + marked->id),
       count == 1
           ? std::string("a number of this case is a placeholder: nothing that follows from it says anything")
           : fmt::format("{} numbers of this case are placeholders: nothing that follows from them says "
                         "anything",
                         count),
       "replace each number, and give it a source of its own");
}

void check(Reading& r) {
  check_placeholders(r);
  for (std::size_t i = 0; i < r.c.sources.size(); ++i) {
    if (r.cited[i]) continue;
    const std::string& id = r.c.sources[i].id;
    warn(r, {"uncited", "sources." + id}, fmt::format("source `{}` is never cited", id));
  }
}

}  // namespace

Section sources_section() {
  return {.fields = {{"sources", &kSources, "What the case rests on, by identifier."}},
          .read = read,
          .check = check,
          .skeleton = R"(sources:                   # what the numbers rest on
  placeholder: {title: Replace this with a publication or document, year: 2000, placeholder: true}
)"};
}

}  // namespace offramp::case_file
