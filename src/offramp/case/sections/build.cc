// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/build.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

template <class List>
std::vector<std::string> ids_of(const List& list) {
  std::vector<std::string> ids;
  for (const auto& entry : list) ids.push_back(entry.id);
  return ids;
}

template <class List>
std::optional<std::size_t> position_of(const List& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.id == id; });
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

std::string name_hint(std::string_view name, const std::vector<std::string>& ids, std::string_view what) {
  std::string hint = suggestion(name, ids);
  if (!hint.empty() || ids.empty()) return hint;
  constexpr std::size_t kMost = 12;
  const std::vector<std::string> first(
      ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), kMost)));
  return fmt::format("{}: {}{}", what, fmt::join(first, ", "), ids.size() > kMost ? ", ..." : "");
}

}  // namespace

void Builder::build() {
  read_head();
  read_sources();
  read_parties();
  read_issues();
  read_type_names();
  read_feasible();
  read_interests();
  read_red_lines();
  read_polls();
  read_no_deal();
  read_types();
  read_drops();
  read_joint_types();
  read_aims();
  read_explanations();
  read_scale();
  read_evidence();
  read_watch();
  read_talk();
  read_actual();
}

const Node* Builder::scalar(const Node& map, std::string_view key) const {
  const Node* node = map.at(key);
  return node != nullptr && node->is_scalar() && !unsound_.contains(node) ? node : nullptr;
}

const Node* Builder::map(const Node& map, std::string_view key) const {
  const Node* node = map.at(key);
  return node != nullptr && node->is_map() ? node : nullptr;
}

const Node* Builder::list(const Node& map, std::string_view key) const {
  const Node* node = map.at(key);
  return node != nullptr && node->is_list() ? node : nullptr;
}

std::string Builder::text(const Node& map, std::string_view key) const {
  const Node* node = scalar(map, key);
  return node == nullptr ? std::string() : std::string(trimmed(node->text));
}

bool Builder::flag(const Node& map, std::string_view key) const {
  const Node* node = scalar(map, key);
  return node != nullptr && node->text == "true";
}

void Builder::cite(const Node& node, Provenance& into) {
  if (!node.is_scalar() || unsound_.contains(&node)) return;
  const std::string_view whole = node.text;
  const std::size_t comma = whole.find(',');
  const std::string_view id = trimmed(whole.substr(0, comma));
  const std::optional<std::size_t> source = position_of(case_.sources, id);
  if (!source) {
    problems_.error(place(node), fmt::format("source `{}` is not defined", id),
                    name_hint(id, ids_of(case_.sources), "sources"));
    into.sources.push_back(
        {SourceId(0), {}});  // so that no source is missed as well; the case is not returned
    return;
  }
  layout_.cited[*source] = true;
  into.sources.push_back({SourceId(*source), comma == std::string_view::npos
                                                 ? std::string()
                                                 : std::string(trimmed(whole.substr(comma + 1)))});
}

Provenance Builder::provenance(const Node& map, const Provenance& inherited) {
  Provenance result = inherited;
  if (const Node* source = map.at("source")) {
    result.sources.clear();
    if (source->is_list()) {
      for (const Node& item : source->items) cite(item, result);
    } else {
      cite(*source, result);
    }
  }
  if (std::string because = text(map, "because"); !because.empty()) result.because = std::move(because);
  const std::string basis = text(map, "basis");
  if (!basis.empty()) {
    result.basis = basis == "stated" ? Basis::stated : basis == "derived" ? Basis::derived : Basis::judgement;
  }
  const std::string confidence = text(map, "confidence");
  if (!confidence.empty()) {
    result.confidence = confidence == "high"       ? Confidence::high
                        : confidence == "moderate" ? Confidence::moderate
                                                   : Confidence::low;
  }
  return result;
}

void Builder::in_block(std::string label, Place where, const std::function<void()>& body) {
  Block block{std::move(label), where, 0};
  Block* outer = std::exchange(block_, &block);
  body();
  block_ = outer;
  if (block.unsourced == 0) return;
  problems_.warning(block.place,
                    block.unsourced == 1
                        ? fmt::format("a number of {} has no source", block.label)
                        : fmt::format("{} numbers of {} have no source", block.unsourced, block.label),
                    "give `source` once for the block, or for each number");
}

InputId Builder::placeholder(Slot slot, Place where) {
  const InputId id(case_.inputs.size());
  const Domain& domain = slot.shape.domain;
  const double value = domain.kind == Domain::Kind::bounded ? (domain.low + domain.high) / 2.0 : 1.0;
  case_.inputs.push_back(
      {std::move(slot.path), std::move(slot.label), Quantity::exactly(value, domain), where.line});
  layout_.inputs.push_back(where);
  layout_.broken.push_back(true);
  return id;
}

InputId Builder::input(const Node& node, Slot slot) {
  std::optional<Quantity> quantity;
  if (!unsound_.contains(&node) && !node.is_null()) quantity = parse_quantity(node, slot.shape, nullptr);
  if (!quantity) return placeholder(slot, place(node));
  quantity->provenance = node.is_map() ? provenance(node, slot.inherited) : slot.inherited;
  const double value = quantity->median();
  const bool anchor = slot.anchor && !quantity->uncertain() && (value == 0.0 || value == 100.0);
  if (quantity->provenance.sources.empty() && !anchor && block_ != nullptr) ++block_->unsourced;
  const InputId id(case_.inputs.size());
  const Place where = place(node);
  case_.inputs.push_back({std::move(slot.path), std::move(slot.label), *std::move(quantity), where.line});
  layout_.inputs.push_back(where);
  layout_.broken.push_back(false);
  return id;
}

std::optional<InputId> Builder::input_at(const Node& map, std::string_view key, Slot slot) {
  const Node* node = map.at(key);
  if (node == nullptr) return std::nullopt;
  return input(*node, std::move(slot));
}

std::optional<PartyId> Builder::party_of(const Node& node) {
  if (!node.is_scalar() || unsound_.contains(&node)) return std::nullopt;
  if (const auto found = position_of(case_.parties, node.text)) return PartyId(*found);
  problems_.error(place(node), fmt::format("`{}` is not a party", node.text),
                  name_hint(node.text, ids_of(case_.parties), "parties"));
  return std::nullopt;
}

std::optional<TypeId> Builder::type_of(PartyId party, const Node& node) {
  if (!node.is_scalar() || unsound_.contains(&node)) return std::nullopt;
  const std::vector<PartyType>& types = case_.types[party.index()];
  if (const auto found = position_of(types, node.text)) return TypeId(*found);
  const std::string& id = case_.parties[party.index()].id;
  problems_.error(place(node), fmt::format("`{}` is not a type of {}", node.text, id),
                  types.empty() ? fmt::format("{} has no types", id)
                                : name_hint(node.text, ids_of(types), fmt::format("types of {}", id)));
  return std::nullopt;
}

// The place of bytes [begin, end) of a scalar's text, found by walking the text and its source side by
// side, blanks aside; the scalar's own place where escapes or folding hide it.
Place Builder::place_inside(const Node& node, std::size_t begin, std::size_t end) const {
  const std::string_view bytes = problems_.source().bytes();
  std::size_t at = node.begin;
  if (!node.plain && at < node.end && (bytes[at] == '"' || bytes[at] == '\'')) ++at;
  if (begin >= node.text.size()) return problems_.source().place(node.end, node.end + 1);
  std::size_t found_begin = node.end, found_end = node.end;
  for (std::size_t i = 0; i < node.text.size(); ++i) {
    if (is_space(node.text[i])) continue;
    while (at < node.end && is_space(bytes[at])) ++at;
    if (at >= node.end || bytes[at] != node.text[i]) return place(node);
    if (i >= begin && found_begin == node.end) found_begin = at;
    if (i < end) found_end = std::min(at + 1, bytes.size());
    ++at;
  }
  return problems_.source().place(found_begin, std::max(found_end, found_begin + 1));
}

std::optional<Rule> Builder::rule(const Node& node, const Node* reasons) {
  if (!node.is_scalar() || unsound_.contains(&node)) return std::nullopt;
  ParsedCondition parsed = parse_condition(node.text, case_.issues, axes_);
  if (!issues_sound_) parsed.problems.clear();  // names may be wrong because the issues are
  for (const ConditionProblem& problem : parsed.problems) {
    const Place where = place_inside(node, problem.begin, problem.end);
    if (problem.severity == Severity::error)
      problems_.error(where, problem.message, problem.hint);
    else
      problems_.warning(where, problem.message, problem.hint);
  }
  if (!parsed.condition) return std::nullopt;
  Rule rule{*std::move(parsed.condition), std::string(trimmed(node.text)), {}};
  if (reasons != nullptr) rule.provenance = provenance(*reasons, {});
  return rule;
}

std::optional<bargaining::Settlement> Builder::settlement(const Node& node, Place where,
                                                          std::string_view what) {
  bargaining::Settlement chosen(case_.issues.size(), 0);
  std::vector<bool> given(case_.issues.size(), false);
  bool sound = true;
  for (const Entry& entry : node.entries) {
    const auto issue = position_of(case_.issues, entry.key.text);
    if (!issue) {
      sound = false;
      if (unsound_.contains(&entry.key)) continue;
      problems_.error(place(entry.key), fmt::format("`{}` is not an issue", entry.key.text),
                      name_hint(entry.key.text, ids_of(case_.issues), "issues"));
      continue;
    }
    given[*issue] = true;
    const Issue& of = case_.issues[*issue];
    const auto option = find_option(of, entry.value.text);
    sound = sound && option.has_value();
    if (option) chosen[*issue] = static_cast<std::uint16_t>(*option);
    if (option || unsound_.contains(&entry.value) || !issues_sound_) continue;
    problems_.error(place(entry.value), fmt::format("`{}` is not an option of {}", entry.value.text, of.id),
                    option_hint(of, entry.value.text));
  }
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!given[i]) missing.push_back(case_.issues[i].id);
  }
  if (!missing.empty() && !node.entries.empty()) {
    problems_.error(where, fmt::format("the settlement of {} leaves out {}", what, fmt::join(missing, ", ")),
                    "give one option for every issue");
  }
  if (!sound || !missing.empty()) return std::nullopt;
  return chosen;
}

void Builder::unique(std::set<std::string>& seen, const std::string& id, Place where, std::string_view what) {
  if (!id.empty() && !seen.insert(id).second) {
    problems_.error(where, fmt::format("{} `{}` is defined twice", what, id), "identifiers must differ");
  }
}

}  // namespace offramp::case_file
