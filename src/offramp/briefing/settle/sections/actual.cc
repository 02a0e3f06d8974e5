// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/base/number/quantity.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"

namespace offramp::briefing {
namespace {

Paragraph rank_words(const Context& context) {
  const SettleResult& r = context.result;
  const ActualRank& actual = *r.actual;
  Prose prose;
  if (!actual.feasible) {
    return {
        prose.say("The case's own logic rules the actual outcome out, so it has no rank; either the logic or "
                  "the record of the "
                  "outcome should be looked at again.")};
  }
  if (!r.enumerated) {
    return {
        prose
            .say("There are too many settlements to rank it among all of them. Every veto player accepts it "
                 "in ")
            .figure(Format::percent, actual.report.accepted_by_all.value,
                    "/settle/actual/report/accepted_by_all/value", "#actual-table")
            .say(" of worlds.")};
  }
  prose.say("Among ")
      .add(counted(r.feasible, "/settle/feasible", "#figure-feasible", "feasible settlement",
                   "feasible settlements"))
      .say(" it has rank ")
      .figure(Format::count, static_cast<double>(actual.rank), "/settle/actual/rank", "#actual-table")
      .say(" by the share of worlds in which every veto player accepts");
  if (actual.tied > 1) {
    prose.say(", a rank that ")
        .figure(Format::count, static_cast<double>(actual.tied), "/settle/actual/tied", "#actual-table")
        .say(" settlements share");
  }
  prose.say(". That share is ")
      .figure(Format::percent, actual.report.accepted_by_all.value,
              "/settle/actual/report/accepted_by_all/value", "#actual-table");
  if (!r.ranked.empty()) {
    prose.say("; for the ")
        .link("leading settlement", kLeader)
        .say(" it is ")
        .figure(Format::percent, r.ranked[0].accepted_by_all.value, "/settle/ranked/0/accepted_by_all/value",
                kLeader);
  }
  return {prose.say(".")};
}

// An option; where something between the numbers of the grid happened, that, and what stands for it.
Prose happened(const Case& c, std::size_t issue, std::size_t option) {
  const bool off = c.actual && issue < c.actual->off_grid.size() && c.actual->off_grid[issue];
  if (!off) return Prose().quote(option_name(c, issue, option), true);
  const std::string exact =
      clean_text(fmt::format("{} {}", number_text(*c.actual->off_grid[issue]), c.issues[issue].unit));
  return Prose().quote(exact, true).say(", counted as ").quote(option_name(c, issue, option));
}

Table compared(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "actual-table";
  table.caption = Prose("Beside the leading settlement. ").aside("How settlements are judged", kAcceptance);
  const auto& actual = r.actual->report.settlement;
  table.columns = {{"Issue", Align::left, 34}, {"Actual outcome", Align::left, 33}};
  if (!r.ranked.empty()) table.columns.push_back({"Leading settlement", Align::left, 33});
  for (std::size_t i = 0; i < actual.size(); ++i) {
    Row row{"", {Prose().quote(issue_name(context.c, i)), happened(context.c, i, actual[i])}};
    if (!r.ranked.empty()) {
      const auto lead = r.ranked[0].settlement[i];
      row.cells.push_back(lead == actual[i] ? Prose("the same")
                                            : Prose().quote(option_name(context.c, i, lead)));
    }
    table.rows.push_back(row);
  }
  return table;
}

Paragraph without_settlement(const Context& context) {
  const Outcome& outcome = *context.c.actual;
  Prose prose;
  prose.strong("History, not an input. ")
      .say(outcome.agreement ? fmt::format("A settlement was reached {} ", date_preposition(outcome.date))
                             : "No settlement was reached by ")
      .quote(date_words(outcome.date));
  const Text cited = citations(context.c, outcome.provenance.sources);
  if (!cited.empty()) prose.say(" ").add(cited);
  prose.say(outcome.agreement ? ", but it cannot be written down in the options of this case. " : ". ")
      .say("No number above was computed from it; it is shown to judge the analysis by.");
  return {prose};
}

}  // namespace

std::optional<Section> section_actual(const Context& context) {
  Section section{"actual", "What happened", {}};
  if (context.c.actual && !context.c.actual->settlement) {
    section.add(without_settlement(context));
    if (!context.c.actual->note.empty()) {
      section.add(Paragraph{case_text(context.c, context.c.actual->note), Paragraph::Style::note});
    }
    return section;
  }
  if (!context.result.actual) return std::nullopt;
  Prose prose;
  prose.strong("History, not an input. ");
  if (context.c.actual) {
    prose.say(date_preposition(context.c.actual->date) == "on" ? "On " : "In ")
        .quote(date_words(context.c.actual->date))
        .say(" the conflict ended in the settlement below");
    const Text cited = citations(context.c, context.c.actual->provenance.sources);
    if (!cited.empty()) prose.say(" ").add(cited);
    prose.say(". ");
  }
  prose.say("No number above was computed from it; it is shown to judge the analysis by.");
  section.add(Paragraph{prose});
  section.add(rank_words(context));
  section.add(compared(context));
  if (context.c.actual && !context.c.actual->note.empty()) {
    section.add(Paragraph{case_text(context.c, context.c.actual->note), Paragraph::Style::note});
  }
  return section;
}

}  // namespace offramp::briefing
