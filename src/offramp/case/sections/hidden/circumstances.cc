// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kCircumstance =
    record("circumstance", "A state of the world outside the parties, which obtains or not.",
           shapes::block({{"name", &shapes::text, "What a reader sees."},
                          {"description", &shapes::text, "What it means."},
                          {"chance", &shapes::share, "That it obtains, before the evidence.", true}}));
const Shape kCircumstances =
    dictionary("circumstances", "States of the world outside the parties.", kCircumstance);

void read(Reading& r) {
  const Node* node = map_at(r.root, "circumstances");
  if (node == nullptr) return;
  for (const auto& [key, body] : node->entries) {
    if (!body.is_map()) continue;
    const std::string path = "circumstances." + key.text;
    if (r.places.has("parties." + key.text)) {
      r.problems.error(place_of(r, key), fmt::format("circumstance `{}` has the name of a party", key.text),
                       "conditions name both, so the identifiers must differ");
    }
    Circumstance circumstance;
    circumstance.id = key.text;
    circumstance.name = text_at(r, body, "name");
    if (circumstance.name.empty()) circumstance.name = key.text;
    circumstance.description = text_at(r, body, "description");
    in_block(r, path, path, place_of(r, key), [&, &value = body] {
      const Provenance from = provenance_of(r, value, {});
      const Slot slot{
          .about = {.path = path + ".chance", .role = &roles::circumstance, .item = r.c.circumstances.size()},
          .domain = shapes::share.domain,
          .inherited = from};
      circumstance.chance = read_required(r, value, "chance", slot);
    });
    r.places.add(path, place_of(r, key), r.c.circumstances.size());
    r.c.circumstances.push_back(std::move(circumstance));
  }
}

}  // namespace

Section circumstances_section() {
  return {
      .fields = {{"circumstances", &kCircumstances, "States of the world outside the parties."}},
      .read = read,
      .example = R"(circumstances:           # states of the world outside the parties, which obtain or not
  winter_comes_early:
    name: Winter comes early
    chance: {value: 20 % to 40 %, source: placeholder, because: say why}
)"};
}

}  // namespace offramp::case_file
