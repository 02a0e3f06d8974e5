// SPDX-License-Identifier: Apache-2.0
// What a party asks for beyond its no-deal value before it signs (case/model/acceptance.h).
#include <fmt/format.h>

#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kCommitment =
    record("commitment", "What a party has said in public that it will have.",
           shapes::block({{"id", &shapes::name, "Identifier.", true},
                          {"to", &shapes::condition, "What a settlement must meet to keep it.", true},
                          {"cost", &shapes::points, "Points that going back on it costs the party.", true}}));
const Shape kCommitments =
    list("commitments", "Public words that it would cost the party to go back on.", kCommitment);

}  // namespace

const Shape kAcceptanceOfOne = record(
    "acceptance of one party", "What it asks for beyond its no-deal value.",
    shapes::block({{"margin", &shapes::points, "Points of gain over no deal that it asks for; 0 by default."},
                   {"commitments", &kCommitments, "Public words that it would cost it to go back on."}}));

namespace {
const Shape kAcceptance =
    dictionary("acceptance", "What parties ask for beyond their no-deal values.", kAcceptanceOfOne);

void read_commitment(Reading& r, const Node& node, Owner owner, const Provenance& from,
                     const std::string& path, std::set<std::string>& seen, Acceptance& into) {
  Commitment commitment;
  commitment.id = text_at(r, node, "id");
  const Node* id = scalar_at(r, node, "id");
  unique(r, seen, commitment.id, place_of(r, id == nullptr ? node : *id), "commitment");
  const Provenance own = provenance_of(r, node, from);
  const Node* cost = node.at("cost");
  const Node* to = scalar_at(r, node, "to");
  const std::string address = fmt::format("{}.commitments.{}", path, commitment.id);
  std::optional<Rule> rule = to == nullptr ? std::nullopt : rule_at(r, *to, nullptr, address);
  if (cost == nullptr || !rule) return;
  commitment.to = *std::move(rule);
  commitment.to.provenance = own;
  commitment.cost = read_input(r, *cost,
                               {.about = {.path = address + ".cost",
                                          .role = &roles::audience_cost,
                                          .parties = {owner.party},
                                          .type = owner.type,
                                          .item = into.commitments.size()},
                                .domain = shapes::points.domain,
                                .inherited = own});
  into.commitments.push_back(std::move(commitment));
}

void read(Reading& r) {
  r.c.acceptance.resize(r.c.parties.size());
  const Node* node = map_at(r.root, "acceptance");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(r, key);
    if (!party || !value.is_map()) continue;
    const std::string path = "acceptance." + key.text;
    r.places.add(path, place_of(r, key));
    in_block(r, path, path, place_of(r, key), [&, &body = value] {
      read_acceptance_of(r, body, {*party}, {}, path, r.c.acceptance[party->index()]);
    });
  }
}

}  // namespace

void read_acceptance_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                        const std::string& path, Acceptance& into) {
  const Provenance from = provenance_of(r, node, inherited);
  into.margin = read_input_at(r, node, "margin",
                              {.about = {.path = path + ".margin",
                                         .role = &roles::margin,
                                         .parties = {owner.party},
                                         .type = owner.type},
                               .domain = shapes::points.domain,
                               .inherited = from});
  const Node* commitments = list_at(node, "commitments");
  if (commitments == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : commitments->items) {
    if (item.is_map()) read_commitment(r, item, owner, from, path, seen, into);
  }
}

Section acceptance_section() {
  return {
      .fields = {{"acceptance", &kAcceptance, "What parties ask for beyond their no-deal values."}},
      .read = read,
      .example = R"(acceptance:              # what a party asks for beyond its no-deal value before it signs
  party_a:
    margin: {value: 0 to 5, source: placeholder}       # points of gain over no deal: distrust, friction
    commitments:         # public words that it would cost the party to go back on
      - {id: no_sharing, to: control != shared, cost: {value: 3 to 8, source: placeholder}, because: say why}
)"};
}

}  // namespace offramp::case_file
