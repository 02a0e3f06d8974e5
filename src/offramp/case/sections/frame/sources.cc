// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

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
                              {"note", &shapes::text, "Anything a reader should know about it."}});
const Shape kSources = dictionary("sources", "What the case rests on, by identifier.", kSource, 0);

void read(Reading& r) {
  const Node* node = map_at(r.root, "sources");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    if (!r.structure.sound(key)) continue;
    r.places.add("sources." + key.text, place_of(r, key), r.c.sources.size());
    r.c.sources.push_back({key.text, text_at(r, value, "title"), text_at(r, value, "author"),
                           text_at(r, value, "year"), text_at(r, value, "publisher"),
                           text_at(r, value, "url"), text_at(r, value, "note")});
  }
  r.cited.assign(r.c.sources.size(), false);
}

void check(Reading& r) {
  for (std::size_t i = 0; i < r.c.sources.size(); ++i) {
    if (r.cited[i]) continue;
    const std::string& id = r.c.sources[i].id;
    r.problems.warning(r.places.at("sources." + id), fmt::format("source `{}` is never cited", id));
  }
}

}  // namespace

Section sources_section() {
  return {.fields = {{"sources", &kSources, "What the case rests on, by identifier."}},
          .read = read,
          .check = check,
          .skeleton = R"(sources:                   # what the numbers rest on
  placeholder: {title: Replace this with a publication or document, year: 2000}
)"};
}

}  // namespace offramp::case_file
