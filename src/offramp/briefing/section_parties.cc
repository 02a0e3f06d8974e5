// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/phrases.h"
#include "offramp/briefing/sections.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

Text types_text(const Case& c, PartyId party) {
  Prose prose;
  if (party.index() >= c.types.size()) return prose;
  const auto& types = c.types[party.index()];
  for (std::size_t t = 0; t < types.size(); ++t) {
    if (t > 0) prose.say("; ");
    prose.quote(type_name(c, party, TypeId(t)))
        .say(" (")
        .link(share_text(c.quantity(types[t].prior)), link_to(input_anchor(types[t].prior)))
        .say(")");
  }
  return prose;
}

Table parties_table(const Case& c) {
  Table table;
  table.id = "table-parties";
  table.caption = Prose("Who takes part. In brackets behind each hidden type: the prior belief in it.");
  const bool typed = std::any_of(c.types.begin(), c.types.end(), [](const auto& t) { return !t.empty(); });
  table.columns = {{"Party", Align::left, 22},
                   {"Part", Align::left, 12},
                   {"Who they are", Align::left, typed ? 40.0 : 66.0}};
  if (typed) table.columns.push_back({"May be", Align::left, 26});
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    const Party& party = c.parties[p];
    Row row{party_anchor(c, PartyId(p), "party"),
            {Prose().quote(party_name(c, PartyId(p)), true),
             Prose(party.veto ? "veto player" : to_words(party.role)), Prose().quote(party.description)}};
    if (typed) row.cells.push_back(types_text(c, PartyId(p)));
    table.rows.push_back(row);
  }
  return table;
}

Text who_holds(const Context& context, std::size_t line) {
  const RedLine& red_line = context.c.red_lines[line];
  const auto& prices = context.result.red_lines;
  const auto price = std::find_if(prices.begin(), prices.end(),
                                  [&](const RedLinePrice& p) { return p.red_line.index() == line; });
  Prose prose;
  if (price != prices.end()) {
    prose.figure(Format::percent, price->binds.value,
                 fmt::format("/settle/red_lines/{}/binds/value", price - prices.begin()));
  } else {
    prose.say("–");
  }
  if (red_line.only_type) {
    prose.say(", only if: ").quote(type_name(context.c, red_line.party, *red_line.only_type));
  }
  return prose;
}

Row red_line_row(const Context& context, std::size_t line) {
  const RedLine& red_line = context.c.red_lines[line];
  return {red_line_anchor(context.c, RedLineId(line)),
          {Prose().quote(condition_words(context.c, red_line.never.condition), true),
           Prose(to_words(red_line.kind)), who_holds(context, line),
           Prose()
               .quote(red_line.never.provenance.because)
               .say(" ")
               .add(citations(context.c, red_line.never.provenance.sources))}};
}

Table red_lines_table(const Context& context) {
  const Case& c = context.c;
  Table table;
  table.id = "table-red-lines";
  table.caption = Prose(
      "Red lines: what each party can never accept. “Holds in” is the share of worlds in which the line "
      "binds; "
      "a line that is itself uncertain binds in only some.");
  table.columns = {{"Never", Align::left, 42},
                   {"Kind", Align::left, 10},
                   {"Holds in", Align::left, 14},
                   {"Why", Align::left, 34}};
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    const auto own = [&](const RedLine& line) { return line.party.index() == p; };
    if (std::none_of(c.red_lines.begin(), c.red_lines.end(), own)) continue;
    table.rows.push_back({"", {Prose().quote(party_name(c, PartyId(p)))}, true});
    for (std::size_t l = 0; l < c.red_lines.size(); ++l) {
      if (own(c.red_lines[l])) table.rows.push_back(red_line_row(context, l));
    }
  }
  return table;
}

}  // namespace

Section section_parties(const Context& context) {
  const Case& c = context.c;
  Section section{"parties", "Parties and red lines", {}};
  Prose prose;
  prose
      .add(counted(c.parties.size(), "/case/parties", "#table-parties", "party takes part",
                   "parties take part"))
      .say("; without the veto players among them no settlement stands. They negotiate over ")
      .add(counted(c.issues.size(), "/case/issues", "#leading-settlement", "issue", "issues"))
      .say(". ");
  section.add(Paragraph{prose});
  section.add(parties_table(c));
  section.add(Heading{"red-lines", Prose("Red lines")});
  if (c.red_lines.empty()) {
    section.add(Paragraph{Prose("The case states no red line.")});
  } else {
    section.add(red_lines_table(context));
  }
  return section;
}

}  // namespace offramp::briefing
