// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/number.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kWeights = dictionary("weights", "Importance per issue; only ratios count.", shapes::weight);
const Shape kIssueValues =
    by_option("values of one issue",
              "0 to 100 per option; for a range, per knot, with straight lines between.", shapes::points);
const Shape kValues = dictionary("values", "Per issue, 0 to 100 per option.", kIssueValues);
const Shape kBonus =
    record("bonus", "Points of utility added or taken when a condition holds.",
           shapes::block({{"id", &shapes::name, "Identifier; PARTY_bonus_1, PARTY_bonus_2, ... by default."},
                          {"when", &shapes::condition, "When it counts.", true},
                          {"add", &shapes::change, "Points of utility; negative for a penalty.", true}}));
const Shape kBonuses =
    list("list of bonuses", "Points of utility added or taken when a condition holds.", kBonus);

// Where the numbers of one block stand, and what they inherit.
struct Home {
  Owner owner;
  const Provenance& from;
  std::string path;  // "interests.fry.weight."
};

void read_weights(Reading& r, const Node& node, const Home& home, Interests& into) {
  for (const auto& [key, value] : node.entries) {
    const std::optional<IssueId> issue = issue_of(r, key);
    if (!issue) continue;
    const auto number = r.structure.quantities.find(&value);
    const bool zero = value.is_scalar() && number != r.structure.quantities.end() &&
                      !number->second.uncertain() && number->second.median() == 0.0;
    into.weight[issue->index()] = read_input(r, value,
                                             {.about = {.path = home.path + key.text,
                                                        .role = &roles::weight,
                                                        .parties = {home.owner.party},
                                                        .type = home.owner.type,
                                                        .issue = issue},
                                              .domain = shapes::weight.domain,
                                              .inherited = home.from,
                                              .anchor = zero});
  }
}

// The knot that a key of a range stands for; nothing, with an error, if it is no number.
std::optional<double> knot_of(Reading& r, const Node& key, const Issue& issue, std::set<double>& before) {
  const auto knot = parse_number(key.text);
  if (!knot) {
    r.problems.error(place_of(r, key),
                     fmt::format("`{}` is not a number; {} is a range", key.text, issue.id));
    return std::nullopt;
  }
  if (!before.insert(*knot).second)
    r.problems.error(place_of(r, key), fmt::format("the knot {} stands twice", number_text(*knot)));
  return knot;
}

std::optional<std::size_t> option_of(Reading& r, const Node& key, IssueId id) {
  const Issue& issue = r.c.issues[id.index()];
  const auto option = names_of(r).option(id.index(), key.text);
  if (!option && r.issues_sound && r.structure.sound(key)) {
    r.problems.error(place_of(r, key), fmt::format("`{}` is not an option of {}", key.text, issue.id),
                     [&] { return option_hint(issue, key.text); });
  }
  return option;
}

void read_issue_values(Reading& r, const Node& node, IssueId id, const Home& home,
                       std::vector<OptionValue>& into) {
  const Issue& issue = r.c.issues[id.index()];
  std::set<double> knots;
  for (const auto& [key, value] : node.entries) {
    OptionValue read;
    Input about{.role = &roles::value, .parties = {home.owner.party}, .type = home.owner.type, .issue = id};
    if (issue.numeric()) {
      about.at = knot_of(r, key, issue, knots);
      if (!about.at) continue;
      read.at = *about.at;
      about.path = home.path + number_text(read.at);
    } else {
      const std::optional<std::size_t> option = option_of(r, key, id);
      if (!option) continue;
      read.option = about.item = *option;
      about.path = home.path + key.text;
    }
    read.value = read_input(
        r, value,
        {.about = std::move(about), .domain = shapes::points.domain, .inherited = home.from, .anchor = true});
    into.push_back(read);
  }
  std::sort(into.begin(), into.end(), [](const OptionValue& a, const OptionValue& b) {
    return std::pair(a.at, a.option) < std::pair(b.at, b.option);
  });
}

void read_values(Reading& r, const Node& node, const Home& home, Interests& into) {
  for (const auto& [key, value] : node.entries) {
    const std::optional<IssueId> issue = issue_of(r, key);
    if (!issue) continue;
    r.places.add(home.path + key.text, place_of(r, key));
    if (value.is_map())
      read_issue_values(r, value, *issue, {home.owner, home.from, home.path + key.text + "."},
                        into.value[issue->index()]);
  }
}

void read_bonuses(Reading& r, const Node& node, const Home& home, Interests& into) {
  std::set<std::string> seen;
  for (const Node& item : node.items) {
    if (!item.is_map()) continue;
    BonusTerm bonus;
    bonus.id = text_at(r, item, "id");
    if (bonus.id.empty()) {
      const std::string& party = r.c.parties[home.owner.party.index()].id;
      bonus.id = fmt::format("{}_bonus_{}", party, into.bonuses.size() + 1);
    }
    const Node* id = scalar_at(r, item, "id");
    unique(r, seen, bonus.id, place_of(r, id == nullptr ? item : *id), "bonus");
    const Provenance own = provenance_of(r, item, home.from);
    const Node* add = item.at("add");
    if (add == nullptr) continue;
    bonus.add = read_input(r, *add,
                           {.about = {.path = home.path + bonus.id,
                                      .role = &roles::bonus,
                                      .parties = {home.owner.party},
                                      .type = home.owner.type,
                                      .item = into.bonuses.size()},
                            .domain = shapes::change.domain,
                            .inherited = own});
    const Node* when = scalar_at(r, item, "when");
    std::optional<Rule> rule =
        when == nullptr ? std::nullopt : rule_at(r, *when, &item, home.path + bonus.id);
    if (!rule) continue;
    bonus.when = *std::move(rule);
    into.bonuses.push_back(std::move(bonus));
  }
}

void read(Reading& r) {
  r.c.interests.resize(r.c.parties.size());
  for (Interests& interests : r.c.interests) {
    interests.weight.resize(r.c.issues.size());
    interests.value.resize(r.c.issues.size());
  }
  const Node* node = map_at(r.root, "interests");
  if (node == nullptr) return;
  for (const Entry& entry : node->entries) {
    const std::optional<PartyId> party = party_of(r, entry.key);
    if (!party || !entry.value.is_map()) continue;
    const std::string path = "interests." + entry.key.text;
    r.places.add(path, place_of(r, entry.key));
    in_block(r, path, path, place_of(r, entry.key),
             [&] { read_interests_of(r, entry.value, {*party}, {}, path, r.c.interests[party->index()]); });
  }
}

}  // namespace

const Shape kInterestsOfOne = record(
    "interests of one party", "What a party wants.",
    shapes::in_confidence(shapes::block(
        {{"weight", &kWeights, "Importance per issue; only ratios count."},
         {"value", &kValues, "Per issue, 0 to 100 per option."},
         {"bonus", &kBonuses, "Points added or taken for combinations."},
         {"otherwise", &kInterestsOfOne, "What would be written had it not been told in confidence."}})));

namespace {
const Shape kInterests =
    dictionary("interests", "What each party wants. Every veto player has them.", kInterestsOfOne);
}

void read_interests_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                       const std::string& path, Interests& into) {
  const Provenance from = provenance_of(r, node, inherited);
  into.given = true;
  if (const Node* weight = map_at(node, "weight"))
    read_weights(r, *weight, {owner, from, path + ".weight."}, into);
  if (const Node* value = map_at(node, "value"))
    read_values(r, *value, {owner, from, path + ".value."}, into);
  if (const Node* bonus = list_at(node, "bonus"))
    read_bonuses(r, *bonus, {owner, from, path + ".bonus."}, into);
}

Section interests_section() {
  return {
      .fields = {{"interests", &kInterests, "What each party wants.", true}},
      .read = read,
      .skeleton =
          R"(interests:                 # weight: importance, only ratios count; value: 0 (worst) to 100 (best)
  party_a:
    source: placeholder    # once for all numbers of the block; a number may have its own
    because: say in one line how the numbers were judged
    weight: {control: 50 to 70, withdrawal: 30 to 50}
    value:
      control: {a: 100, shared: 40 to 60, b: 0}
      withdrawal: {0: 100, 50: 40 to 70, 100: 0}       # straight lines between these knots
  party_b:
    source: placeholder
    weight: {control: 40 to 60, withdrawal: 40 to 60}
    value:
      control: {a: 0, shared: 45 to 65, b: 100}
      withdrawal: {0: 0, 50: 30 to 60, 100: 100}
#     bonus:               # points added (or taken) when a condition holds
#       - {id: face_saved, when: control = shared and withdrawal >= 50, add: 2 to 6, because: say why}
#   envoy:                 # parties without a veto may have interests, too, and leave weights out
#     source: placeholder
#     weight: {control: 1}
#     value: {control: {a: 0, shared: 100, b: 0}}
)"};
}

}  // namespace offramp::case_file
