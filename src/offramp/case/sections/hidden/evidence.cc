// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "offramp/base/text/date.h"
#include "offramp/case/model/consistency.h"
#include "offramp/case/sections/hidden/likelihoods.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kWord = choice<ConsistencyWord>("consistency", "How the item fits the type.");
const Shape kConsistencies =
    dictionary("consistencies", "How it fits each type, from an analysis of competing hypotheses.", kWord);
const Shape kKind = choice<EvidenceKind>(
    "kind of evidence", "word: cheap talk; costly_signal: words that cost something or bind; deed.");
const Shape kSignal = choice<SignalKind>("kind of signal", "For a costly signal: sunk_cost or tied_hands.");
const Shape kGrade{
    .form = Form::choice,
    .name = "Admiralty grade",
    .description = "Admiralty grade of the report: source A to F, information 1 to 6; F6 is the default.",
    .choices = {"A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3", "B4", "B5", "B6",
                "C1", "C2", "C3", "C4", "C5", "C6", "D1", "D2", "D3", "D4", "D5", "D6",
                "E1", "E2", "E3", "E4", "E5", "E6", "F1", "F2", "F3", "F4", "F5", "F6"}};
const Shape kItem = record(
    "evidence item", "A word or deed that bears on a party's type, a circumstance or a red line.",
    shapes::in_confidence(shapes::block(
        {{"id", &shapes::name, "Identifier.", true},
         {"date", &shapes::date, "When; not after `as_of`.", true},
         {"what", &shapes::text, "What was said or done.", true},
         {"by", &shapes::name, "Who said or did it."},
         {"about", &shapes::text,
          "Whose type it bears on; or `circumstances.ID`, or `red_lines.ID`: whether the line holds.", true},
         {"kind", &kKind, "word, costly_signal or deed.", true},
         {"signal", &kSignal, "For a costly signal: sunk_cost or tied_hands."},
         {"likelihood", &kLikelihoods,
          "Chance of seeing it, given each type; of a circumstance or red line {yes: ..., no: ...}."},
         {"consistency", &kConsistencies, "In place of likelihood: how it fits each type."},
         {"grade", &kGrade, "Admiralty grade: source A to F, information 1 to 6."},
         {"group", &shapes::name, "Items of one group are one report retold: the group counts once."}})),
    {{KeyRule::Kind::exactly_one, {"likelihood", "consistency"}}});
const Shape kEvidence = list("list of evidence items", "What has been seen.", kItem);

// Whom it bears on directly.
std::vector<PartyId> parties_of(const Case& c, const Hidden& hidden) {
  if (hidden.kind == Hidden::Kind::type) return {PartyId(hidden.index)};
  if (hidden.kind == Hidden::Kind::red_line) return {c.red_lines[hidden.index].party};
  return {};
}

std::optional<Hidden> red_line_at(Reading& r, const Node& node, std::string_view id) {
  for (std::size_t line = 0; line < r.c.red_lines.size(); ++line) {
    if (r.c.red_lines[line].id != id) continue;
    if (r.c.red_lines[line].unacceptable_to) return Hidden{Hidden::Kind::red_line, line};
    r.problems.error(place_of(r, node), fmt::format("red line `{}` holds for certain", id),
                     "evidence tells nothing about it; give it the chance that it holds, `holds`");
    return std::nullopt;
  }
  r.problems.error(place_of(r, node), fmt::format("`{}` is not a red line", id),
                   [&] { return name_hint(id, ids_of(r.c.red_lines), "red lines"); });
  return std::nullopt;
}

// Evidence cannot move a chance of 0 or 1.
void certain_circumstance(Reading& r, const Node& node, std::size_t circumstance) {
  const Circumstance& about = r.c.circumstances[circumstance];
  if (r.is_broken(about.chance) || !r.c.inputs[about.chance.index()].instead.empty()) return;
  const Quantity& chance = r.c.quantity(about.chance);
  if (chance.uncertain() || (chance.median() > 0.0 && chance.median() < 1.0)) return;
  warn(r, {"certain_circumstance", "circumstances." + about.id}, place_of(r, node),
       fmt::format("whether `{}` is so is stated as certain: no evidence moves it", about.id),
       "give it a chance between 0 and 1");
}

// What `about` names: a party with types, circumstances.ID or red_lines.ID.
std::optional<Hidden> hidden_at(Reading& r, const Node& node) {
  constexpr std::string_view kLine = "red_lines.", kCircumstance = "circumstances.";
  if (node.text.starts_with(kLine)) return red_line_at(r, node, node.text.substr(kLine.size()));
  if (node.text.starts_with(kCircumstance)) {
    if (const auto found = r.places.position(node.text)) {
      certain_circumstance(r, node, *found);
      return Hidden{Hidden::Kind::circumstance, *found};
    }
    r.problems.error(place_of(r, node),
                     fmt::format("`{}` is not a circumstance", node.text.substr(kCircumstance.size())),
                     [&] { return name_hint(node.text, ids_of(r.c.circumstances), "circumstances"); });
    return std::nullopt;
  }
  const std::optional<PartyId> party = party_of(r, node);
  return party ? std::optional(Hidden{Hidden::Kind::type, party->index()}) : std::nullopt;
}

// The inputs behind the words; each then bears on the party, too.
std::vector<InputId> read_consistencies(Reading& r, const Node& item, const Hidden& about) {
  const Node* node = map_at(item, "consistency");
  if (node == nullptr) return {};
  std::vector<std::optional<InputId>> given(ways_of(r.c, about).size());
  for (const auto& [key, value] : node->entries) {
    const std::optional<std::size_t> way = way_of(r, about, key);
    const auto word = from_word<ConsistencyWord>(value.text);
    if (way) given[*way] = InputId();  // no error here if the word is one of structure
    if (!way || !word) continue;
    const InputId input = consistency_input(r.c, *word).value();
    given[*way] = input;
    std::vector<PartyId>& parties = r.c.inputs[input.index()].parties;
    for (const PartyId party : parties_of(r.c, about)) {
      if (std::find(parties.begin(), parties.end(), party) == parties.end()) parties.push_back(party);
    }
  }
  return one_per_way(r, item, "consistency", about, given);
}

void read_signal(Reading& r, const Node& node, EvidenceItem& item) {
  const auto kind = word_at<EvidenceKind>(r, node, "kind");
  item.kind = kind.value_or(EvidenceKind::word);
  item.signal = word_at<SignalKind>(r, node, "signal").value_or(SignalKind::none);
  if (item.signal != SignalKind::none && kind && item.kind != EvidenceKind::costly_signal) {
    r.problems.error(place_of(r, node.entry("signal")->key),
                     "`signal` has a meaning only for kind: costly_signal");
  }
}

void read_item(Reading& r, const Node& node, std::set<std::string>& seen) {
  EvidenceItem item;
  item.id = text_at(r, node, "id");
  const Node* id = scalar_at(r, node, "id");
  unique(r, seen, item.id, place_of(r, id == nullptr ? node : *id), "evidence");
  item.date = date_at(r, node, "date");
  item.what = text_at(r, node, "what");
  item.group = text_at(r, node, "group");
  if (const Node* by = scalar_at(r, node, "by")) item.by = party_of(r, *by);
  read_signal(r, node, item);
  const std::string grade = text_at(r, node, "grade");
  if (grade.size() == 2) {
    item.source_grade = grade[0];
    item.information_grade = grade[1] - '0';
  }
  item.provenance = provenance_of(r, node, {});
  const Node* about = scalar_at(r, node, "about");
  const std::optional<Hidden> hidden = about == nullptr ? std::nullopt : hidden_at(r, *about);
  if (!hidden) return;
  item.about = *hidden;
  item.ordinal = node.at("likelihood") == nullptr;
  const std::string path = "evidence." + item.id;
  item.likelihood = item.ordinal ? read_consistencies(r, node, *hidden)
                                 : read_likelihoods(r, node, *hidden,
                                                    {.path = path,
                                                     .role = &roles::likelihood,
                                                     .parties = parties_of(r.c, *hidden),
                                                     .item = r.c.evidence.size()},
                                                    item.provenance);
  const Node* date = scalar_at(r, node, "date");
  r.places.add(path, place_of(r, date == nullptr ? node : *date));
  r.c.evidence.push_back(std::move(item));
}

void read(Reading& r) {
  const Node* node = list_at(r.root, "evidence");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (!item.is_map()) continue;
    in_block(r, "evidence " + text_at(r, item, "id"), "evidence." + text_at(r, item, "id"), place_of(r, item),
             [&] { read_item(r, item, seen); });
  }
}

void check_dates(Reading& r) {
  for (const EvidenceItem& item : r.c.evidence) {
    if (!surely_after(item.date, r.c.as_of)) continue;
    r.problems.error(
        r.places.at("evidence." + item.id),
        fmt::format("evidence `{}` is of {}, after as_of {}: nothing known only later is an input", item.id,
                    item.date, r.c.as_of),
        "delete it, or move as_of");
  }
}

void check_groups(Reading& r) {
  std::map<std::string, Hidden> about;
  for (const EvidenceItem& item : r.c.evidence) {
    if (item.group.empty()) continue;
    const auto [first, inserted] = about.try_emplace(item.group, item.about);
    if (inserted || first->second == item.about) continue;
    r.problems.error(
        r.places.at("evidence." + item.id),
        fmt::format("group `{}` holds evidence about two {}", item.group,
                    item.about_types() && first->second.kind == Hidden::Kind::type ? "parties" : "things"),
        "one report retold is about one party: use two groups");
  }
}

void check(Reading& r) {
  check_dates(r);
  check_groups(r);
}

}  // namespace

Section evidence_section() {
  return {.fields = {{"evidence", &kEvidence, "What has been seen."}},
          .read = read,
          .check = check,
          .example = R"(evidence:                # words and deeds that bear on a type
  - id: first_offer
    date: 1999-12-01
    what: What was said or done
    about: party_a
    kind: word           # word, costly_signal (with signal: sunk_cost or tied_hands), deed
    likelihood: {resolved: 0.2 to 0.4, weary: 0.5 to 0.8}
    grade: B2            # Admiralty: source A to F, information 1 to 6
    source: placeholder
  - id: radio_talk
    date: 1999-11        # a month or a year, where no more is known
    what: What was heard
    by: party_a
    about: party_a
    kind: costly_signal
    signal: tied_hands
    consistency: {resolved: consistent, weary: inconsistent}     # in place of likelihood
    group: broadcasts    # items of one group are one report retold: the group counts once
    because: nobody has written down where this comes from
  - id: snow_on_the_pass
    date: 1999-12-10
    what: What was seen
    about: circumstances.winter_comes_early            # or red_lines.ID: whether the line holds
    kind: deed
    likelihood: {yes: 0.7 to 0.9, no: 0.2 to 0.4}
    source: placeholder
)"};
}

}  // namespace offramp::case_file
