// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kAim = record(
    "aim", "What a party says it is after.",
    {{"that", &shapes::condition, "What it says it is after.", true}, shapes::because, shapes::source});
const Shape kAimsOfOne = list("list of aims", "An off-ramp for the party denies all of these.", kAim, 1);
const Shape kAims = dictionary("aims", "What parties say they are after.", kAimsOfOne);

void read(Reading& r) {
  const Node* node = map_at(r.root, "aims");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(r, key);
    for (const Node& item : value.items) {
      r.places.add(fmt::format("aims.{}.{}", key.text, &item - value.items.data() + 1), place_of(r, item));
      const Node* that = scalar_at(r, item, "that");
      std::optional<Rule> rule =
          that == nullptr ? std::nullopt : rule_at(r, *that, &item, "aims." + key.text);
      if (!rule || !party) continue;
      const auto place = static_cast<std::size_t>(&item - value.items.data() + 1);
      r.c.aims.push_back({*party, *std::move(rule), place});
    }
  }
}

}  // namespace

Section aims_section() {
  return {.fields = {{"aims", &kAims, "What parties say they are after."}},
          .read = read,
          .example = R"(aims:                    # what a party says it is after; an off-ramp denies all of it
  party_a:
    - {that: control = a, because: said in its declaration, source: placeholder}
)"};
}

}  // namespace offramp::case_file
