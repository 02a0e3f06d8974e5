// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/add_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "offramp/base/text/date.h"
#include "offramp/case/model/consistency.h"
#include "offramp/evidence/import/evidence_csv.h"

namespace offramp {
namespace {

using evidence::EvidenceRow;

std::optional<PartyId> find_party(const Case& c, const std::string& id) {
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (c.parties[p].id == id) return PartyId(p);
  }
  return std::nullopt;
}

// What the case knows of already, for look-up in the same time however many rows there are.
struct Known {
  explicit Known(const Case& c) {
    for (const EvidenceItem& item : c.evidence) add(item);
  }
  void add(const EvidenceItem& item) {
    ids.insert(item.id);
    if (!item.group.empty()) group.emplace(item.group, item.about);
  }
  std::unordered_set<std::string> ids;
  std::unordered_map<std::string, Hidden> group;     // and what it is about
  std::array<std::optional<InputId>, 5> word_input;  // [Consistency]
};

// `row` may be about a party with these types, or why not.
std::string misfit(const Case& c, const Known& known_items, const EvidenceRow& row,
                   std::optional<PartyId> about) {
  if (!about) return fmt::format("the case has no party `{}`", row.about);
  const std::vector<PartyType>& types = c.types[about->index()];
  if (types.empty()) return fmt::format("party `{}` has no types in the case", row.about);
  if (!row.by.empty() && !find_party(c, row.by)) return fmt::format("the case has no party `{}`", row.by);
  const auto known = [&](const std::string& type) {
    return std::any_of(types.begin(), types.end(), [&](const PartyType& t) { return t.id == type; });
  };
  for (const auto& [type, quantity] : row.likelihood) {
    if (!known(type)) return fmt::format("party `{}` has no type `{}`", row.about, type);
  }
  for (const auto& [type, word] : row.consistency) {
    if (!known(type)) return fmt::format("party `{}` has no type `{}`", row.about, type);
  }
  for (const PartyType& type : types) {
    const auto same = [&](const auto& entry) { return entry.first == type.id; };
    if (std::none_of(row.likelihood.begin(), row.likelihood.end(), same) &&
        std::none_of(row.consistency.begin(), row.consistency.end(), same)) {
      return fmt::format("no likelihood is given for type `{}`", type.id);
    }
  }
  if (!c.as_of.empty() && date_text(date_of(row.day)) > c.as_of) {
    return fmt::format("{} is after the case's as_of {}", date_text(date_of(row.day)), c.as_of);
  }
  if (known_items.ids.contains(row.id)) return fmt::format("evidence `{}` is there already", row.id);
  const auto group = known_items.group.find(row.group);
  if (group != known_items.group.end() && group->second != Hidden{Hidden::Kind::type, about->index()}) {
    return fmt::format("group `{}` is about another party", row.group);
  }
  return {};
}

InputId add_input(Case& c, Input input) {
  c.inputs.push_back(std::move(input));
  return InputId(c.inputs.size() - 1);
}

// The input behind a word, which then bears on the party that the evidence is about.
InputId word_input(Case& c, Known& known, evidence::Consistency word, PartyId about) {
  const auto same = static_cast<ConsistencyWord>(word);  // both from very inconsistent to very consistent
  std::optional<InputId>& there = known.word_input[static_cast<std::size_t>(word)];
  if (!there) there = consistency_input(c, same);
  if (!there) there = add_input(c, default_consistency_input(same));
  const InputId id = *there;
  std::vector<PartyId>& parties = c.inputs[id.index()].parties;
  if (std::find(parties.begin(), parties.end(), about) == parties.end()) parties.push_back(about);
  return id;
}

void add_row(Case& c, Known& known, const EvidenceRow& row, PartyId about) {
  EvidenceItem item;
  item.id = row.id;
  item.date = date_text(date_of(row.day));
  item.what = row.what;
  item.by = find_party(c, row.by);
  item.about = {Hidden::Kind::type, about.index()};
  item.kind = row.kind == evidence::Kind::word   ? EvidenceKind::word
              : row.kind == evidence::Kind::deed ? EvidenceKind::deed
                                                 : EvidenceKind::costly_signal;
  item.signal = row.kind == evidence::Kind::sunk_cost    ? SignalKind::sunk_cost
                : row.kind == evidence::Kind::tied_hands ? SignalKind::tied_hands
                                                         : SignalKind::none;
  if (row.grade.graded()) {
    item.source_grade = static_cast<char>('A' + row.grade.source - 1);
    item.information_grade = row.grade.information;
  }
  item.group = row.group;
  item.provenance.because = row.because;
  for (std::size_t s = 0; s < c.sources.size(); ++s) {
    if (c.sources[s].id == row.source) item.provenance.sources.push_back({SourceId(s), {}});
  }
  if (!row.source.empty() && item.provenance.sources.empty()) {
    item.provenance.because += (row.because.empty() ? "" : "; ") + row.source;
  }
  item.ordinal = row.likelihood.empty();
  for (std::size_t t = 0; t < c.types[about.index()].size(); ++t) {
    const PartyType& type = c.types[about.index()][t];
    const auto same = [&](const auto& entry) { return entry.first == type.id; };
    const auto given = std::find_if(row.likelihood.begin(), row.likelihood.end(), same);
    if (given == row.likelihood.end()) {
      const auto word = std::find_if(row.consistency.begin(), row.consistency.end(), same);
      item.likelihood.push_back(word_input(c, known, word->second, about));
      continue;
    }
    Quantity quantity = given->second;
    quantity.provenance = item.provenance;
    item.likelihood.push_back(add_input(c, {.path = fmt::format("evidence.{}.likelihood.{}", row.id, type.id),
                                            .quantity = std::move(quantity),
                                            .role = &roles::likelihood,
                                            .parties = {about},
                                            .type = TypeId(t),
                                            .item = c.evidence.size()}));
  }
  known.add(item);
  c.evidence.push_back(std::move(item));
}

}  // namespace

AddedEvidence add_evidence(Case& c, std::string_view csv, std::string file_name) {
  evidence::EvidenceImport rows = evidence::import_evidence(csv, std::move(file_name));
  AddedEvidence result{0, rows.rows_skipped, std::move(rows.diagnostics)};
  Known known(c);
  std::size_t unlisted = 0;
  for (const EvidenceRow& row : rows.rows) {
    const std::optional<PartyId> about = find_party(c, row.about);
    const std::string problem = misfit(c, known, row, about);
    if (problem.empty()) {
      add_row(c, known, row, *about);
      ++result.added;
    } else {
      ++result.skipped;
      if (result.diagnostics.errors() >= evidence::EvidenceImport::kMaxProblems) {
        ++unlisted;
        continue;
      }
      result.diagnostics.error({row.line, 1, 1}, fmt::format("row {}: {}", row.row, problem));
    }
  }
  if (unlisted > 0) {
    result.diagnostics.error({},
                             fmt::format("{} more rows do not fit the case; they are not listed", unlisted));
  }
  return result;
}

}  // namespace offramp
