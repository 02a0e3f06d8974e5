// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/hidden/likelihoods.h"

#include <fmt/format.h>

#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {

const Shape kLikelihoods = dictionary("likelihoods", "Chance of seeing it, for each type.", shapes::chance);

std::vector<std::string> ways_of(const Case& c, const Hidden& hidden) {
  if (hidden.kind == Hidden::Kind::type) return ids_of(c.types[hidden.index]);
  return {"yes", "no"};
}

std::optional<std::size_t> way_of(Reading& r, const Hidden& hidden, const Node& key) {
  if (hidden.kind == Hidden::Kind::type) {
    const std::optional<TypeId> type = type_of(r, PartyId(hidden.index), key);
    return type ? std::optional(type->index()) : std::nullopt;
  }
  if (key.text == "yes") return 0;
  if (key.text == "no") return 1;
  if (r.structure.sound(key)) {
    r.problems.error(place_of(r, key), fmt::format("`{}` is neither `yes` nor `no`", key.text),
                     "of a circumstance or a red line: given that it is so, and given that it is not");
  }
  return std::nullopt;
}

std::vector<InputId> one_per_way(Reading& r, const Node& item, std::string_view key, const Hidden& of,
                                 const std::vector<std::optional<InputId>>& given) {
  const std::vector<std::string> ways = ways_of(r.c, of);
  const bool types = of.kind == Hidden::Kind::type;
  // As many names as ways: what is missed stands there under a name that is none, which has been said.
  const bool misnamed = item.at(key)->entries.size() >= ways.size();
  std::vector<InputId> result;
  for (std::size_t t = 0; t < given.size(); ++t) {
    if (!given[t] && !misnamed) {
      r.problems.error(
          place_of(r, item.entry(key)->key),
          fmt::format("no {} is given for {}`{}`", key, types ? "type " : "", ways[t]),
          types ? "give one for every type of the party" : "give one for `yes` and one for `no`");
    }
    result.push_back(given[t].value_or(InputId()));
  }
  return result;
}

std::vector<InputId> read_likelihoods(Reading& r, const Node& item, const Hidden& of, const Input& about,
                                      const Provenance& from) {
  const Node* node = map_at(item, "likelihood");
  if (node == nullptr) return {};
  std::vector<std::optional<InputId>> given(ways_of(r.c, of).size());
  for (const auto& [key, value] : node->entries) {
    const std::optional<std::size_t> way = way_of(r, of, key);
    if (!way) continue;
    Input one = about;
    one.path += ".likelihood." + key.text;
    if (of.kind == Hidden::Kind::type) one.type = TypeId(*way);
    given[*way] =
        read_input(r, value, {.about = std::move(one), .domain = shapes::chance.domain, .inherited = from});
  }
  return one_per_way(r, item, "likelihood", of, given);
}

}  // namespace offramp::case_file
