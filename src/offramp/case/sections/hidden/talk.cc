// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kAnswers =
    dictionary("answers", "What others may do about the party's words, by identifier.", shapes::text, 2);
const Shape kPayoffsOfOne =
    dictionary("payoffs of answers", "Points of utility for each answer.", shapes::change, 2);
const Shape kPayoffs =
    dictionary("payoffs by type", "Per type, points of utility for each answer.", kPayoffsOfOne);
const Shape kLying =
    dictionary("costs of lying", "Per type, points that a false claim costs it.", shapes::factor);
const Shape kEntry = record(
    "payoffs of talk", "What a party gains by what others do about its words.",
    shapes::block({{"answers", &kAnswers,
                    "What others may do, by identifier: {pause: They pause, press: They go on}.", true},
                   {"speaker", &kPayoffs, "Per type, what each answer is worth to the party.", true},
                   {"listener", &kPayoffs, "Per type, what each answer is worth to those who listen.", true},
                   {"lying", &kLying, "Per type, what a false claim costs it; nothing by default."}}));
const Shape kTalk = dictionary(
    "talk", "What parties gain by being believed; in place of what follows from their settlements.", kEntry);

// [type * answers + answer]; a cell that is missing is an error.
std::vector<InputId> complete(Reading& r, const Node& key, const TalkPayoffs& talk,
                              const std::vector<std::optional<InputId>>& cells) {
  const std::vector<PartyType>& types = r.c.types[talk.party.index()];
  std::vector<InputId> result;
  for (std::size_t n = 0; n < cells.size(); ++n) {
    if (!cells[n]) {
      r.problems.error(
          place_of(r, key),
          fmt::format("no payoff is given for type `{}` and answer `{}`", types[n / talk.answers.size()].id,
                      talk.answers[n % talk.answers.size()].id),
          "give one for every type and every answer");
    }
    result.push_back(cells[n].value_or(InputId()));
  }
  return result;
}

std::vector<InputId> read_payoffs(Reading& r, const Node& node, std::string_view key, const InputRole& role,
                                  const TalkPayoffs& talk) {
  const Node* table = map_at(node, key);
  if (table == nullptr) return {};
  const std::string& party = r.c.parties[talk.party.index()].id;
  std::vector<std::optional<InputId>> cells(r.c.types[talk.party.index()].size() * talk.answers.size());
  for (const auto& [name, row] : table->entries) {
    const std::optional<TypeId> type = type_of(r, talk.party, name);
    if (!type || !row.is_map()) continue;
    for (const auto& [answer, value] : row.entries) {
      const auto a = position_of(talk.answers, answer.text);
      if (!a) {
        r.problems.error(place_of(r, answer), fmt::format("`{}` is not among the answers", answer.text));
        continue;
      }
      cells[type->index() * talk.answers.size() + *a] =
          read_input(r, value,
                     {.about = {.path = fmt::format("talk.{}.{}.{}.{}", party, key, name.text, answer.text),
                                .role = &role,
                                .parties = {talk.party},
                                .type = type,
                                .item = *a},
                      .domain = shapes::change.domain,
                      .inherited = talk.provenance});
    }
  }
  return complete(r, node.entry(key)->key, talk, cells);
}

void read_lying(Reading& r, const Node& node, TalkPayoffs& into) {
  into.lying.resize(r.c.types[into.party.index()].size());
  const Node* lying = map_at(node, "lying");
  if (lying == nullptr) return;
  for (const auto& [key, value] : lying->entries) {
    const std::optional<TypeId> type = type_of(r, into.party, key);
    if (!type) continue;
    into.lying[type->index()] = read_input(
        r, value,
        {.about = {.path = fmt::format("talk.{}.lying.{}", r.c.parties[into.party.index()].id, key.text),
                   .role = &roles::talk_lie,
                   .parties = {into.party},
                   .type = type},
         .domain = shapes::factor.domain,
         .inherited = into.provenance});
  }
}

void read_talk(Reading& r, const Node& node, PartyId party) {
  TalkPayoffs result;
  result.party = party;
  result.provenance = provenance_of(r, node, {});
  if (const Node* answers = map_at(node, "answers")) {
    for (const auto& [key, value] : answers->entries) {
      result.answers.push_back({key.text, value.is_scalar() ? value.text : key.text, {}});
    }
  }
  result.speaker = read_payoffs(r, node, "speaker", roles::talk_speaker, result);
  result.listener = read_payoffs(r, node, "listener", roles::talk_listener, result);
  read_lying(r, node, result);
  r.c.talk.push_back(std::move(result));
}

void read(Reading& r) {
  const Node* node = map_at(r.root, "talk");
  if (node == nullptr) return;
  for (const Entry& entry : node->entries) {
    const std::optional<PartyId> party = party_of(r, entry.key);
    if (!party || !entry.value.is_map()) continue;
    if (r.c.types[party->index()].empty()) {
      r.problems.error(place_of(r, entry.key),
                       fmt::format("{} has no types: its words hide nothing", entry.key.text),
                       "give it types, or delete its talk");
      continue;
    }
    in_block(r, "talk." + entry.key.text, "talk." + entry.key.text, place_of(r, entry.key),
             [&] { read_talk(r, entry.value, *party); });
  }
}

}  // namespace

Section talk_section() {
  return {.fields = {{"talk", &kTalk, "What parties gain by being believed."}},
          .read = read,
          .example = R"(talk:                    # what a party gains by what others do about its words
  party_b:
    answers: {wait: The others hold back, press: The others press on}
    speaker: {stalls: {wait: 5 to 10, press: 0}, deals: {wait: 1 to 3, press: 2}}
    listener: {stalls: {wait: -8 to -4, press: 0}, deals: {wait: 2 to 5, press: 0}}
    lying: {deals: 1 to 2}
)"};
}

}  // namespace offramp::case_file
