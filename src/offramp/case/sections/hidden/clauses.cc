// SPDX-License-Identifier: Apache-2.0
// `instead` of a number: what it is where something else that is hidden holds (case/model/clauses.h).
#include "offramp/case/model/clauses.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"

namespace offramp::case_file {
namespace {

constexpr std::string_view kYes = "yes";
constexpr std::string_view kNo = "no";

std::optional<Premise> circumstance_premise(Reading& r, const Entry& entry, std::size_t position,
                                            const Input& input) {
  if (!r.structure.sound(entry.value)) return std::nullopt;
  if (entry.value.text != kYes && entry.value.text != kNo) {
    r.problems.error(place_of(r, entry.value), fmt::format("circumstance `{}` is `{}`; it is `yes` or `no`",
                                                           entry.key.text, entry.value.text));
    return std::nullopt;
  }
  const Hidden asked{Hidden::Kind::circumstance, position};
  if (input.is(roles::likelihood) && r.c.evidence[input.item].about == asked) {
    r.problems.error(
        place_of(r, entry.key),
        fmt::format("`{}` tells `{}` itself apart: `if` speaks of other things", input.path, entry.key.text));
    return std::nullopt;
  }
  return Premise{.circumstance = CircumstanceId(position), .obtains = entry.value.text == kYes};
}

std::optional<Premise> type_premise(Reading& r, const Entry& entry, std::size_t position,
                                    const Input& input) {
  const PartyId party(position);
  if (std::find(input.parties.begin(), input.parties.end(), party) != input.parties.end()) {
    r.problems.error(place_of(r, entry.key),
                     fmt::format("`{}` is the party's own number: `if` speaks of others", input.path),
                     fmt::format("write what differs between its types under types.{}", entry.key.text));
    return std::nullopt;
  }
  const std::optional<TypeId> type = type_of(r, party, entry.value);
  if (!type) return std::nullopt;
  return Premise{.party = party, .type = *type};
}

std::optional<Premise> premise_of(Reading& r, const Entry& entry, const Input& input) {
  if (const auto found = r.places.position("circumstances." + entry.key.text))
    return circumstance_premise(r, entry, *found, input);
  if (const auto found = r.places.position("parties." + entry.key.text))
    return type_premise(r, entry, *found, input);
  if (!r.structure.sound(entry.key)) return std::nullopt;
  r.problems.error(place_of(r, entry.key),
                   fmt::format("`{}` is neither a party nor a circumstance", entry.key.text), [&] {
                     std::vector<std::string> names = ids_of(r.c.circumstances);
                     const std::vector<std::string> parties = ids_of(r.c.parties);
                     names.insert(names.end(), parties.begin(), parties.end());
                     return name_hint(entry.key.text, names, "there are");
                   });
  return std::nullopt;
}

void read_clause(Reading& r, const Node& node, InputId id) {
  const auto parsed = r.structure.quantities.find(&node);
  const Node* when = node.is_map() ? map_at(node, "if") : nullptr;
  if (when == nullptr) {
    r.problems.error(place_of(r, node), "a number in `instead` lacks `if`",
                     "{if: {party: type}, value: ...}: what must hold, and the number then");
    return;
  }
  if (parsed == r.structure.quantities.end()) return;
  Input& input = r.c.inputs[id.index()];
  Clause clause;
  for (const Entry& entry : when->entries) {
    if (const auto premise = premise_of(r, entry, input)) clause.when.push_back(*premise);
  }
  if (clause.when.size() != when->entries.size()) return;
  clause.quantity = parsed->second;
  clause.quantity.provenance = provenance_of(r, node, input.quantity.provenance);
  clause.line = place_of(r, node).line;
  input.instead.push_back(std::move(clause));
}

// What may not depend on anything else, and where to say it.
std::string_view refused(const Input& input) {
  if (input.is(roles::prior) || input.is(roles::joint_odds))
    return "say in `joint_types`, or by a factor, how types go together";
  if (input.is(roles::consistency)) return "a word of consistency is one number of the whole case";
  if (input.bearing() == Bearing::nothing && !input.is(roles::carries) && !input.is(roles::spoiler_tries) &&
      !input.is(roles::spoiler_succeeds) && !input.is(roles::spoiler_tolerance))
    return "only what bears on utilities, red lines, circumstances or evidence may depend on something";
  return {};
}

void read(Reading& r) {
  for (const WrittenClauses& written : r.clauses) {
    const Input& input = r.c.inputs[written.input.index()];
    if (const std::string_view hint = refused(input); !hint.empty()) {
      r.problems.error(place_of(r, *written.list), fmt::format("`{}` cannot have `instead`", input.path),
                       std::string(hint));
      continue;
    }
    for (const Node& node : written.list->items) read_clause(r, node, written.input);
  }
}

// The circumstances whose chances go round in a circle, from the first of them; empty if there is none.
std::vector<std::size_t> circle(const Case& c) {
  std::vector<bool> left(c.circumstances.size(), true);
  for (const CircumstanceId placed : circumstance_order(c)) left[placed.index()] = false;
  // Each of those left depends on one of them, so following that ends in a circle.
  const auto next = [&](std::size_t from) {
    for (const Clause& clause : c.inputs[c.circumstances[from].chance.index()].instead) {
      for (const Premise& premise : clause.when) {
        if (premise.circumstance && left[premise.circumstance->index()]) return premise.circumstance->index();
      }
    }
    return from;
  };
  const auto first = std::find(left.begin(), left.end(), true);
  if (first == left.end()) return {};
  std::vector<std::size_t> path{static_cast<std::size_t>(first - left.begin())};
  while (true) {
    const std::size_t to = next(path.back());
    const auto seen = std::find(path.begin(), path.end(), to);
    if (seen != path.end()) return {seen, path.end()};
    path.push_back(to);
  }
}

void check(Reading& r) {
  const std::vector<std::size_t> found = circle(r.c);
  if (found.empty()) return;
  std::vector<std::string> names;
  for (const std::size_t i : found) names.push_back(r.c.circumstances[i].id);
  names.push_back(names.front());
  r.problems.error(r.places.at("circumstances." + names.front()),
                   fmt::format("the chances of circumstances depend on one another in a circle: {}",
                               fmt::join(names, " on ")),
                   "break it: one of them must have a chance of its own");
}

}  // namespace

Section clauses_section() {
  return {.fields = {}, .read = read, .check = check};
}

}  // namespace offramp::case_file
