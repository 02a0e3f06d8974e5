// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/case/syntax/condition_text.h"

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

void cite(Reading& r, const Node& node, Provenance& into) {
  if (!node.is_scalar() || !r.structure.sound(node)) return;
  const std::string_view whole = node.text;
  const std::size_t comma = whole.find(',');
  const std::string_view id = trimmed(whole.substr(0, comma));
  const std::optional<std::size_t> source = r.places.position(fmt::format("sources.{}", id));
  if (!source) {
    r.problems.error(place_of(r, node), fmt::format("source `{}` is not defined", id),
                     name_hint(id, ids_of(r.c.sources), "sources"));
    into.sources.push_back(
        {SourceId(0), {}});  // so that no source is missed as well; the case is not returned
    return;
  }
  r.cited[*source] = true;
  into.sources.push_back({SourceId(*source), comma == std::string_view::npos
                                                 ? std::string()
                                                 : std::string(trimmed(whole.substr(comma + 1)))});
}

// The place of bytes [begin, end) of a scalar's text, found by walking the text and its source side by
// side, blanks aside; the scalar's own place where escapes or folding hide it.
Place place_inside(const Reading& r, const Node& node, std::size_t begin, std::size_t end) {
  const std::string_view bytes = r.problems.source().bytes();
  std::size_t at = node.begin;
  if (!node.plain && at < node.end && (bytes[at] == '"' || bytes[at] == '\'')) ++at;
  if (begin >= node.text.size()) return r.problems.source().place(node.end, node.end + 1);
  std::size_t found_begin = node.end, found_end = node.end;
  for (std::size_t i = 0; i < node.text.size(); ++i) {
    if (is_space(node.text[i])) continue;
    while (at < node.end && is_space(bytes[at])) ++at;
    if (at >= node.end || bytes[at] != node.text[i]) return place_of(r, node);
    if (i >= begin && found_begin == node.end) found_begin = at;
    if (i < end) found_end = std::min(at + 1, bytes.size());
    ++at;
  }
  return r.problems.source().place(found_begin, std::max(found_end, found_begin + 1));
}

}  // namespace

Place place_of(const Reading& r, const Node& node) {
  return r.problems.source().place(node.begin, node.end);
}

const Node* scalar_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = map.at(key);
  return node != nullptr && node->is_scalar() && r.structure.sound(*node) ? node : nullptr;
}

const Node* map_at(const Node& map, std::string_view key) {
  const Node* node = map.at(key);
  return node != nullptr && node->is_map() ? node : nullptr;
}

const Node* list_at(const Node& map, std::string_view key) {
  const Node* node = map.at(key);
  return node != nullptr && node->is_list() ? node : nullptr;
}

std::string text_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = scalar_at(r, map, key);
  return node == nullptr ? std::string() : std::string(trimmed(node->text));
}

bool flag_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = scalar_at(r, map, key);
  return node != nullptr && node->text == "true";
}

std::optional<double> number_of(const Reading& r, const Node& node) {
  const auto found = r.structure.numbers.find(&node);
  return found == r.structure.numbers.end() ? std::nullopt : std::optional(found->second);
}

std::optional<double> number_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = map.at(key);
  return node == nullptr ? std::nullopt : number_of(r, *node);
}

Provenance provenance_of(Reading& r, const Node& map, const Provenance& inherited) {
  Provenance result = inherited;
  if (const Node* source = map.at("source")) {
    result.sources.clear();
    if (source->is_list()) {
      for (const Node& item : source->items) cite(r, item, result);
    } else {
      cite(r, *source, result);
    }
  }
  if (std::string because = text_at(r, map, "because"); !because.empty()) result.because = std::move(because);
  if (const auto basis = word_at<Basis>(r, map, "basis")) result.basis = *basis;
  if (const auto confidence = word_at<Confidence>(r, map, "confidence")) result.confidence = *confidence;
  return result;
}

void in_block(Reading& r, std::string label, Place where, const std::function<void()>& body) {
  Block block{std::move(label), where, 0};
  Block* outer = std::exchange(r.block, &block);
  body();
  r.block = outer;
  if (block.unsourced == 0) return;
  r.problems.warning(block.place,
                     block.unsourced == 1
                         ? fmt::format("a number of {} has no source", block.label)
                         : fmt::format("{} numbers of {} have no source", block.unsourced, block.label),
                     "give `source` once for the block, or for each number");
}

InputId enter_input(Reading& r, Input input, Place where, bool anchor) {
  if (input.quantity.provenance.sources.empty() && !anchor && r.block != nullptr) ++r.block->unsourced;
  input.line = where.line;
  r.places.add(input.path, where);
  r.broken.push_back(false);
  r.c.inputs.push_back(std::move(input));
  return InputId(r.c.inputs.size() - 1);
}

InputId placeholder_input(Reading& r, Slot slot, Place where) {
  const bool bounded = slot.domain.kind == Domain::Kind::bounded;
  const double value = bounded ? (slot.domain.low + slot.domain.high) / 2.0 : 1.0;
  slot.about.quantity = Quantity::exactly(value, slot.domain);
  const InputId id = enter_input(r, std::move(slot.about), where, true);
  r.broken[id.index()] = true;
  return id;
}

InputId read_input(Reading& r, const Node& node, Slot slot) {
  const auto parsed = r.structure.quantities.find(&node);
  if (parsed == r.structure.quantities.end()) return placeholder_input(r, std::move(slot), place_of(r, node));
  Quantity quantity = parsed->second;
  quantity.provenance = node.is_map() ? provenance_of(r, node, slot.inherited) : slot.inherited;
  const double value = quantity.median();
  const bool anchor = slot.anchor && !quantity.uncertain() && (value == 0.0 || value == 100.0);
  slot.about.quantity = std::move(quantity);
  return enter_input(r, std::move(slot.about), place_of(r, node), anchor);
}

std::optional<InputId> read_input_at(Reading& r, const Node& map, std::string_view key, Slot slot) {
  const Node* node = map.at(key);
  if (node == nullptr) return std::nullopt;
  return read_input(r, *node, std::move(slot));
}

std::string name_hint(std::string_view name, const std::vector<std::string>& ids, std::string_view what) {
  std::string hint = suggestion(name, ids);
  if (!hint.empty() || ids.empty()) return hint;
  constexpr std::size_t kMost = 12;
  const std::vector<std::string> first(
      ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), kMost)));
  return fmt::format("{}: {}{}", what, fmt::join(first, ", "), ids.size() > kMost ? ", ..." : "");
}

std::optional<PartyId> party_of(Reading& r, const Node& node) {
  if (!node.is_scalar() || !r.structure.sound(node)) return std::nullopt;
  if (const auto found = r.places.position("parties." + node.text)) return PartyId(*found);
  r.problems.error(place_of(r, node), fmt::format("`{}` is not a party", node.text),
                   name_hint(node.text, ids_of(r.c.parties), "parties"));
  return std::nullopt;
}

std::optional<IssueId> issue_of(Reading& r, const Node& node) {
  if (const auto found = r.places.position("issues." + node.text)) return IssueId(*found);
  if (!r.structure.sound(node)) return std::nullopt;
  r.problems.error(place_of(r, node), fmt::format("`{}` is not an issue", node.text),
                   name_hint(node.text, ids_of(r.c.issues), "issues"));
  return std::nullopt;
}

std::optional<TypeId> type_of(Reading& r, PartyId party, const Node& node) {
  if (!node.is_scalar() || !r.structure.sound(node)) return std::nullopt;
  const std::string& id = r.c.parties[party.index()].id;
  if (const auto found = r.places.position(fmt::format("types.{}.{}", id, node.text))) return TypeId(*found);
  const std::vector<PartyType>& types = r.c.types[party.index()];
  r.problems.error(place_of(r, node), fmt::format("`{}` is not a type of {}", node.text, id),
                   types.empty() ? fmt::format("{} has no types", id)
                                 : name_hint(node.text, ids_of(types), fmt::format("types of {}", id)));
  return std::nullopt;
}

void unique(Reading& r, std::set<std::string>& seen, const std::string& id, Place where,
            std::string_view what) {
  if (!id.empty() && !seen.insert(id).second) {
    r.problems.error(where, fmt::format("{} `{}` is defined twice", what, id), "identifiers must differ");
  }
}

std::optional<Rule> rule_at(Reading& r, const Node& node, const Node* reasons) {
  if (!node.is_scalar() || !r.structure.sound(node)) return std::nullopt;
  ParsedCondition parsed = parse_condition(node.text, r.c.issues, r.axes);
  if (!r.issues_sound) parsed.problems.clear();  // names may be wrong because the issues are
  for (const ConditionProblem& problem : parsed.problems) {
    const Place where = place_inside(r, node, problem.begin, problem.end);
    if (problem.severity == Severity::error)
      r.problems.error(where, problem.message, problem.hint);
    else
      r.problems.warning(where, problem.message, problem.hint);
  }
  if (!parsed.condition) return std::nullopt;
  Rule rule{*std::move(parsed.condition), std::string(trimmed(node.text)), {}};
  if (reasons != nullptr) rule.provenance = provenance_of(r, *reasons, {});
  return rule;
}

std::optional<bargaining::Settlement> settlement_of(Reading& r, const Node& node, Place where,
                                                    std::string_view what) {
  const std::vector<Issue>& issues = r.c.issues;
  bargaining::Settlement chosen(issues.size(), 0);
  std::vector<bool> given(issues.size(), false);
  bool sound = true;
  for (const Entry& entry : node.entries) {
    const auto issue = issue_of(r, entry.key);
    if (!issue) {
      sound = false;
      continue;
    }
    given[issue->index()] = true;
    const Issue& of = issues[issue->index()];
    const auto option = find_option(of, entry.value.text);
    sound = sound && option.has_value();
    if (option) chosen[issue->index()] = static_cast<std::uint16_t>(*option);
    if (option || !r.structure.sound(entry.value) || !r.issues_sound) continue;
    r.problems.error(place_of(r, entry.value),
                     fmt::format("`{}` is not an option of {}", entry.value.text, of.id),
                     option_hint(of, entry.value.text));
  }
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!given[i]) missing.push_back(issues[i].id);
  }
  if (!missing.empty() && !node.entries.empty()) {
    r.problems.error(where, fmt::format("the settlement of {} leaves out {}", what, fmt::join(missing, ", ")),
                     "give one option for every issue");
  }
  if (!sound || !missing.empty()) return std::nullopt;
  return chosen;
}

}  // namespace offramp::case_file
