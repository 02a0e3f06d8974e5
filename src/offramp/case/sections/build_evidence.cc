// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/build.h"

namespace offramp::case_file {
namespace {

struct DefaultScale {
  std::string_view word;
  double likelihood;
};
constexpr DefaultScale kDefaultScale[] = {{"very_inconsistent", 0.05},
                                          {"inconsistent", 0.2},
                                          {"neutral", 0.5},
                                          {"consistent", 0.8},
                                          {"very_consistent", 0.95}};

}  // namespace

// Every word of the scale is one input of the case, so that all items that use it move together.
// Without the section the default scale is entered when an item first needs it.
void Builder::read_scale() {
  const Node* node = map(root_, "consistency_scale");
  const Node* evidence = list(root_, "evidence");
  bool used = node != nullptr;
  if (evidence != nullptr) {
    for (const Node& item : evidence->items) used = used || item.at("consistency") != nullptr;
  }
  if (!used) return;
  if (node != nullptr) layout_.scale = place(root_.entry("consistency_scale")->key);
  const Provenance none;
  for (const auto& [word, likelihood] : kDefaultScale) {
    const std::string path = fmt::format("consistency_scale.{}", word);
    const Slot slot{quantity_shapes().chance, path, fmt::format("likelihood of `{}` evidence", word), none,
                    false};
    const Node* given = node == nullptr ? nullptr : node->at(word);
    if (given != nullptr) {
      scale_.emplace_back(word, input(*given, slot));
      continue;
    }
    const InputId id = placeholder(slot, layout_.scale);
    case_.inputs[id.index()].quantity = Quantity::exactly(likelihood, slot.shape.domain);
    layout_.broken[id.index()] = false;
    scale_.emplace_back(word, id);
  }
}

void Builder::read_evidence() {
  const Node* node = list(root_, "evidence");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (!item.is_map()) continue;
    in_block("evidence " + text(item, "id"), place(item), [&] { evidence_item(item, seen); });
  }
}

void Builder::evidence_item(const Node& node, std::set<std::string>& seen) {
  EvidenceItem item;
  item.id = text(node, "id");
  const Node* id = scalar(node, "id");
  unique(seen, item.id, place(id == nullptr ? node : *id), "evidence");
  item.date = text(node, "date");
  item.what = text(node, "what");
  item.group = text(node, "group");
  if (const Node* by = scalar(node, "by")) item.by = party_of(*by);
  const std::string kind = text(node, "kind");
  item.kind = kind == "deed"            ? EvidenceKind::deed
              : kind == "costly_signal" ? EvidenceKind::costly_signal
                                        : EvidenceKind::word;
  const std::string signal = text(node, "signal");
  item.signal = signal == "sunk_cost"    ? SignalKind::sunk_cost
                : signal == "tied_hands" ? SignalKind::tied_hands
                                         : SignalKind::none;
  if (!signal.empty() && !kind.empty() && item.kind != EvidenceKind::costly_signal) {
    problems_.error(place(node.entry("signal")->key), "`signal` has a meaning only for kind: costly_signal");
  }
  const std::string grade = text(node, "grade");
  if (grade.size() == 2) {
    item.source_grade = grade[0];
    item.information_grade = grade[1] - '0';
  }
  item.provenance = provenance(node, {});
  const Node* about = scalar(node, "about");
  const std::optional<PartyId> party = about == nullptr ? std::nullopt : party_of(*about);
  if (!party) return;
  item.about = *party;
  item.ordinal = node.at("likelihood") == nullptr;
  if (item.ordinal) {
    item.likelihood = consistencies(node, *party);
  } else {
    item.likelihood =
        likelihoods(node, *party, item.provenance, "evidence." + item.id, "evidence " + item.id);
  }
  layout_.evidence.push_back(place(scalar(node, "date") == nullptr ? node : *scalar(node, "date")));
  case_.evidence.push_back(std::move(item));
}

std::vector<InputId> Builder::likelihoods(const Node& item, PartyId about, const Provenance& from,
                                          const std::string& path, const std::string& label) {
  const std::vector<PartyType>& types = case_.types[about.index()];
  const Node* node = map(item, "likelihood");
  if (node == nullptr) return {};
  std::vector<std::optional<InputId>> given(types.size());
  for (const auto& [key, value] : node->entries) {
    const std::optional<TypeId> type = type_of(about, key);
    if (!type) continue;
    given[type->index()] =
        input(value, {quantity_shapes().chance, fmt::format("{}.likelihood.{}", path, key.text),
                      fmt::format("{} if {}", label, types[type->index()].name), from, false});
  }
  std::vector<InputId> result;
  for (std::size_t t = 0; t < given.size(); ++t) {
    if (!given[t]) {
      problems_.error(place(item.entry("likelihood")->key),
                      fmt::format("no likelihood is given for type `{}`", types[t].id),
                      "give one for every type of the party");
    }
    result.push_back(given[t].value_or(InputId()));
  }
  return result;
}

std::vector<InputId> Builder::consistencies(const Node& item, PartyId about) {
  const std::vector<PartyType>& types = case_.types[about.index()];
  const Node* node = map(item, "consistency");
  if (node == nullptr) return {};
  std::vector<std::optional<InputId>> given(types.size());
  for (const auto& [key, value] : node->entries) {
    const std::optional<TypeId> type = type_of(about, key);
    const auto word = std::find_if(scale_.begin(), scale_.end(), [&, &text = value.text](const auto& entry) {
      return entry.first == text;
    });
    if (type) given[type->index()] = word == scale_.end() ? InputId() : word->second;
  }
  std::vector<InputId> result;
  for (std::size_t t = 0; t < given.size(); ++t) {
    if (!given[t]) {
      problems_.error(place(item.entry("consistency")->key),
                      fmt::format("no consistency is given for type `{}`", types[t].id),
                      "give one for every type of the party");
    }
    result.push_back(given[t].value_or(InputId()));
  }
  return result;
}

void Builder::read_watch() {
  const Node* node = list(root_, "watch");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (!item.is_map()) continue;
    in_block("watch " + text(item, "id"), place(item), [&] { watch_item(item, seen); });
  }
}

void Builder::watch_item(const Node& node, std::set<std::string>& seen) {
  WatchItem item;
  item.id = text(node, "id");
  const Node* id = scalar(node, "id");
  unique(seen, item.id, place(id == nullptr ? node : *id), "watch item");
  item.what = text(node, "what");
  item.provenance = provenance(node, {});
  const Node* about = scalar(node, "about");
  const std::optional<PartyId> party = about == nullptr ? std::nullopt : party_of(*about);
  const std::string path = "watch." + item.id;
  const auto cost = input_at(
      node, "cost", {quantity_shapes().factor, path + ".cost", "cost of " + item.id, item.provenance, false});
  const auto time = input_at(
      node, "lead_time",
      {quantity_shapes().factor, path + ".lead_time", "lead time of " + item.id, item.provenance, false});
  if (!party || !cost || !time) return;
  item.about = *party;
  item.cost = *cost;
  item.lead_time = *time;
  item.likelihood = likelihoods(node, *party, item.provenance, path, item.id);
  layout_.watch.push_back(place(node));
  case_.watch.push_back(std::move(item));
}

}  // namespace offramp::case_file
