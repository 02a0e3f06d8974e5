// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kType = record(
    "type", "What the party may truly be.",
    shapes::block(
        {{"name", &shapes::text, "What a reader sees."},
         {"prior", &shapes::share, "Probability of this type before the evidence; priors sum to 1.", true},
         {"bad_faith", &shapes::boolean,
          "Talks are a feint if the party is of this type; false is the default."},
         {"interests", &kInterestsOfOne, "What is given here replaces the party's own, number by number."},
         {"no_deal", &kNoDealOfOne, "Replaces the party's own."},
         {"acceptance", &kAcceptanceOfOne, "What it asks for, over the party's own."},
         {"red_lines", &kRedLinesOfType, "Red lines held only by this type."},
         {"drops", &shapes::names, "Red lines or bonuses of the party that this type does not have."}}));
const Shape kTypesOfOne =
    dictionary("types of one party", "What the party may be hiding; priors sum to 1.", kType);
const Shape kTypes = dictionary("types", "What parties may be hiding.", kTypesOfOne);

void read_names(Reading& r, const Node& node, PartyId party) {
  std::vector<PartyType>& types = r.c.types[party.index()];
  for (const auto& [id, body] : node.entries) {
    PartyType type;
    type.id = id.text;
    type.name = text_at(r, body, "name");
    if (type.name.empty()) type.name = id.text;
    type.bad_faith = flag_at(r, body, "bad_faith");
    type.interests.weight.resize(r.c.issues.size());
    type.interests.value.resize(r.c.issues.size());
    r.places.add(fmt::format("types.{}.{}", r.c.parties[party.index()].id, id.text), place_of(r, id),
                 types.size());
    types.push_back(std::move(type));
  }
}

void read_type(Reading& r, const Node& node, PartyId party, TypeId id) {
  PartyType& type = r.c.types[party.index()][id.index()];
  const std::string path = fmt::format("types.{}.{}", r.c.parties[party.index()].id, type.id);
  const Provenance from = provenance_of(r, node, {});
  const Slot slot{.about = {.path = path + ".prior", .role = &roles::prior, .parties = {party}, .type = id},
                  .domain = shapes::share.domain,
                  .inherited = from};
  type.prior = read_required(r, node, "prior", slot);
  const Owner owner{party, id};
  if (const Node* body = map_at(node, "interests"))
    read_interests_of(r, *body, owner, from, path + ".interests", type.interests);
  if (const Node* body = node.at("no_deal"))
    type.no_deal = read_no_deal_of(r, *body, owner, from, path + ".no_deal");
  if (const Node* body = map_at(node, "acceptance"))
    read_acceptance_of(r, *body, owner, from, path + ".acceptance", type.acceptance);
  if (const Node* lines = list_at(node, "red_lines")) {
    for (const Node& item : lines->items) {
      if (item.is_map()) read_red_line_of(r, item, owner, from);
    }
  }
}

void drop(Reading& r, const Node& item, PartyId party, TypeId id, const std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), item.text) == names.end()) {
    const std::string hint = suggestion(item.text, names);
    r.problems.error(
        place_of(r, item),
        fmt::format("`{}` is not a red line or bonus of {}", item.text, r.c.parties[party.index()].id),
        hint.empty() && !names.empty() ? fmt::format("it has: {}", fmt::join(names, ", ")) : hint);
    return;
  }
  for (RedLine& line : r.c.red_lines) {
    if (line.id == item.text && line.party == party) line.dropped_by.push_back(id);
  }
  const auto& own = r.c.interests[party.index()].bonuses;
  if (std::any_of(own.begin(), own.end(), [&](const BonusTerm& b) { return b.id == item.text; })) {
    r.c.types[party.index()][id.index()].dropped_bonuses.push_back(item.text);
  }
}

// After all red lines and bonuses are known.
void read_drops(Reading& r, const Node& of_party, PartyId party) {
  std::vector<std::string> names;
  for (const RedLine& line : r.c.red_lines) {
    if (line.party == party && !line.only_type) names.push_back(line.id);
  }
  for (const BonusTerm& bonus : r.c.interests[party.index()].bonuses) names.push_back(bonus.id);
  for (std::size_t t = 0; t < of_party.entries.size(); ++t) {
    const Node* drops = list_at(of_party.entries[t].value, "drops");
    if (drops == nullptr) continue;
    for (const Node& item : drops->items) drop(r, item, party, TypeId(t), names);
  }
}

void read(Reading& r) {
  r.c.types.resize(r.c.parties.size());
  const Node* node = map_at(r.root, "types");
  if (node == nullptr) return;
  std::vector<std::pair<PartyId, const Node*>> found;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(r, key);
    if (party && value.is_map()) found.emplace_back(*party, &value);
  }
  for (const auto& [party, types] : found) read_names(r, *types, party);
  for (const auto& [party, types] : found) {
    for (std::size_t t = 0; t < types->entries.size(); ++t) {
      const Entry& type = types->entries[t];
      const std::string path = fmt::format("types.{}.{}", r.c.parties[party.index()].id, type.key.text);
      in_block(r, path, path, place_of(r, type.key),
               [&, &owner = party] { read_type(r, type.value, owner, TypeId(t)); });
    }
  }
  for (const auto& [party, types] : found) read_drops(r, *types, party);
}

void check_priors(Reading& r, std::size_t party) {
  const std::string& id = r.c.parties[party].id;
  const std::vector<PartyType>& types = r.c.types[party];
  double sum = 0.0;
  bool uncertain = false, none_sure = true;
  for (const PartyType& type : types) {
    if (r.is_broken(type.prior)) return;
    const Quantity& prior = r.c.quantity(type.prior);
    if (!prior.uncertain() && prior.median() == 0.0) {
      warn(r, {"impossible_type", fmt::format("types.{}.{}", id, type.id)},
           r.places.at(r.c.inputs[type.prior.index()].path),
           fmt::format("type `{}` has probability 0: it occurs in no world", type.id), "delete the type");
    }
    uncertain = uncertain || prior.uncertain();
    none_sure = none_sure && may_be_zero(prior);
    sum += prior.median();
  }
  if (none_sure && sum > 0.0) {
    r.problems.error(r.places.at(fmt::format("types.{}.{}", id, types.front().id)),
                     fmt::format("all priors of {} may be 0 at once: no type would be left", id),
                     "let one of the intervals begin above 0");
  }
  if (types.empty() || std::fabs(sum - 1.0) <= (uncertain ? 0.01 : 1e-9)) return;
  r.problems.error(r.places.at(fmt::format("types.{}.{}", id, types.front().id)),
                   fmt::format("the priors of {} sum to {}, not to 1{}", id, number_text_apart(sum, 1.0),
                               uncertain ? " (at their medians)" : ""),
                   uncertain ? "medians must sum to 1 within 0.01" : "write probabilities that sum to 1");
}

void check(Reading& r) {
  for (std::size_t p = 0; p < r.c.parties.size(); ++p) check_priors(r, p);
}

}  // namespace

Section types_section() {
  return {.fields = {{"types", &kTypes, "What parties may be hiding."}},
          .read = read,
          .check = check,
          .skeleton = R"(types:                     # what a party may be hiding; priors sum to 1
  party_a:
    resolved: {name: Thinks time is on its side, prior: 0.5, source: placeholder, no_deal: 45 to 65}
    weary: {name: Wants out, prior: 0.5, source: placeholder}
#   party_b:               # a type may want other things, have red lines of its own, and drop the party's
#     stalls:
#       name: Talks to gain time
#       prior: 0.3
#       source: placeholder
#       bad_faith: true    # talks are a feint if the party is of this type
#       interests: {weight: {control: 60 to 80}}
#       red_lines: [{id: no_sharing, never: control = shared, kind: moral, because: say why}]
#     deals: {name: Wants a deal, prior: 0.7, source: placeholder}
)"};
}

}  // namespace offramp::case_file
