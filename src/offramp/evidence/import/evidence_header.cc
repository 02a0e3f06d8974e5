// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/evidence_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "offramp/evidence/import/table/cell.h"

namespace offramp::evidence {
namespace {

constexpr std::string_view kLikelihood = "likelihood:";
constexpr std::string_view kConsistency = "consistency:";
constexpr std::string_view kRequired[] = {"date", "about", "kind"};
const std::vector<std::string> kColumns = {"id",     "date",  "what",  "by",     "about",  "kind",
                                           "signal", "grade", "group", "source", "because"};

// A column's name as it is known: fixed names and the part before a colon in small letters, types as they
// stand.
std::string known_name(std::string_view field) {
  const std::string_view text = trimmed(field);
  for (const std::string& name : kColumns) {
    if (same_letters(text, name)) return name;
  }
  for (const std::string_view part : {kLikelihood, kConsistency}) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos ||
        !same_letters(trimmed(text.substr(0, colon)), part.substr(0, part.size() - 1))) {
      continue;
    }
    const std::string_view type = trimmed(text.substr(colon + 1));
    return type.empty() ? std::string() : std::string(part) + std::string(type);
  }
  return {};
}

std::size_t known_names(const CsvRecord& record) {
  return static_cast<std::size_t>(
      std::count_if(record.fields.begin(), record.fields.end(),
                    [](const std::string& field) { return !known_name(field).empty(); }));
}

}  // namespace

char evidence_separator(std::string_view text) {
  if (const char stated = stated_separator(text); stated != '\0') return stated;
  char best = ',';
  std::size_t most = 0;
  for (const char separator : kSeparators) {
    CsvReader reader(text, separator);
    CsvRecord record;
    if (!reader.next(record)) continue;
    const std::size_t known = known_names(record);
    if (known > most) {
      most = known;
      best = separator;
    }
  }
  return best;
}

EvidenceHeader read_evidence_header(const CsvRecord& record, char separator, std::size_t most_problems,
                                    Diagnostics& diagnostics) {
  EvidenceHeader header;
  const auto fail = [&](std::string text, std::string hint = {}) {
    if (diagnostics.errors() < most_problems) {
      diagnostics.error({record.line, 1, 1}, "row 1: " + std::move(text), std::move(hint));
    }
  };
  const std::string hint =
      "columns are id, date, what, by, about, kind, signal, grade, group, source, because, likelihood:TYPE, "
      "consistency:TYPE";
  if (!record.problem.empty()) fail(record.problem);
  if (known_names(record) == 0) {
    fail(fmt::format("no column of a table of evidence is named here ({} field{}, separated by {})",
                     record.fields.size(), record.fields.size() == 1 ? "" : "s", separator_name(separator)),
         hint);
    return header;
  }
  header.width = record.fields.size();
  while (trimmed(record.fields[header.width - 1]).empty()) --header.width;
  std::set<std::string> seen;
  for (std::size_t n = 0; n < header.width; ++n) {
    const std::string_view field = trimmed(record.fields[n]);
    const std::string name = known_name(field);
    if (field.empty()) {
      header.nameless.push_back(n);
    } else if (name.empty()) {
      const std::string near = suggestion(field.substr(0, 60), kColumns);
      fail(fmt::format("unknown column `{}`{}{}", shown(field), near.empty() ? "" : "; ", near), hint);
    } else if (!seen.insert(name).second) {
      fail(fmt::format("column `{}` stands twice", shown(name)));
    } else if (name.starts_with(kLikelihood)) {
      header.likelihood.emplace_back(name.substr(kLikelihood.size()), n);
    } else if (name.starts_with(kConsistency)) {
      header.consistency.emplace_back(name.substr(kConsistency.size()), n);
    } else {
      header.column.emplace(name, n);
    }
  }
  for (const std::string_view required : kRequired) {
    if (!header.column.contains(required)) fail(fmt::format("column `{}` is missing", required));
  }
  return header;
}

}  // namespace offramp::evidence
