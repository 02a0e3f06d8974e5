// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/number/quantity.h"
#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

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
  table.caption = Prose(
      c.joint_types.empty()
          ? "Who takes part. In brackets behind each hidden type: the belief in it before any evidence."
          : "Who takes part. In brackets behind each hidden type: the belief in it before any evidence and "
            "before types that go together are taken into account.");
  const bool typed = std::any_of(c.types.begin(), c.types.end(), [](const auto& t) { return !t.empty(); });
  const bool described =
      std::any_of(c.parties.begin(), c.parties.end(), [](const Party& p) { return !p.description.empty(); });
  if (!typed) table.caption = {};
  table.columns = {{"Party", Align::left, described ? 22.0 : 50.0}, {"Part", Align::left, 12}};
  if (described) table.columns.push_back({"Who they are", Align::left, typed ? 40.0 : 66.0});
  if (typed) table.columns.push_back({"May be", Align::left, 26});
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    const Party& party = c.parties[p];
    Row row{party_anchor(c, PartyId(p), "party"),
            {Prose().quote(party_name(c, PartyId(p)), true),
             Prose(party.veto ? "veto player" : word_of(party.role))}};
    if (described) row.cells.push_back(case_text(c, party.description));
    if (typed) row.cells.push_back(types_text(c, PartyId(p)));
    table.rows.push_back(row);
  }
  return table;
}

/// The input that says how likely a line holds: its share, else the belief in the only type that has it.
std::string holds_because(const Context& context, std::size_t line) {
  const RedLine& red_line = context.c.red_lines[line];
  if (red_line.unacceptable_to) return link_to(input_anchor(*red_line.unacceptable_to));
  if (!red_line.only_type) return {};
  return link_to(input_anchor(context.c.types[red_line.party.index()][red_line.only_type->index()].prior));
}

Text who_holds(const Context& context, std::size_t line) {
  const RedLine& red_line = context.c.red_lines[line];
  const auto& prices = context.result.red_lines;
  const auto price = std::find_if(prices.begin(), prices.end(),
                                  [&](const RedLinePrice& p) { return p.red_line.index() == line; });
  Prose prose;
  if (price != prices.end()) {
    prose.figure(Format::percent, price->binds.value,
                 fmt::format("/settle/red_lines/{}/binds/value", price - prices.begin()),
                 holds_because(context, line));
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
           Prose(word_of(red_line.kind)), who_holds(context, line),
           Prose()
               .add(case_text(context.c, red_line.never.provenance.because))
               .say(" ")
               .add(citations(context.c, red_line.never.provenance.sources))}};
}

Table red_lines_table(const Context& context) {
  const Case& c = context.c;
  Table table;
  table.id = "table-red-lines";
  table.caption = Prose(
      "What each party can never accept. “Holds in” is the share of worlds in which the line binds; a line "
      "that is itself uncertain binds in only some.");
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

/// The options, with the share to which each is unacceptable.
Text refused_text(const Case& c, const Poll& poll) {
  Prose prose;
  for (std::size_t option = 0; option < poll.refused.size(); ++option) {
    if (!poll.refused[option]) continue;
    if (!prose.text().empty()) prose.say("; ");
    prose.quote(option_name(c, poll.issue.index(), option))
        .say(" (")
        .link(share_text(c.quantity(*poll.refused[option])), link_to(input_anchor(*poll.refused[option])))
        .say(")");
  }
  return prose.text().empty() ? Prose("no option") : prose;
}

Table polls_table(const Case& c) {
  Table table;
  table.id = "table-polls";
  table.caption = Prose(
      "Polls that ask a community how acceptable each option is. A settlement can be lived with by at most "
      "those who call none of its options unacceptable; a range shows the poll's sampling error.");
  table.columns = {{"Question", Align::left, 32},
                   {"Who was asked", Align::left, 20},
                   {"When", Align::left, 14},
                   {"Unacceptable", Align::left, 34}};
  for (const Poll& poll : c.polls) {
    Prose question;
    if (poll.question.empty()) {
      question.say("How acceptable each option is: ").quote(issue_name(c, poll.issue.index()));
    } else {
      question.quote(poll.question);
    }
    question.say(" ").add(citations(c, poll.provenance.sources));
    Prose who;
    who.quote(poll.community.empty() ? party_name(c, poll.party) : poll.community);
    if (poll.sample) who.say(", ").quote(number_text(*poll.sample)).say(" people");
    if (!poll.community.empty()) who.say("; the public of ").quote(party_in_prose(c, poll.party));
    table.rows.push_back({"poll-" + anchor_part(poll.id),
                          {question, who, Prose().quote(date_words(poll.date)), refused_text(c, poll)}});
  }
  return table;
}

}  // namespace

Section section_parties(const Context& context) {
  const Case& c = context.c;
  Section section{"parties", "Parties and red lines", {}};
  const std::size_t veto = context.result.veto_players.size();
  Prose prose;
  prose.add(
      counted(c.parties.size(), "/case/parties", "#table-parties", "party takes part", "parties take part"));
  if (veto == c.parties.size()) {
    prose.say(veto == 1 ? ", with a veto" : veto == 2 ? ", both with a veto" : ", all with a veto");
  } else {
    prose.say("; without the veto players among them no settlement stands");
  }
  prose.say(". They negotiate over ")
      .add(counted(c.issues.size(), "/case/issues", "#assumptions", "issue", "issues"))
      .say(".");
  section.add(Paragraph{prose});
  section.add(parties_table(c));
  section.add(Heading{"red-lines", Prose("Red lines")});
  if (c.red_lines.empty()) {
    section.add(Paragraph{Prose("The case states no red line.")});
  } else {
    section.add(red_lines_table(context));
  }
  if (!c.polls.empty()) {
    section.add(Heading{"polls", Prose("What the polls asked")});
    section.add(polls_table(c));
  }
  return section;
}

}  // namespace offramp::briefing
