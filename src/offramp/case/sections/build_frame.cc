// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/case/sections/build.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
namespace {

constexpr std::size_t kDefaultSteps = 10;

Role role_of(const std::string& text) {
  return text == "mediator"    ? Role::mediator
         : text == "guarantor" ? Role::guarantor
         : text == "observer"  ? Role::observer
                               : Role::party;
}

// The double that a reader would write: 0.1 * 3 is 0.3.
double decimal(double value) {
  return parse_number(fmt::format("{:.12g}", value)).value_or(value);
}

}  // namespace

void Builder::read_head() {
  case_.title = text(root_, "title");
  case_.question = text(root_, "question");
  case_.as_of = text(root_, "as_of");
  case_.perspective = text(root_, "perspective");
  if (const Node* node = scalar(root_, "as_of")) layout_.as_of = place(*node);
  const Node* notes = root_.at("notes");
  if (notes == nullptr) return;
  if (notes->is_scalar()) case_.notes.push_back(text(root_, "notes"));
  for (const Node& item : notes->items) {
    if (item.is_scalar()) case_.notes.push_back(item.text);
  }
}

void Builder::read_sources() {
  const Node* node = map(root_, "sources");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    if (unsound_.contains(&key)) continue;
    case_.sources.push_back({key.text, text(value, "title"), text(value, "author"), text(value, "year"),
                             text(value, "publisher"), text(value, "url"), text(value, "note")});
    layout_.sources.push_back(place(key));
  }
  layout_.cited.assign(case_.sources.size(), false);
}

void Builder::read_parties() {
  if (const Node* node = map(root_, "parties")) {
    for (const auto& [key, value] : node->entries) {
      case_.parties.push_back({key.text, text(value, "name"), text(value, "description"), flag(value, "veto"),
                               role_of(text(value, "role"))});
      layout_.parties.push_back(place(key));
    }
  }
  const std::size_t parties = case_.parties.size();
  case_.interests.resize(parties);
  case_.no_deal.resize(parties);
  case_.types.resize(parties);
  layout_.interests.resize(parties);
  layout_.no_deal.resize(parties);
  layout_.types.resize(parties);
  layout_.values.resize(parties);
  const Node* perspective = scalar(root_, "perspective");
  if (perspective != nullptr && perspective->text != "mediator") party_of(*perspective);
}

void Builder::read_options(const Node& node, Issue& issue, std::vector<Place>& places) {
  for (const auto& [key, value] : node.entries) {
    Option option{key.text, {}, {}};
    if (value.is_map()) {
      option.name = text(value, "name");
      option.description = text(value, "description");
    } else {
      option.name = value.text;
    }
    issue.options.push_back(std::move(option));
    places.push_back(place(key));
  }
}

// The grid of a range: given, by steps from its low end (its high end is always on it), or ten steps.
bool Builder::read_range(const Node& node, Issue& issue) {
  const Node* range = list(node, "range");
  if (range == nullptr || range->items.size() != 2) return false;
  const auto low = parse_number(range->items[0].text);
  const auto high = parse_number(range->items[1].text);
  if (!low || !high) return false;
  if (!(*low < *high)) {
    problems_.error(
        place(*range),
        fmt::format("the range {} to {} is not increasing", number_text(*low), number_text(*high)),
        "write [low, high]");
    return false;
  }
  if (const Node* grid = list(node, "grid")) {
    for (const Node& item : grid->items) {
      const auto value = item.is_scalar() ? parse_number(item.text) : std::nullopt;
      if (!value) return false;
      if (*value < *low || *value > *high) {
        problems_.error(place(item), fmt::format("{} lies outside the range {} to {}", item.text,
                                                 number_text(*low), number_text(*high)));
        return false;
      }
      if (!issue.grid.empty() && *value <= issue.grid.back()) {
        problems_.error(place(item), fmt::format("the grid does not increase at {}", item.text));
        return false;
      }
      issue.grid.push_back(*value);
    }
    return !issue.grid.empty();
  }
  const Node* given = node.at("step");
  const Node* step_node = scalar(node, "step");
  if (given != nullptr && step_node == nullptr) return false;
  const double step =
      step_node == nullptr ? (*high - *low) / kDefaultSteps : parse_number(step_node->text).value_or(0.0);
  const double steps = std::floor((*high - *low) / step + 1e-9);
  if (!(steps >= 1.0) || steps >= static_cast<double>(kMaxIssueOptions - 1)) {
    problems_.error(place(step_node == nullptr ? *range : *step_node),
                    fmt::format("step {} does not divide the range", number_text(step)),
                    "between 1 and 998 steps must fit in the range");
    return false;
  }
  for (double i = 0.0; i <= steps; i += 1.0) issue.grid.push_back(decimal(*low + i * step));
  if (std::fabs(issue.grid.back() - *high) <= 1e-9 * step) issue.grid.back() = *high;
  if (issue.grid.back() < *high) issue.grid.push_back(*high);
  return true;
}

void Builder::read_issues() {
  if (const Node* node = map(root_, "issues")) {
    for (const auto& [key, value] : node->entries) {
      Issue issue{key.text, text(value, "name"), text(value, "description"), text(value, "unit"), {}, {}};
      std::vector<Place> places;
      if (const Node* options = map(value, "options")) read_options(*options, issue, places);
      if (value.at("range") != nullptr && read_range(value, issue)) {
        for (const double number : issue.grid)
          issue.options.push_back({number_text(number), number_text(number), {}});
      } else if (value.at("range") != nullptr) {
        issue.grid.clear();
      }
      if (issue.options.empty() || issue.options.size() > kMaxIssueOptions || unsound_.contains(&value)) {
        issues_sound_ = false;
        issue.grid.clear();
        if (issue.options.size() > kMaxIssueOptions) {
          problems_.error(place(key),
                          fmt::format("issue `{}` has more than {} options", key.text, kMaxIssueOptions));
        }
        issue.options.assign(1, {"?", "?", {}});
      }
      places.resize(issue.options.size(), place(key));
      layout_.options.push_back(std::move(places));
      layout_.issues.push_back(place(key));
      case_.issues.push_back(std::move(issue));
    }
  }
  for (const Issue& issue : case_.issues) {
    bargaining::Axis axis{issue.id, {}, issue.grid};
    for (const Option& option : issue.options) axis.options.push_back(option.id);
    axes_.push_back(std::move(axis));
  }
  for (Interests& interests : case_.interests) {
    interests.weight.resize(case_.issues.size());
    interests.value.resize(case_.issues.size());
  }
  for (auto& values : layout_.values) values.resize(case_.issues.size());
}

void Builder::read_feasible() {
  const Node* node = list(root_, "feasible");
  if (node == nullptr) return;
  for (const Node& item : node->items) {
    const Node* condition = item.is_map() ? scalar(item, "rule") : &item;
    if (condition == nullptr) continue;
    std::optional<Rule> read = rule(*condition, item.is_map() ? &item : nullptr);
    if (!read) continue;
    case_.feasible.push_back(*std::move(read));
    layout_.feasible.push_back(place(*condition));
  }
}

void Builder::read_type_names() {
  const Node* node = map(root_, "types");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(key);
    if (!party || !value.is_map()) continue;
    for (const auto& [id, body] : value.entries) {
      PartyType type;
      type.id = id.text;
      type.name = text(body, "name");
      if (type.name.empty()) type.name = id.text;
      type.bad_faith = flag(body, "bad_faith");
      type.interests.weight.resize(case_.issues.size());
      type.interests.value.resize(case_.issues.size());
      case_.types[party->index()].push_back(std::move(type));
      layout_.types[party->index()].push_back(place(id));
    }
  }
}

void Builder::read_aims() {
  const Node* node = map(root_, "aims");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(key);
    for (const Node& item : value.items) {
      const Node* that = scalar(item, "that");
      std::optional<Rule> read = that == nullptr ? std::nullopt : rule(*that, &item);
      if (read && party) case_.aims.push_back({*party, *std::move(read)});
    }
  }
}

void Builder::read_explanations() {
  const Node* node = map(root_, "explanations");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    const std::optional<PartyId> party = party_of(key);
    for (const Node& item : value.items) {
      const Node* when = scalar(item, "when");
      std::optional<Rule> read = when == nullptr ? std::nullopt : rule(*when, &item);
      if (read && party) case_.explanations.push_back({*party, *std::move(read), text(item, "say")});
    }
  }
}

void Builder::read_actual() {
  const Node* node = map(root_, "actual");
  if (node == nullptr) return;
  Outcome outcome;
  outcome.date = text(*node, "date");
  outcome.note = text(*node, "note");
  outcome.provenance = provenance(*node, {});
  layout_.actual = place(root_.entry("actual")->key);
  if (const Node* date = scalar(*node, "date")) layout_.actual_date = place(*date);
  outcome.agreement = text(*node, "agreement") != "none";
  if (const Node* where = map(*node, "settlement")) {
    outcome.settlement = settlement(*where, place(node->entry("settlement")->key), "`actual`");
  }
  if (const Node* seen = map(*node, "seen")) {
    for (const auto& [key, value] : seen->entries) seen_outcome(key, value, outcome);
  }
  case_.actual = std::move(outcome);
}

void Builder::seen_outcome(const Node& key, const Node& value, Outcome& into) {
  if (!value.is_map()) return;
  const auto found = std::find_if(case_.watch.begin(), case_.watch.end(),
                                  [&](const WatchItem& item) { return item.id == key.text; });
  if (found == case_.watch.end()) {
    problems_.error(place(key), fmt::format("`{}` is not a watch item", key.text), "see `watch`");
    return;
  }
  layout_.seen.push_back(place(key));
  into.seen.push_back({static_cast<std::size_t>(found - case_.watch.begin()), flag(value, "seen"),
                       text(value, "date"), provenance(value, {})});
}

}  // namespace offramp::case_file
