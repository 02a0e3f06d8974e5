// SPDX-License-Identifier: Apache-2.0
// How the conflict could end without a deal: what a stated war stands on.
#include <fmt/format.h>

#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kWorths = dictionary("worths", "Points to each party; may lie outside 0 to 100.", shapes::change);
const Shape kEnd =
    record("end", "One way in which the conflict could end without a deal.",
           shapes::block(
               {{"name", &shapes::text, "What a reader sees."},
                {"as", &shapes::settlement, "Who ends up with what, as a settlement of the same issues."},
                {"worth", &kWorths, "In place of `as`: points to each party."},
                {"chance", &shapes::share, "That the conflict ends so; scaled to sum 1 over all ends.", true},
                {"months", &shapes::weight, "From `as_of` until it comes.", true}}),
           {{KeyRule::Kind::exactly_one, {"as", "worth"}}});
const Shape kEnds = dictionary("ends", "How the conflict could end without a deal.", kEnd);

void read_worth(Reading& r, const Node& node, const std::string& path, const Provenance& from, End& end) {
  for (const auto& [key, value] : node.entries) {
    const std::optional<PartyId> party = party_of(r, key);
    if (!party) continue;
    end.worth[party->index()] = read_input(r, value,
                                           {.about = {.path = path + ".worth." + key.text,
                                                      .role = &roles::end_worth,
                                                      .parties = {*party},
                                                      .item = r.c.ends.size()},
                                            .domain = shapes::change.domain,
                                            .inherited = from});
  }
}

void read_end(Reading& r, const std::string& id, const Node& node) {
  const std::string path = "ends." + id;
  const Provenance from = provenance_of(r, node, {});
  End end;
  end.id = id;
  end.name = text_at(r, node, "name");
  if (end.name.empty()) end.name = id;
  end.worth.resize(r.c.parties.size());
  if (const Node* as = map_at(node, "as")) {
    const auto named = settlement_of(r, *as, place_of(r, node.entry("as")->key), "`" + path + "`");
    if (named) end.as = named->settlement;
  }
  if (const Node* worth = map_at(node, "worth")) read_worth(r, *worth, path, from, end);
  std::vector<PartyId> everybody;
  for (std::size_t p = 0; p < r.c.parties.size(); ++p) everybody.emplace_back(p);
  const auto number = [&](const char* key, const InputRole& role, const Shape& shape) {
    return read_required(
        r, node, key,
        {.about = {.path = path + "." + key, .role = &role, .parties = everybody, .item = r.c.ends.size()},
         .domain = shape.domain,
         .inherited = from});
  };
  end.chance = number("chance", roles::end_chance, shapes::share);
  end.months = number("months", roles::end_months, shapes::weight);
  r.c.ends.push_back(std::move(end));
}

void read(Reading& r) {
  const Node* node = map_at(r.root, "ends");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    if (!value.is_map()) continue;
    const std::string path = "ends." + key.text;
    r.places.add(path, place_of(r, key), r.c.ends.size());
    in_block(r, path, path, place_of(r, key), [&, &body = value, &id = key.text] { read_end(r, id, body); });
  }
}

void check(Reading& r) {
  if (r.c.ends.empty()) return;
  const auto fights = [](const std::optional<NoDeal>& no_deal) { return no_deal && no_deal->war; };
  bool used = false;
  for (const auto& no_deal : r.c.no_deal) used = used || fights(no_deal);
  for (const auto& types : r.c.types) {
    for (const PartyType& type : types) used = used || fights(type.no_deal);
  }
  if (used) return;
  warn(r, {"unused_ends", "ends"}, r.places.at("ends." + r.c.ends.front().id),
       "no no-deal value stands on `ends`", "say under no_deal.PARTY.war what fighting on is worth");
}

}  // namespace

Section ends_section() {
  return {.fields = {{"ends", &kEnds, "How the conflict could end without a deal; for no_deal.PARTY.war."}},
          .read = read,
          .check = check,
          .example = R"(ends:                    # how the conflict could end without a deal
  a_prevails:
    name: Party A prevails
    as: {control: a, withdrawal: 0}                    # who ends up with what
    chance: {value: 30 % to 50 %, source: placeholder}
    months: {value: 6 to 18, source: placeholder}      # from as_of until it comes
  stalemate:
    name: Nobody prevails
    worth: {party_a: 20 to 30, party_b: 25 to 35, envoy: 40}     # or points to each party
    chance: 50 % to 70 %
    months: 24 to 48
    source: placeholder
)"};
}

}  // namespace offramp::case_file
