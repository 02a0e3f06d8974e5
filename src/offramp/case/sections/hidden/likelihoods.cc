// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/hidden/likelihoods.h"

#include <fmt/format.h>

#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {

const Shape kLikelihoods = dictionary("likelihoods", "Chance of seeing it, for each type.", shapes::chance);

std::vector<InputId> one_per_type(Reading& r, const Node& item, std::string_view key, PartyId about,
                                  const std::vector<std::optional<InputId>>& given) {
  const std::vector<PartyType>& types = r.c.types[about.index()];
  std::vector<InputId> result;
  for (std::size_t t = 0; t < given.size(); ++t) {
    if (!given[t]) {
      r.problems.error(place_of(r, item.entry(key)->key),
                       fmt::format("no {} is given for type `{}`", key, types[t].id),
                       "give one for every type of the party");
    }
    result.push_back(given[t].value_or(InputId()));
  }
  return result;
}

std::vector<InputId> read_likelihoods(Reading& r, const Node& item, const Input& about,
                                      const Provenance& from) {
  const PartyId party = about.parties.front();
  const Node* node = map_at(item, "likelihood");
  if (node == nullptr) return {};
  std::vector<std::optional<InputId>> given(r.c.types[party.index()].size());
  for (const auto& [key, value] : node->entries) {
    const std::optional<TypeId> type = type_of(r, party, key);
    if (!type) continue;
    Input one = about;
    one.path += ".likelihood." + key.text;
    one.type = type;
    given[type->index()] =
        read_input(r, value, {.about = std::move(one), .domain = shapes::chance.domain, .inherited = from});
  }
  return one_per_type(r, item, "likelihood", party, given);
}

}  // namespace offramp::case_file
