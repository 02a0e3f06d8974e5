// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kExplanation = record("explanation", "What a party could say at home.",
                                  {{"when", &shapes::condition, "When it could be said.", true},
                                   {"say", &shapes::text, "What could be said.", true},
                                   shapes::because,
                                   shapes::source});
const Shape kExplanationsOfOne =
    list("list of explanations", "What the party could say at home.", kExplanation, 1);
const Shape kExplanations =
    dictionary("explanations", "What parties could say at home when a condition holds.", kExplanationsOfOne);

void read(Reading& r) {
  const Node* node = map_at(r.root, "explanations");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(r, key);
    for (const Node& item : value.items) {
      const Node* when = scalar_at(r, item, "when");
      std::optional<Rule> rule =
          when == nullptr ? std::nullopt : rule_at(r, *when, &item, "explanations." + key.text);
      if (rule && party) r.c.explanations.push_back({*party, *std::move(rule), text_at(r, item, "say")});
    }
  }
}

}  // namespace

Section explanations_section() {
  return {.fields = {{"explanations", &kExplanations, "What parties could say at home."}},
          .read = read,
          .example = R"(explanations:            # what a party could say at home when a condition holds
  party_a:
    - {when: control = shared, say: What could be said, source: placeholder}
)"};
}

}  // namespace offramp::case_file
