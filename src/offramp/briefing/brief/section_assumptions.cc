// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/case_counts.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

bool same_reason(const Provenance& a, const Provenance& b) {
  const auto same = [](const Citation& x, const Citation& y) {
    return x.source == y.source && x.place == y.place;
  };
  return a.because == b.because && a.sources.size() == b.sources.size() &&
         std::equal(a.sources.begin(), a.sources.end(), b.sources.begin(), same);
}

Text basis_text(const Quantity& quantity) {
  if (is_anchor(quantity)) return Prose("end of scale");
  Prose prose{to_string(quantity.provenance.basis)};
  if (quantity.provenance.confidence != Confidence::unstated) {
    prose.say(", ").say(to_string(quantity.provenance.confidence)).say(" confidence");
  }
  return prose;
}

/// Where several rows in a group rest on the same reasoning, the first one says it.
Row input_row(const Case& c, std::size_t i, const std::string& label, const Provenance* above) {
  const Input& input = c.inputs[i];
  const Provenance& provenance = input.quantity.provenance;
  Prose why;
  if (above != nullptr && !provenance.because.empty() && same_reason(*above, provenance)) {
    why.say("as above");
  } else {
    why.add(case_text(c, provenance.because));
    if (!provenance.sources.empty())
      why.say(provenance.because.empty() ? "" : " ").add(citations(c, provenance.sources));
  }
  return {input_anchor(InputId(i)),
          {Prose().quote(label), Prose().quote(input.quantity.to_text()), basis_text(input.quantity), why}};
}

/// Positions of the inputs by group, groups in order of their first input.
std::vector<std::vector<std::size_t>> grouped(const std::vector<InputName>& names) {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [at, fresh] = place.try_emplace(names[i].group, groups.size());
    if (fresh) groups.emplace_back();
    groups[at->second].push_back(i);
  }
  return groups;
}

}  // namespace

Section section_assumptions(const Context& context) {
  const Case& c = context.c;
  Section section{"assumptions", "Assumptions", {}};
  section.add(
      Paragraph{Prose("Every number that went in, as the case file gives it. “A to B” is a range that holds "
                      "nine tenths of the belief, with as "
                      "much below it as above. Weights are points of importance, of which only the ratios "
                      "count; values run from nought for "
                      "the worst option to a hundred for the best.")});
  if (c.inputs.empty()) return section;
  Table table;
  table.id = "assumptions-table";
  table.small = true;
  table.columns = {{"Input", Align::left, 32},
                   {"Value", Align::left, 14},
                   {"Basis", Align::left, 14},
                   {"Why", Align::left, 40}};
  const std::vector<InputName> names = input_names(c);
  for (const std::vector<std::size_t>& group : grouped(names)) {
    const InputName& first = names[group.front()];
    table.rows.push_back({input_group_anchor(first.group), {Prose().quote(first.heading)}, true});
    const Provenance* above = nullptr;
    for (const std::size_t i : group) {
      table.rows.push_back(input_row(c, i, names[i].label, above));
      above = &c.inputs[i].quantity.provenance;
    }
  }
  section.add(table);
  return section;
}

}  // namespace offramp::briefing
