// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kComponents = dictionary("components", "Named parts, added to the rest.", shapes::change);
const Shape kEntry =
    record("no-deal value", "What a party has if there is no settlement.",
           shapes::block({{"utility", &shapes::points, "Points, 0 to 100."},
                          {"worth", &shapes::settlement, "As good to the party as this settlement."},
                          {"plus", &shapes::change, "Points added to what the settlement is worth."},
                          {"components", &kComponents, "Named parts, added to the rest."}}),
           {{KeyRule::Kind::exactly_one, {"utility", "worth"}}, {KeyRule::Kind::needs, {"plus", "worth"}}});

bool is_number(const Node& node) {
  if (!node.is_map()) return true;
  for (const std::string_view key : quantity_keys()) {
    if (node.at(key) != nullptr) return true;
  }
  return false;
}

void read(Reading& r) {
  r.c.no_deal.resize(r.c.parties.size());
  const Node* node = map_at(r.root, "no_deal");
  if (node == nullptr) return;
  for (const Entry& entry : node->entries) {
    const std::optional<PartyId> party = party_of(r, entry.key);
    if (!party) continue;
    const std::string path = "no_deal." + entry.key.text;
    r.places.add(path, place_of(r, entry.key));
    in_block(r, path, path, place_of(r, entry.key),
             [&] { r.c.no_deal[party->index()] = read_no_deal_of(r, entry.value, {*party}, {}, path); });
  }
}

}  // namespace

const Shape kNoDealOfOne = either("points, or {utility or worth, components}",
                                  "What a party has if there is no settlement.", {&shapes::points, &kEntry});

namespace {
const Shape kNoDeal = dictionary(
    "no_deal", "What each party has if there is no settlement, in points of utility.", kNoDealOfOne);
}

NoDeal read_no_deal_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                       const std::string& path) {
  const Provenance from = is_number(node) ? inherited : provenance_of(r, node, inherited);
  const auto slot = [&](const char* key, const InputRole& role, const Shape& shape) {
    return Slot{.about = {.path = path + key, .role = &role, .parties = {owner.party}, .type = owner.type},
                .domain = shape.domain,
                .inherited = from};
  };
  const Slot utility = slot(".utility", roles::no_deal, shapes::points);
  NoDeal result;
  if (is_number(node)) {
    result.utility = read_input(r, node, utility);
    return result;
  }
  result.utility = read_input_at(r, node, "utility", utility);
  result.plus = read_input_at(r, node, "plus", slot(".plus", roles::no_deal_plus, shapes::change));
  if (const Node* worth = map_at(node, "worth")) {
    const auto named = settlement_of(r, *worth, place_of(r, node.entry("worth")->key), "`" + path + "`");
    if (named) result.worth = named->settlement;
    if (!named) result.utility = placeholder_input(r, utility, place_of(r, *worth));
  }
  if (const Node* components = map_at(node, "components")) {
    for (const auto& [key, value] : components->entries) {
      Slot part = slot(".components.", roles::no_deal_part, shapes::change);
      part.about.path += key.text;
      part.about.item = result.components.size();
      result.components.push_back({key.text, read_input(r, value, std::move(part))});
    }
  }
  return result;
}

Section no_deal_section() {
  return {.fields = {{"no_deal", &kNoDeal, "What each party has if there is no settlement.", true}},
          .read = read,
          .skeleton = R"(no_deal:                   # what each party has if there is no settlement, 0 to 100
  party_a: {value: 30 to 50, source: placeholder, because: say why}
  party_b: {value: 25 to 45, source: placeholder, because: say why}
# envoy:                 # or as good as this settlement, plus or minus points, plus named parts
#   worth: {control: shared, withdrawal: 50}
#   plus: {value: -10 to -2, source: placeholder}
#   components: {fees: {value: 1 to 3, source: placeholder, because: say why}}
)"};
}

}  // namespace offramp::case_file
