// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/space/report.h"
#include "offramp/briefing/space/report_parts.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kFrequent = 5;  // agreements told

void add_possible(const formats::SpaceProof& proof, Section& section) {
  section.add(Paragraph{Prose("For instance: ").quote(settlement_words(proof.issues, proof.witness))});
  Table table = utility_table("Utility", proof.parties, "");
  table.rows.push_back(utility_row("there", proof.witness_utility, "/space/utility"));
  table.rows.push_back(utility_row("(reservation)", proof.reservation, "/space/reservation"));
  section.add(std::move(table));
}

void add_clashes(const formats::SpaceProof& result, Section& section) {
  const bargaining::ProofSummary& proof = result.proof;
  section.add(Paragraph{Prose("What clashes (")
                            .say(proof.complete ? "" : "at least ")
                            .quote(std::to_string(proof.clashes.size()))
                            .say(proof.clashes.size() == 1 ? " minimal set):" : " minimal sets):")});
  Bullets bullets;
  for (const auto& clash : proof.clashes) {
    Prose prose;
    for (std::size_t k = 0; k < clash.size(); ++k)
      prose.say(k > 0 ? " + " : "").quote(result.constraints[clash[k]]);
    bullets.items.push_back(prose);
  }
  section.add(std::move(bullets));
}

void add_concessions(const formats::SpaceProof& result, Section& section) {
  const bargaining::ProofSummary& proof = result.proof;
  if (proof.concessions.empty()) {
    section.add(Paragraph{Prose("No single concession opens the zone.")});
    return;
  }
  section.add(Paragraph{Prose("Any one of these would open the zone:")});
  Table table;
  table.columns = {
      {"Who takes less"}, {"By", Align::right}, {"Of its range", Align::right}, {"For the settlement"}};
  for (std::size_t k = 0; k < proof.concessions.size(); ++k) {
    const bargaining::Concession& c = proof.concessions[k];
    const std::string at = fmt::format("/space/concessions/{}/", k);
    table.rows.push_back({"",
                          {Prose().quote(result.parties[proof.constraints[c.constraint].negotiator]),
                           Prose().figure(Format::number, c.lower_by, at + "lower_by"),
                           Prose().figure(Format::percent, c.lower_by_share, at + "lower_by_share"),
                           Prose().quote(settlement_words(result.issues, result.opens[k]))}});
  }
  section.add(std::move(table));
}

/// How often, how soon and how well.
Section outcome(const formats::SpaceSimulation& result) {
  const bargaining::ProcessSummary& s = result.summary;
  Section section{"outcome", "", {}};
  Prose prose("Agreement in ");
  prose.figure(Format::count, static_cast<double>(s.agreements), "/space/agreements")
      .say(" of ")
      .figure(Format::count, static_cast<double>(s.runs), "/space/runs")
      .say(s.runs == 1 ? " run, after " : " runs, after ")
      .figure(Format::average, s.mean_rounds, "/space/mean_rounds")
      .say(" rounds on average.");
  if (s.frontier_distance) {
    prose.say(" Of the agreements ")
        .figure(Format::percent, *s.efficient_share, "/space/efficient_share")
        .say(" are Pareto-optimal; mean distance to the frontier ")
        .figure(Format::utility, *s.frontier_distance, "/space/frontier_distance")
        .say(", to the Nash point ")
        .figure(Format::utility, *s.nash_distance, "/space/nash_distance")
        .say(".");
  }
  section.add(Paragraph{prose, Paragraph::Style::lead});
  Table table = utility_table("Mean utility", result.parties, "");
  if (!s.mean_agreed.empty())
    table.rows.push_back(utility_row("of agreements", s.mean_agreed, "/space/mean_utility_of_agreements"));
  table.rows.push_back(utility_row("of all runs", s.mean_utility, "/space/mean_utility"));
  if (!s.nash_utility.empty())
    table.rows.push_back(utility_row("(Nash point)", s.nash_utility, "/space/nash_utility"));
  section.add(std::move(table));
  return section;
}

}  // namespace

Document space_report(const formats::SpaceProof& result) {
  using Verdict = bargaining::ProofSummary::Verdict;
  const bargaining::ProofSummary& proof = result.proof;
  Document document;
  document.title = proof.verdict == Verdict::unknown    ? "Not decided"
                   : proof.verdict == Verdict::possible ? "Agreement is possible"
                                                        : "No settlement meets every reservation: proven";
  if (result.grid) document.facts.push_back(Prose("on the grid of the real issues"));
  Section section{"proof", "", {}};
  if (proof.verdict == Verdict::unknown) section.add(Paragraph{Prose().quote(proof.reason)});
  if (proof.verdict == Verdict::possible) add_possible(result, section);
  if (proof.verdict == Verdict::impossible) {
    add_clashes(result, section);
    add_concessions(result, section);
  }
  document.sections.push_back(std::move(section));
  return document;
}

Document space_report(const formats::SpaceSimulation& result) {
  Document document;
  document.title = "How the negotiation plays out";
  document.facts = {
      Prose().quote(result.protocol),
      Prose("at most ")
          .figure(Format::count, static_cast<double>(result.options.process.rounds), "/space/rounds")
          .say(" rounds"),
      Prose("seed ").quote(std::to_string(result.summary.seed))};
  document.sections.push_back(outcome(result));
  if (!result.agents.empty()) {
    Section section{"agents", "Who plays", {}};
    Table table;
    table.columns = {{"Party"}, {"Agent"}};
    for (std::size_t p = 0; p < result.agents.size(); ++p)
      table.rows.push_back({"", {Prose().quote(result.parties[p]), Prose().quote(result.agents[p])}});
    section.add(std::move(table));
    document.sections.push_back(std::move(section));
  }
  if (result.frequent.empty()) return document;
  Section section{"frequent", "Most frequent agreements", {}};
  Table table = utility_table("Runs", result.parties, "Settlement");
  table.columns.front().align = Align::right;
  for (std::size_t k = 0; k < std::min(kFrequent, result.frequent.size()); ++k) {
    const auto& agreement = result.summary.frequent[k];
    const std::string at = fmt::format("/space/frequent/{}/", k);
    Row row = utility_row(Prose().figure(Format::count, static_cast<double>(agreement.count), at + "count"),
                          agreement.utility, at + "utility");
    row.cells.push_back(Prose().quote(settlement_words(result.issues, result.frequent[k])));
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  document.sections.push_back(std::move(section));
  return document;
}

}  // namespace offramp::briefing
