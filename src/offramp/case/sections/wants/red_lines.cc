// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kKind =
    choice<RedLineKind>("kind of red line", "Why it cannot be crossed; strategic is the default.");
std::vector<Field> red_line_fields(bool with_party) {
  std::vector<Field> fields{{"id", &shapes::name, "Identifier; PARTY_1, PARTY_2, ... by default."}};
  if (with_party) fields.push_back({"party", &shapes::name, "Whose red line it is.", true});
  fields.push_back({"never", &shapes::condition, "What the party can never accept.", true});
  fields.push_back({"kind", &kKind, "moral, strategic (default) or domestic."});
  fields.push_back({"holds", &shapes::share, "The chance that it is one; for certain by default."});
  fields.push_back({"unacceptable_to", &shapes::share, "An older name of `holds`."});
  fields.push_back(
      {"price", &shapes::points, "Points at which the party would cross it; without it it never would."});
  fields = shapes::block(std::move(fields));
  return with_party ? shapes::in_confidence(std::move(fields)) : fields;
}
const std::vector<KeyRule> kOneName{{KeyRule::Kind::at_most_one, {"holds", "unacceptable_to"}}};
const Shape kRedLine =
    record("red line", "What a party can never accept, or at a price only.", red_line_fields(true), kOneName);
const Shape kRedLines = list("list of red lines", "What parties can never accept.", kRedLine);
const Shape kRedLineOfType =
    record("red line of a type", "What the party can never accept if it is of this type.",
           red_line_fields(false), kOneName);

void read(Reading& r) {
  const Node* node = list_at(r.root, "red_lines");
  if (node == nullptr) return;
  for (const Node& item : node->items) {
    const Node* owner = scalar_at(r, item, "party");
    const std::optional<PartyId> party = owner == nullptr ? std::nullopt : party_of(r, *owner);
    if (party) read_red_line_of(r, item, {*party}, {});
  }
}

void check(Reading& r) {
  for (const RedLine& line : r.c.red_lines) {
    if (!line.unacceptable_to || r.is_broken(*line.unacceptable_to)) continue;
    const Quantity& share = r.c.quantity(*line.unacceptable_to);
    if (share.uncertain() || share.median() > 0.0) continue;
    warn(r, {"never_held", "red_lines." + line.id},
         r.places.at(r.c.inputs[line.unacceptable_to->index()].path),
         fmt::format("red line `{}` holds with chance 0: it never does", line.id), "delete the red line");
  }
}

}  // namespace

const Shape kRedLinesOfType =
    list("list of red lines of a type", "Red lines held only by this type.", kRedLineOfType);

void read_red_line_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited) {
  RedLine line;
  line.party = owner.party;
  line.only_type = owner.type;
  line.id = text_at(r, node, "id");
  if (line.id.empty()) {
    const auto before = std::count_if(r.c.red_lines.begin(), r.c.red_lines.end(),
                                      [&](const RedLine& l) { return l.party == owner.party; });
    line.id = fmt::format("{}_{}", r.c.parties[owner.party.index()].id, before + 1);
  }
  const Node* id = scalar_at(r, node, "id");
  unique(r, r.red_line_ids, line.id, place_of(r, id == nullptr ? node : *id), "red line");
  line.kind = word_at<RedLineKind>(r, node, "kind").value_or(RedLineKind::strategic);
  const Provenance from = provenance_of(r, node, inherited);
  const char* key = node.at("holds") != nullptr ? "holds" : "unacceptable_to";
  if (const Node* share = node.at(key)) {
    in_block(r, "red line " + line.id, "red_lines." + line.id, place_of(r, node), [&] {
      line.unacceptable_to = read_input(r, *share,
                                        {.about = {.path = fmt::format("red_lines.{}.{}", line.id, key),
                                                   .role = &roles::red_line_share,
                                                   .parties = {owner.party},
                                                   .type = owner.type,
                                                   .item = r.c.red_lines.size()},
                                         .domain = shapes::share.domain,
                                         .inherited = from});
    });
  }
  line.price = read_input_at(r, node, "price",
                             {.about = {.path = fmt::format("red_lines.{}.price", line.id),
                                        .role = &roles::red_line_price,
                                        .parties = {owner.party},
                                        .type = owner.type,
                                        .item = r.c.red_lines.size()},
                              .domain = shapes::points.domain,
                              .inherited = from});
  const Node* never = scalar_at(r, node, "never");
  std::optional<Rule> rule =
      never == nullptr ? std::nullopt : rule_at(r, *never, nullptr, "red_lines." + line.id);
  if (!rule) return;
  rule->provenance = from;
  line.never = *std::move(rule);
  r.places.add("red_lines." + line.id, place_of(r, *never));
  r.c.red_lines.push_back(std::move(line));
}

Section red_lines_section() {
  return {
      .fields = {{"red_lines", &kRedLines, "What parties can never accept."}},
      .read = read,
      .check = check,
      .skeleton =
          R"(red_lines:                 # what a party can never accept; kind: moral, strategic or domestic
  - id: no_full_retreat
    party: party_a
    never: control = b and withdrawal = 100
    kind: domestic
    because: say why
    source: placeholder
    holds: 60 % to 80 %                                # leave it out if the red line holds for certain
#   - {id: not_for_less, party: party_b, never: control = a, price: 10 to 25, source: placeholder}   # crossed at a price
)"};
}

}  // namespace offramp::case_file
