// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/model/consistency.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"

namespace offramp::case_file {
namespace {

const Shape kScale{.form = Form::dictionary,
                   .name = "consistency scale",
                   .description = "Likelihood behind each word of consistency.",
                   .element = &shapes::chance,
                   .choices = words_of<ConsistencyWord>(),
                   .at_least = 1};

bool used(const Reading& r) {
  if (map_at(r.root, "consistency_scale") != nullptr) return true;
  const Node* evidence = list_at(r.root, "evidence");
  if (evidence == nullptr) return false;
  for (const Node& item : evidence->items) {
    if (item.at("consistency") != nullptr) return true;
  }
  return false;
}

// Every word of the scale is one input of the case, so that all items that use it move together.
// Without the section the default scale is entered if an item needs it.
void read(Reading& r) {
  if (!used(r)) return;
  const Node* node = map_at(r.root, "consistency_scale");
  const Place where = node == nullptr ? Place{} : place_of(r, r.root.entry("consistency_scale")->key);
  const Provenance none;
  for (const auto& [value, word] : EnumWords<ConsistencyWord>::table) {
    Input input = default_consistency_input(value);
    const Node* given = node == nullptr ? nullptr : node->at(word);
    if (given != nullptr) {
      read_input(r, *given, {.about = std::move(input), .domain = shapes::chance.domain, .inherited = none});
    } else {
      enter_input(r, std::move(input), where, true);
    }
  }
}

void check(Reading& r) {
  const Input* previous = nullptr;
  for (const auto& [value, word] : EnumWords<ConsistencyWord>::table) {
    const std::optional<InputId> id = consistency_input(r.c, value);
    if (!id || r.is_broken(*id)) return;
    const Input& input = r.c.inputs[id->index()];
    if (previous != nullptr && !(previous->quantity.median() < input.quantity.median())) {
      r.problems.error(r.places.at(input.path),
                       fmt::format("the scale does not increase: `{}` is {}, `{}` is {}",
                                   word_of(static_cast<ConsistencyWord>(previous->item)),
                                   previous->quantity.to_text(), word, input.quantity.to_text()));
    }
    previous = &input;
  }
}

}  // namespace

Section consistency_scale_section() {
  return {
      .fields = {{"consistency_scale", &kScale, "Likelihood behind each word of consistency."}},
      .read = read,
      .check = check,
      .example = R"(consistency_scale:       # likelihood behind each word of `consistency` in the evidence
  {very_inconsistent: 0.05, inconsistent: 0.2, neutral: 0.5, consistent: 0.8, very_consistent: 0.95}
)"};
}

}  // namespace offramp::case_file
