// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/build.h"
#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
std::optional<std::size_t> Builder::issue_of(const Node& key) {
  const std::vector<Issue>& issues = case_.issues;
  const auto found =
      std::find_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.id == key.text; });
  if (found != issues.end()) return static_cast<std::size_t>(found - issues.begin());
  std::vector<std::string> ids;
  for (const Issue& issue : issues) ids.push_back(issue.id);
  const std::string hint = suggestion(key.text, ids);
  problems_.error(place(key), fmt::format("`{}` is not an issue", key.text),
                  hint.empty() ? fmt::format("issues: {}", fmt::join(ids, ", ")) : hint);
  return std::nullopt;
}

void Builder::read_interests() {
  const Node* node = map(root_, "interests");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(key);
    if (!party || !value.is_map()) continue;
    layout_.interests[party->index()] = place(key);
    in_block("interests." + key.text, place(key), [&, &id = key.text, &body = value] {
      interests(body, *party, {}, "interests." + id, case_.interests[party->index()]);
    });
  }
}

void Builder::interests(const Node& node, PartyId party, const Provenance& inherited, std::string path,
                        Interests& into) {
  const Provenance from = provenance(node, inherited);
  into.given = true;
  if (const Node* weight = map(node, "weight")) weights(*weight, party, from, path + ".weight.", into);
  if (const Node* value = map(node, "value")) values(*value, party, from, path + ".value.", into);
  if (const Node* bonus = list(node, "bonus")) bonuses(*bonus, party, from, path + ".bonus.", into);
}

void Builder::weights(const Node& node, PartyId party, const Provenance& from, const std::string& path,
                      Interests& into) {
  for (const auto& [key, value] : node.entries) {
    const std::optional<std::size_t> issue = issue_of(key);
    if (!issue) continue;
    const std::string label =
        fmt::format("{}: weight of {}", case_.parties[party.index()].name, case_.issues[*issue].name);
    const bool zero = value.is_scalar() && parse_number(value.text) == 0.0;
    into.weight[*issue] = input(value, {quantity_shapes().weight, path + key.text, label, from, zero});
  }
}

void Builder::values(const Node& node, PartyId party, const Provenance& from, const std::string& path,
                     Interests& into) {
  for (const auto& [key, value] : node.entries) {
    const std::optional<std::size_t> issue = issue_of(key);
    if (!issue) continue;
    Place& where = layout_.values[party.index()][*issue];
    if (where.line == 0) where = place(key);
    if (value.is_map()) issue_values(value, *issue, party, from, path + key.text + ".", into.value[*issue]);
  }
}

void Builder::issue_values(const Node& node, std::size_t index, PartyId party, const Provenance& from,
                           const std::string& path, std::vector<OptionValue>& into) {
  const Issue& issue = case_.issues[index];
  for (const auto& [key, value] : node.entries) {
    OptionValue read;
    std::string name = key.text;
    if (issue.numeric()) {
      const auto knot = parse_number(key.text);
      if (!knot) {
        problems_.error(place(key), fmt::format("`{}` is not a number; {} is a range", key.text, issue.id));
        continue;
      }
      read.at = *knot;
      name = number_text(*knot);
      const bool again =
          std::any_of(into.begin(), into.end(), [&](const OptionValue& v) { return v.at == *knot; });
      if (again) problems_.error(place(key), fmt::format("the knot {} stands twice", name));
    } else {
      const auto option = find_option(issue, key.text);
      if (!option) {
        if (!issues_sound_ || unsound_.contains(&key)) continue;
        problems_.error(place(key), fmt::format("`{}` is not an option of {}", key.text, issue.id),
                        option_hint(issue, key.text));
        continue;
      }
      read.option = *option;
      name = issue.options[*option].name;
    }
    const std::string label =
        fmt::format("{}: value of {} for {}", case_.parties[party.index()].name, name, issue.name);
    read.value = input(
        value, {quantity_shapes().points, path + (issue.numeric() ? name : key.text), label, from, true});
    into.push_back(read);
  }
  std::sort(into.begin(), into.end(), [](const OptionValue& a, const OptionValue& b) {
    return std::pair(a.at, a.option) < std::pair(b.at, b.option);
  });
}

void Builder::bonuses(const Node& node, PartyId party, const Provenance& from, const std::string& path,
                      Interests& into) {
  std::set<std::string> seen;
  const Party& owner = case_.parties[party.index()];
  for (const Node& item : node.items) {
    if (!item.is_map()) continue;
    BonusTerm bonus;
    bonus.id = text(item, "id");
    if (bonus.id.empty()) bonus.id = fmt::format("{}_bonus_{}", owner.id, into.bonuses.size() + 1);
    unique(seen, bonus.id, place(scalar(item, "id") == nullptr ? item : *scalar(item, "id")), "bonus");
    const Provenance own = provenance(item, from);
    const Node* add = item.at("add");
    if (add == nullptr) continue;
    bonus.add = input(*add, {quantity_shapes().change, path + bonus.id,
                             fmt::format("{}: bonus {}", owner.name, bonus.id), own, false});
    const Node* when = scalar(item, "when");
    std::optional<Rule> read = when == nullptr ? std::nullopt : rule(*when, &item);
    if (!read) continue;
    bonus.when = *std::move(read);
    into.bonuses.push_back(std::move(bonus));
  }
}

void Builder::read_no_deal() {
  const Node* node = map(root_, "no_deal");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(key);
    if (!party) continue;
    layout_.no_deal[party->index()] = place(key);
    in_block("no_deal." + key.text, place(key), [&, &id = key.text, &body = value] {
      case_.no_deal[party->index()] = no_deal(body, *party, {}, "no_deal." + id);
    });
  }
}

NoDeal Builder::no_deal(const Node& node, PartyId party, const Provenance& inherited,
                        const std::string& path) {
  NoDeal result;
  const std::string label = case_.parties[party.index()].name + ": no deal";
  const auto& marks = quantity_keys();
  const bool number = !node.is_map() || std::any_of(marks.begin(), marks.end(), [&](std::string_view key) {
    return node.at(key) != nullptr;
  });
  if (number) {
    result.utility = input(node, {quantity_shapes().points, path + ".utility", label, inherited, false});
    return result;
  }
  const Provenance from = provenance(node, inherited);
  result.utility =
      input_at(node, "utility", {quantity_shapes().points, path + ".utility", label, from, false});
  result.plus =
      input_at(node, "plus", {quantity_shapes().change, path + ".plus", label + ", plus", from, false});
  if (const Node* worth = map(node, "worth")) {
    result.worth = settlement(*worth, place(node.entry("worth")->key), "`" + path + "`");
    if (!result.worth)
      result.utility =
          placeholder({quantity_shapes().points, path + ".utility", label, from, false}, place(*worth));
  }
  if (const Node* components = map(node, "components")) {
    for (const auto& [key, value] : components->entries) {
      const InputId amount = input(value, {quantity_shapes().change, path + ".components." + key.text,
                                           label + ", " + key.text, from, false});
      result.components.push_back({key.text, amount});
    }
  }
  return result;
}

void Builder::read_types() {
  const Node* node = map(root_, "types");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const auto found = std::find_if(case_.parties.begin(), case_.parties.end(),
                                    [&, &id = key.text](const Party& p) { return p.id == id; });
    if (found == case_.parties.end() || !value.is_map()) continue;
    const PartyId party(static_cast<std::size_t>(found - case_.parties.begin()));
    for (std::size_t i = 0; i < value.entries.size(); ++i) {
      const Entry& type = value.entries[i];
      in_block(fmt::format("types.{}.{}", key.text, type.key.text), place(type.key),
               [&] { read_type(type.value, party, TypeId(i)); });
    }
  }
}

void Builder::read_type(const Node& node, PartyId party, TypeId id) {
  PartyType& type = case_.types[party.index()][id.index()];
  const Party& owner = case_.parties[party.index()];
  const std::string path = fmt::format("types.{}.{}", owner.id, type.id);
  const Provenance from = provenance(node, {});
  const Slot slot{quantity_shapes().share, path + ".prior",
                  fmt::format("{}: prior of {}", owner.name, type.name), from, false};
  const Node* prior = node.at("prior");
  type.prior = prior == nullptr ? placeholder(slot, place(node)) : input(*prior, slot);
  if (const Node* body = map(node, "interests"))
    interests(*body, party, from, path + ".interests", type.interests);
  if (const Node* body = node.at("no_deal")) type.no_deal = no_deal(*body, party, from, path + ".no_deal");
  if (const Node* lines = list(node, "red_lines")) {
    for (const Node& item : lines->items) {
      if (item.is_map()) red_line(item, party, id, from);
    }
  }
}

// After all red lines and bonuses are known.
void Builder::read_drops() {
  const Node* node = map(root_, "types");
  if (node == nullptr) return;
  for (std::size_t p = 0; p < case_.parties.size(); ++p) {
    const Node* of_party = map(*node, case_.parties[p].id);
    if (of_party == nullptr) continue;
    std::vector<std::string> names;
    for (const RedLine& line : case_.red_lines) {
      if (line.party == PartyId(p) && !line.only_type) names.push_back(line.id);
    }
    for (const BonusTerm& bonus : case_.interests[p].bonuses) names.push_back(bonus.id);
    for (std::size_t t = 0; t < case_.types[p].size(); ++t) {
      PartyType& type = case_.types[p][t];
      const Node* body = of_party->at(type.id);
      const Node* drops = body == nullptr ? nullptr : list(*body, "drops");
      if (drops == nullptr) continue;
      for (const Node& item : drops->items) {
        if (std::find(names.begin(), names.end(), item.text) == names.end()) {
          std::string hint = suggestion(item.text, names);
          problems_.error(
              place(item),
              fmt::format("`{}` is not a red line or bonus of {}", item.text, case_.parties[p].id),
              hint.empty() && !names.empty() ? fmt::format("it has: {}", fmt::join(names, ", ")) : hint);
          continue;
        }
        for (RedLine& line : case_.red_lines) {
          if (line.id == item.text && line.party == PartyId(p)) line.dropped_by.emplace_back(t);
        }
        const auto& own = case_.interests[p].bonuses;
        if (std::any_of(own.begin(), own.end(), [&](const BonusTerm& b) { return b.id == item.text; })) {
          type.dropped_bonuses.push_back(item.text);
        }
      }
    }
  }
}

void Builder::read_red_lines() {
  const Node* node = list(root_, "red_lines");
  if (node == nullptr) return;
  for (const Node& item : node->items) {
    const Node* owner = scalar(item, "party");
    const std::optional<PartyId> party = owner == nullptr ? std::nullopt : party_of(*owner);
    if (party) red_line(item, *party, std::nullopt, {});
  }
}

void Builder::red_line(const Node& node, PartyId party, std::optional<TypeId> type,
                       const Provenance& inherited) {
  RedLine line;
  line.party = party;
  line.only_type = type;
  line.id = text(node, "id");
  const Party& owner = case_.parties[party.index()];
  if (line.id.empty()) {
    const auto before = std::count_if(case_.red_lines.begin(), case_.red_lines.end(),
                                      [&](const RedLine& l) { return l.party == party; });
    line.id = fmt::format("{}_{}", owner.id, before + 1);
  }
  const Node* id = scalar(node, "id");
  unique(red_line_ids_, line.id, place(id == nullptr ? node : *id), "red line");
  const std::string kind = text(node, "kind");
  line.kind = kind == "moral"      ? RedLineKind::moral
              : kind == "domestic" ? RedLineKind::domestic
                                   : RedLineKind::strategic;
  const Provenance from = provenance(node, inherited);
  if (const Node* share = node.at("unacceptable_to")) {
    in_block("red line " + line.id, place(node), [&] {
      line.unacceptable_to =
          input(*share, {quantity_shapes().share, fmt::format("red_lines.{}.unacceptable_to", line.id),
                         fmt::format("{}: red line {} holds", owner.name, line.id), from, false});
    });
  }
  const Node* never = scalar(node, "never");
  std::optional<Rule> read = never == nullptr ? std::nullopt : rule(*never, nullptr);
  if (!read) return;
  read->provenance = from;
  line.never = *std::move(read);
  case_.red_lines.push_back(std::move(line));
  layout_.red_lines.push_back(place(*never));
}

void Builder::read_joint_types() {
  const Node* node = list(root_, "joint_types");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (item.is_map()) in_block("joint_types", place(item), [&] { joint_type(item, seen); });
  }
}

void Builder::joint_type(const Node& node, std::set<std::string>& seen) {
  const Node* when = map(node, "when");
  const Node* times = node.at("times");
  if (when == nullptr || times == nullptr) return;
  JointType joint;
  for (const auto& [key, value] : when->entries) {
    const std::optional<PartyId> party = party_of(key);
    if (!party) continue;
    if (const std::optional<TypeId> type = type_of(*party, value)) joint.when.emplace_back(*party, *type);
  }
  std::vector<std::string> names;
  for (const auto& [party, type] : joint.when) {
    names.push_back(case_.parties[party.index()].id + "=" + case_.types[party.index()][type.index()].id);
  }
  std::sort(names.begin(), names.end());
  std::sort(joint.when.begin(), joint.when.end());
  const std::string name = fmt::format("{}", fmt::join(names, ","));
  unique(seen, name, place(*when), "combination");
  joint.times = input(*times, {quantity_shapes().factor, fmt::format("joint_types.{}.times", name),
                               "odds of " + name, provenance(node, {}), false});
  case_.joint_types.push_back(std::move(joint));
}

}  // namespace offramp::case_file
