// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/write_evidence.h"

#include <fmt/format.h>

#include "offramp/case/changes/append.h"
#include "offramp/case/model/consistency.h"

namespace offramp {
namespace {

using case_file::double_quoted;

// The word of the scale behind an input, if it is one's.
std::string word_behind(const Case& c, InputId id) {
  for (const auto& entry : EnumWords<ConsistencyWord>::table) {
    if (c.inputs[id.index()].path == default_consistency_input(entry.value).path)
      return std::string(entry.word);
  }
  return {};
}

// "{holds_out: 0.8 to 0.95, seeks_exit: 0.3}", keys and values between quotes: the same in YAML and JSON.
std::string by_type(const Case& c, const EvidenceItem& item, PartyId party) {
  std::string inner;
  for (std::size_t t = 0; t < item.likelihood.size(); ++t) {
    const Quantity& quantity = c.quantity(item.likelihood[t]);
    const std::string text = quantity.to_text();
    std::string value = item.ordinal ? word_behind(c, item.likelihood[t]) : text;
    if (item.ordinal || text.find(" to ") != std::string::npos) value = double_quoted(value);
    inner += fmt::format("{}{}: {}", inner.empty() ? "" : ", ", double_quoted(c.types[party.index()][t].id),
                         value);
  }
  return "{" + inner + "}";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> evidence_lines(const Case& c, const EvidenceItem& item) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) lines.emplace_back(key, double_quoted(value));
  };
  const PartyId about = *item.about_types();
  text("id", item.id);
  text("date", item.date);
  text("what", item.what.empty() ? item.id : item.what);
  if (item.by) text("by", c.parties[item.by->index()].id);
  text("about", c.parties[about.index()].id);
  text("kind", std::string(word_of(item.kind)));
  if (item.signal != SignalKind::none) text("signal", std::string(word_of(item.signal)));
  lines.emplace_back(item.ordinal ? "consistency" : "likelihood", by_type(c, item, about));
  if (item.source_grade != 'F' || item.information_grade != 6)
    text("grade", fmt::format("{}{}", item.source_grade, item.information_grade));
  text("group", item.group);
  if (!item.provenance.sources.empty())
    text("source", c.sources[item.provenance.sources.front().source.index()].id);
  text("because", item.provenance.because);
  return lines;
}

}  // namespace offramp
