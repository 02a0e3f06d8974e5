// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "offramp/briefing/case_counts.h"
#include "offramp/briefing/phrases.h"
#include "offramp/briefing/sections.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

/// "interests.fry.weight.presence" belongs to "interests.fry"; sections without a party stand alone.
std::string group_of(const std::string& path) {
  const std::size_t first = path.find('.');
  if (first == std::string::npos) return path;
  const std::string section = path.substr(0, first);
  if (section != "interests" && section != "no_deal" && section != "types") return section;
  const std::size_t second = path.find('.', first + 1);
  return path.substr(0, second);
}

std::string group_words(const Case& c, const std::string& group) {
  static const std::map<std::string, std::string> kNames = {{"interests", "Interests"},
                                                            {"no_deal", "No deal"},
                                                            {"types", "Hidden types"},
                                                            {"red_lines", "Red lines"},
                                                            {"joint_types", "Types that go together"},
                                                            {"evidence", "Evidence"},
                                                            {"watch", "What to watch"},
                                                            {"talk", "What words gain"}};
  const std::size_t dot = group.find('.');
  const auto name = kNames.find(group.substr(0, dot));
  const std::string section = name == kNames.end() ? clean_text(group.substr(0, dot)) : name->second;
  if (dot == std::string::npos) return section;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (c.parties[p].id == group.substr(dot + 1)) return party_name(c, PartyId(p)) + ": " + section;
  }
  return section + ": " + clean_text(group.substr(dot + 1));
}

/// The label without the party's name, which the group heading already says.
std::string short_label(const std::string& label, const std::string& heading) {
  const std::string clean = clean_text(label);
  const std::size_t colon = heading.rfind(": ");
  if (colon == std::string::npos) return clean;
  const std::string prefix = heading.substr(0, colon + 2);
  if (!clean.starts_with(prefix)) return clean;
  return clean.substr(prefix.size());
}

Text basis_text(const Quantity& quantity) {
  if (is_anchor(quantity)) return Prose("end of scale");
  Prose prose{to_string(quantity.provenance.basis)};
  if (quantity.provenance.confidence != Confidence::unstated) {
    prose.say(", ").say(to_string(quantity.provenance.confidence)).say(" confidence");
  }
  return prose;
}

Row input_row(const Case& c, std::size_t i, const std::string& heading) {
  const Input& input = c.inputs[i];
  const Provenance& provenance = input.quantity.provenance;
  Prose why;
  why.quote(provenance.because);
  if (!provenance.sources.empty())
    why.say(provenance.because.empty() ? "" : " ").add(citations(c, provenance.sources));
  const std::string label = short_label(input.label.empty() ? input.path : input.label, heading);
  return {input_anchor(InputId(i)),
          {Prose().quote(label), Prose().quote(input.quantity.to_text()), basis_text(input.quantity), why}};
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
  std::string group;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    const std::string here = group_of(c.inputs[i].path);
    const std::string heading = group_words(c, here);
    if (i == 0 || here != group) table.rows.push_back({"", {Prose().quote(heading)}, true});
    group = here;
    table.rows.push_back(input_row(c, i, heading));
  }
  section.add(table);
  return section;
}

}  // namespace offramp::briefing
