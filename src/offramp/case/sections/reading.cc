// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/base/text/scan.h"
#include "offramp/case/syntax/condition_text.h"

namespace offramp::case_file {
namespace {

void cite(Reading& r, const Node& node, Provenance& into) {
  if (!node.is_scalar() || !r.structure.sound(node)) return;
  const std::string_view whole = node.text;
  const std::size_t comma = whole.find(',');
  const std::string_view id = trimmed(whole.substr(0, comma));
  const std::optional<std::size_t> source = r.places.position(fmt::format("sources.{}", id));
  if (!source) {
    r.problems.error(place_of(r, node), fmt::format("source `{}` is not defined", id),
                     [&] { return name_hint(id, ids_of(r.c.sources), "sources"); });
    into.sources.push_back(
        {SourceId(0), {}});  // so that no source is missed as well; the case is not returned
    return;
  }
  r.cited[*source] = true;
  into.sources.push_back({SourceId(*source), comma == std::string_view::npos
                                                 ? std::string()
                                                 : std::string(trimmed(whole.substr(comma + 1)))});
}

// Places of parts of a scalar, found by walking its text and its source side by side, blanks aside; the
// scalar's own place where escapes or folding hide them.
class InnerPlaces {
 public:
  InnerPlaces(const Reading& r, const Node& node) : r_(r), node_(node) {
    const std::string_view bytes = r.problems.source().bytes();
    std::size_t at = node.begin;
    if (!node.plain && at < node.end && (bytes[at] == '"' || bytes[at] == '\'')) ++at;
    for (const char c : node.text) {
      source_.push_back(at);
      if (is_blank(c)) continue;
      while (at < node.end && is_blank(bytes[at])) ++at;
      source_.back() = at;
      if (at >= node.end || bytes[at] != c) {
        hidden_ = true;
        return;
      }
      ++at;
    }
  }

  // Of the bytes [begin, end) of the text.
  Place place(std::size_t begin, std::size_t end) const {
    const std::string_view text = node_.text;
    if (begin >= text.size()) return r_.problems.source().place(node_.end, node_.end + 1);
    if (hidden_) return place_of(r_, node_);
    while (begin + 1 < text.size() && is_blank(text[begin])) ++begin;
    end = std::min(end, text.size());
    while (end > begin && is_blank(text[end - 1])) --end;
    const std::size_t first = source_[begin];
    return r_.problems.source().place(first, end > begin ? source_[end - 1] + 1 : first + 1);
  }

 private:
  const Reading& r_;
  const Node& node_;
  std::vector<std::size_t> source_;  // [byte of the text]: its byte in the file
  bool hidden_ = false;
};

// A file is small, yet what its numbers inherit from each other's blocks grows with the product of the two.
void bound_bytes(Reading& r, Input& input, Place where) {
  Provenance& provenance = input.quantity.provenance;
  std::size_t bytes = input.path.size() + provenance.because.size();
  for (const Citation& citation : provenance.sources) bytes += sizeof citation + citation.place.size();
  const bool full = r.input_bytes > kMaxInputBytes;
  r.input_bytes += bytes;
  if (r.input_bytes <= kMaxInputBytes) return;
  provenance = {};
  if (full) return;
  r.problems.error(where,
                   fmt::format("reasons and sources, counted for each number that inherits them, take more "
                               "than {} bytes up to here",
                               kMaxInputBytes),
                   "shorten the reasons, or give them once where they belong");
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

std::string date_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = scalar_at(r, map, key);
  return node == nullptr ? std::string() : date_of(*node).value_or(std::string());
}

bool flag_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = scalar_at(r, map, key);
  return node != nullptr && node->truth() == true;
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
  if (r.input_bytes > kMaxInputBytes) return {};  // the error has been said; a copy may be long
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

void warn(Reading& r, WarningName name, Place where, std::string message, std::string hint) {
  if (r.warnings.size() < kMaxWarnings)
    r.warnings.push_back({std::move(name), where, std::move(message), std::move(hint)});
}

void warn(Reading& r, WarningName name, std::string message, std::string hint) {
  const Place where = r.places.at(name.of);
  warn(r, std::move(name), where, std::move(message), std::move(hint));
}

void in_block(Reading& r, std::string label, std::string address, Place where,
              const std::function<void()>& body) {
  Block block{std::move(label), std::move(address), where, 0};
  Block* outer = std::exchange(r.block, &block);
  body();
  r.block = outer;
  if (block.unsourced == 0) return;
  warn(r, {"unsourced", block.address}, block.place,
       block.unsourced == 1 ? fmt::format("a number of {} has no source", block.label)
                            : fmt::format("{} numbers of {} have no source", block.unsourced, block.label),
       "give `source` once for the block, or for each number");
}

InputId enter_input(Reading& r, Input input, Place where, bool anchor) {
  if (r.stop.stop_requested()) throw Stopped{};
  bound_bytes(r, input, where);
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
  const bool inherits = !node.is_map() && r.input_bytes <= kMaxInputBytes;
  quantity.provenance = inherits ? slot.inherited : provenance_of(r, node, slot.inherited);
  const double value = quantity.median();
  const bool anchor = slot.anchor && !quantity.uncertain() && (value == 0.0 || value == 100.0);
  slot.about.quantity = std::move(quantity);
  const InputId id = enter_input(r, std::move(slot.about), place_of(r, node), anchor);
  if (const Node* clauses = node.is_map() ? list_at(node, "instead") : nullptr)
    r.clauses.push_back({id, clauses});
  return id;
}

std::optional<InputId> read_input_at(Reading& r, const Node& map, std::string_view key, Slot slot) {
  const Node* node = map.at(key);
  if (node == nullptr) return std::nullopt;
  return read_input(r, *node, std::move(slot));
}

InputId read_required(Reading& r, const Node& map, std::string_view key, Slot slot) {
  const Node* node = map.at(key);
  return node == nullptr ? placeholder_input(r, std::move(slot), place_of(r, map))
                         : read_input(r, *node, std::move(slot));
}

bool may_be_zero(const Quantity& quantity) {
  return quantity.uncertain() ? quantity.clipped() && quantity.p5() == 0.0 : quantity.median() == 0.0;
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
                   [&] { return name_hint(node.text, ids_of(r.c.parties), "parties"); });
  return std::nullopt;
}

std::optional<IssueId> issue_of(Reading& r, const Node& node) {
  if (const auto found = r.places.position("issues." + node.text)) return IssueId(*found);
  if (!r.structure.sound(node)) return std::nullopt;
  r.problems.error(place_of(r, node), fmt::format("`{}` is not an issue", node.text),
                   [&] { return name_hint(node.text, ids_of(r.c.issues), "issues"); });
  return std::nullopt;
}

std::optional<TypeId> type_of(Reading& r, PartyId party, const Node& node) {
  if (!node.is_scalar() || !r.structure.sound(node)) return std::nullopt;
  const std::string& id = r.c.parties[party.index()].id;
  if (const auto found = r.places.position(fmt::format("types.{}.{}", id, node.text))) return TypeId(*found);
  const std::vector<PartyType>& types = r.c.types[party.index()];
  r.problems.error(place_of(r, node), fmt::format("`{}` is not a type of {}", node.text, id), [&] {
    return types.empty() ? fmt::format("{} has no types", id)
                         : name_hint(node.text, ids_of(types), fmt::format("types of {}", id));
  });
  return std::nullopt;
}

void unique(Reading& r, std::set<std::string>& seen, const std::string& id, Place where,
            std::string_view what) {
  if (!id.empty() && !seen.insert(id).second) {
    r.problems.error(where, fmt::format("{} `{}` is defined twice", what, id), "identifiers must differ");
  }
}

ConditionNames& names_of(Reading& r) {
  if (!r.names) r.names.emplace(r.c.issues, r.axes);
  return *r.names;
}

std::optional<Rule> rule_at(Reading& r, const Node& node, const Node* reasons, const std::string& address) {
  if (r.stop.stop_requested()) throw Stopped{};
  if (!node.is_scalar() || !r.structure.sound(node)) return std::nullopt;
  ParsedCondition parsed = parse_condition(node.text, names_of(r));
  if (!r.issues_sound) parsed.problems.clear();  // names may be wrong because the issues are
  std::optional<InnerPlaces> inner;
  if (!parsed.problems.empty() && node.text.size() <= kMaxConditionBytes) inner.emplace(r, node);
  for (const ConditionProblem& problem : parsed.problems) {
    const Place where = inner ? inner->place(problem.begin, problem.end) : place_of(r, node);
    if (problem.severity == Severity::error)
      r.problems.error(where, problem.message, problem.hint);
    else
      warn(r, {"condition", address}, where, problem.message, problem.hint);
  }
  if (!parsed.condition) return std::nullopt;
  Rule rule{*std::move(parsed.condition), std::string(trimmed(node.text)), {}};
  if (reasons != nullptr) rule.provenance = provenance_of(r, *reasons, {});
  return rule;
}

}  // namespace offramp::case_file
