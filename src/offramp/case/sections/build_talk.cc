// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/build.h"

namespace offramp::case_file {

void Builder::read_talk() {
  const Node* node = map(root_, "talk");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(key);
    if (!party || !value.is_map()) continue;
    if (case_.types[party->index()].empty()) {
      problems_.error(place(key), fmt::format("{} has no types: its words hide nothing", key.text),
                      "give it types, or delete its talk");
      continue;
    }
    in_block("talk." + key.text, place(key), [&, &body = value] { talk(body, *party); });
  }
}

void Builder::talk(const Node& node, PartyId party) {
  TalkPayoffs result;
  result.party = party;
  result.provenance = provenance(node, {});
  if (const Node* answers = map(node, "answers")) {
    for (const auto& [key, value] : answers->entries) {
      result.answers.push_back({key.text, value.is_scalar() ? std::string(value.text) : key.text, {}});
    }
  }
  result.speaker = talk_payoffs(node, "speaker", result);
  result.listener = talk_payoffs(node, "listener", result);
  const std::vector<PartyType>& types = case_.types[party.index()];
  const std::string& id = case_.parties[party.index()].id;
  result.lying.resize(types.size());
  if (const Node* lying = map(node, "lying")) {
    for (const auto& [key, value] : lying->entries) {
      const std::optional<TypeId> type = type_of(party, key);
      if (!type) continue;
      result.lying[type->index()] = input(
          value, {quantity_shapes().factor, fmt::format("talk.{}.lying.{}", id, key.text),
                  fmt::format("cost of a lie for {}", types[type->index()].name), result.provenance, false});
    }
  }
  case_.talk.push_back(std::move(result));
}

// [type * answers + answer]; a cell that is missing is an error.
std::vector<InputId> Builder::talk_payoffs(const Node& node, std::string_view key, const TalkPayoffs& talk) {
  const std::vector<PartyType>& types = case_.types[talk.party.index()];
  std::vector<std::optional<InputId>> cells(types.size() * talk.answers.size());
  const Node* table = map(node, key);
  if (table == nullptr) return {};
  for (const auto& [name, row] : table->entries) {
    const std::optional<TypeId> type = type_of(talk.party, name);
    if (!type || !row.is_map()) continue;
    for (const auto& [answer, value] : row.entries) {
      const auto found = std::find_if(talk.answers.begin(), talk.answers.end(),
                                      [&, &id = answer.text](const Option& o) { return o.id == id; });
      if (found == talk.answers.end()) {
        problems_.error(place(answer), fmt::format("`{}` is not among the answers", answer.text));
        continue;
      }
      const auto a = static_cast<std::size_t>(found - talk.answers.begin());
      cells[type->index() * talk.answers.size() + a] = input(
          value,
          {quantity_shapes().change,
           fmt::format("talk.{}.{}.{}.{}", case_.parties[talk.party.index()].id, key, name.text, answer.text),
           fmt::format("{} of `{}` if {}",
                       key == "speaker" ? "worth to the speaker" : "worth to the listener", found->name,
                       types[type->index()].name),
           talk.provenance, false});
    }
  }
  std::vector<InputId> result;
  for (std::size_t n = 0; n < cells.size(); ++n) {
    if (!cells[n]) {
      problems_.error(
          place(node.entry(key)->key),
          fmt::format("no payoff is given for type `{}` and answer `{}`", types[n / talk.answers.size()].id,
                      talk.answers[n % talk.answers.size()].id),
          "give one for every type and every answer");
    }
    result.push_back(cells[n].value_or(InputId()));
  }
  return result;
}

}  // namespace offramp::case_file
