// SPDX-License-Identifier: Apache-2.0
// Named lists of changes (case/model/variant.h). Here only what they say; they are made by case/file.
#include <fmt/format.h>

#include "offramp/base/text/scan.h"
#include "offramp/case/sections/after/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kChanges{
    .form = Form::changes,
    .name = "changes",
    .description = "Paths into this file, and what is to stand there: `no_deal.fry.utility: 30 to 45`."};
const Shape kVariant =
    record("variant", "A list of changes to this case: the same case, were something else believed.",
           {{"name", &shapes::text, "What a reader sees."},
            {"set", &kChanges, "Paths, and what is to stand there.", true},
            shapes::source,
            shapes::because});
const Shape kVariants = dictionary("variants", "Lists of changes by their identifiers.", kVariant);

// Each is read as a case of its own by `check`.
constexpr std::size_t kMostVariants = 50;

void read_variant(Reading& r, const Entry& entry) {
  const auto& [key, node] = entry;
  if (!node.is_map()) return;
  Variant variant;
  variant.id = key.text;
  variant.name = text_at(r, node, "name");
  if (variant.name.empty()) variant.name = variant.id;
  variant.provenance = provenance_of(r, node, {});
  r.places.add("variants." + variant.id, place_of(r, key), r.c.variants.size());
  const Node* set = map_at(node, "set");
  if (set == nullptr) return;
  const std::string_view bytes = r.problems.source().bytes();
  for (const Entry& change : set->entries) {
    const std::string_view value = bytes.substr(change.value.begin, change.value.end - change.value.begin);
    variant.set.push_back({change.key.text, one_line(value), variant.id});
  }
  r.c.variants.push_back(std::move(variant));
}

void read(Reading& r) {
  const Node* node = map_at(r.root, "variants");
  if (node == nullptr) return;
  if (node->entries.size() > kMostVariants) {
    r.problems.error(place_of(r, *node), fmt::format("a case may have {} variants; these are {}",
                                                     kMostVariants, node->entries.size()));
    return;
  }
  for (const Entry& entry : node->entries) read_variant(r, entry);
}

}  // namespace

Section variants_section() {
  return {.fields = {{"variants", &kVariants,
                      "Named lists of changes: `--variant NAME` asks the case with one."}},
          .read = read,
          .example =
              R"(variants:                # named lists of changes, for `--variant NAME` and `offramp compare`
  early_mandate: {name: The mandate comes first, set: {no_deal.party_b.utility: 20 to 30}}
)"};
}

}  // namespace offramp::case_file
