// SPDX-License-Identifier: Apache-2.0
// Who may wreck a settlement without having a veto (case/model/acceptance.h).
#include <fmt/format.h>

#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kTolerance = quantity("tolerance", "Points of loss against no deal that it bears, 0 to 100.",
                                  Domain::bounded(0.0, 100.0), shapes::block({}));
const Shape kSpoiler =
    record("spoiler", "Who has no veto and may wreck a settlement that leaves it worse off than no deal.",
           shapes::block(
               {{"party", &shapes::name, "A party without a veto, with interests and a no-deal value.", true},
                {"tolerance", &kTolerance, "Points of loss against no deal that it bears; 0."},
                {"tries", &shapes::share, "Chance that it tries where it loses more.", true},
                {"succeeds", &shapes::share, "Chance that it succeeds if it tries.", true}}));
const Shape kSpoilers = list("spoilers", "Who may wreck a settlement.", kSpoiler);

std::optional<PartyId> spoiler_party(Reading& r, const Node& node) {
  const std::optional<PartyId> party = party_of(r, node);
  if (!party) return std::nullopt;
  const Party& who = r.c.parties[party->index()];
  if (who.veto) {
    r.problems.error(place_of(r, node),
                     fmt::format("`{}` has a veto: it need not wreck what it can refuse", who.id),
                     "a type whose talks are a feint has `bad_faith`");
  }
  return party;
}

void read_one(Reading& r, const Node& node, std::set<std::string>& seen) {
  const Node* who = scalar_at(r, node, "party");
  const std::optional<PartyId> party = who == nullptr ? std::nullopt : spoiler_party(r, *who);
  if (!party) return;
  Spoiler spoiler;
  spoiler.party = *party;
  spoiler.id = r.c.parties[party->index()].id;
  unique(r, seen, spoiler.id, place_of(r, *who), "spoiler");
  const std::string path = "spoilers." + spoiler.id;
  spoiler.provenance = provenance_of(r, node, {});
  const auto slot = [&](const char* key, const InputRole& role, const Shape& shape) {
    return Slot{
        .about = {.path = path + "." + key, .role = &role, .parties = {*party}, .item = r.c.spoilers.size()},
        .domain = shape.domain,
        .inherited = spoiler.provenance};
  };
  spoiler.tolerance =
      read_input_at(r, node, "tolerance", slot("tolerance", roles::spoiler_tolerance, kTolerance));
  spoiler.tries = read_required(r, node, "tries", slot("tries", roles::spoiler_tries, shapes::share));
  spoiler.succeeds =
      read_required(r, node, "succeeds", slot("succeeds", roles::spoiler_succeeds, shapes::share));
  r.places.add(path, place_of(r, *who), r.c.spoilers.size());
  r.c.spoilers.push_back(std::move(spoiler));
}

void read(Reading& r) {
  std::set<std::string> seen;
  const Node* node = list_at(r.root, "spoilers");
  if (node == nullptr) return;
  for (const Node& item : node->items) {
    if (!item.is_map()) continue;
    const std::string path = "spoilers." + text_at(r, item, "party");
    in_block(r, path, path, place_of(r, item), [&] { read_one(r, item, seen); });
  }
}

// Once the types are known.
void check(Reading& r) {
  std::set<std::string> said;
  for (const Spoiler& spoiler : r.c.spoilers) {
    if (r.c.can_judge(spoiler.party) || !said.insert(spoiler.id).second) continue;
    r.problems.error(
        r.places.at("spoilers." + spoiler.id),
        fmt::format("whether `{}` is worse off cannot be told: it has no interests or no no-deal value",
                    spoiler.id),
        "give it both, under `interests` and `no_deal`");
  }
}

}  // namespace

Section spoilers_section() {
  return {
      .fields = {{"spoilers", &kSpoilers, "Who has no veto and may wreck a settlement."}},
      .read = read,
      .check = check,
      .example =
          R"(spoilers:                # who has no veto and may wreck what leaves it worse off than no deal
  - {party: envoy, tolerance: 5, tries: 40 % to 70 %, succeeds: 10 % to 30 %, source: placeholder}
)"};
}

}  // namespace offramp::case_file
