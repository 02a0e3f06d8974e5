// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/space/report.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/space/report_parts.h"

namespace offramp::briefing {
namespace {

using formats::Standing;

Prose number(double value, const std::string& pointer) {
  return Prose().figure(Format::number, value, pointer);
}

Prose settlements(double count, const std::string& pointer) {
  if (std::isinf(count)) return Prose("any number of settlements");
  return Prose().figure(Format::count, count, pointer).say(count == 1.0 ? " settlement" : " settlements");
}

Table issues_table(const formats::SpaceInfo& info) {
  Table table;
  table.columns = {{"Issue"}, {"What it can be"}};
  for (std::size_t i = 0; i < info.issues.size(); ++i) {
    const formats::IssueFrame& issue = info.issues[i];
    Prose what;
    if (issue.kind == formats::IssueKind::discrete) {
      what.quote(fmt::format("{} option{}", issue.options.size(), issue.options.size() == 1 ? "" : "s"));
    } else {
      const std::string range = fmt::format("/space/issues/{}/range/", i);
      what.say(issue.kind == formats::IssueKind::integer ? "whole numbers " : "numbers ")
          .add(number(issue.low, range + "0"))
          .say(" to ")
          .add(number(issue.high, range + "1"));
    }
    table.rows.push_back({"", {Prose().quote(issue.name), what}});
  }
  return table;
}

Table parties_table(const formats::SpaceInfo& info) {
  Table table;
  table.columns = {{"Party"}, {"Reservation", Align::right}, {"Discount", Align::right}, {"Utility"}};
  for (std::size_t p = 0; p < info.parties.size(); ++p) {
    const formats::PartyInfo& party = info.parties[p];
    const std::string at = fmt::format("/space/parties/{}/", p);
    Prose utility;
    utility.add(number(party.worst, at + "utility_at_least"))
        .say(" to ")
        .add(number(party.best, at + "utility_at_most"));
    if (!party.additive) {
      utility.say(" (bounds; ")
          .add(counted(party.boxes, at + "hyper_rectangles", "", "box", "boxes"))
          .say(")");
    }
    table.rows.push_back({"",
                          {Prose().quote(party.name), number(party.reservation, at + "reservation"),
                           number(party.discount, at + "discount"), utility}});
  }
  return table;
}

/// How an answer stands, and how many settlements do as well.
Prose proof_words(const formats::SpacePoint& point, const std::string& at) {
  Prose prose;
  if (point.standing == Standing::bounded) {
    prose.add(number(point.value, at + "value")).say(" of at most ").add(number(point.bound, at + "bound"));
  } else {
    prose.say(formats::standing_text(point.standing));
  }
  if (point.ties > 1.0) prose.say("; ").add(settlements(point.ties, at + "ties")).say(" tie");
  return prose;
}

/// The first idea before it that chooses the same settlement.
const formats::SpacePoint* told_before(const formats::SpacePoints& points, std::size_t k) {
  for (std::size_t i = 0; i < k; ++i) {
    const formats::SpacePoint& other = points.points[i];
    if (!other.utility.empty() && !other.settlement.empty() &&
        other.settlement == points.points[k].settlement)
      return &other;
  }
  return nullptr;
}

}  // namespace

std::string settlement_words(const std::vector<std::string>& issues,
                             const std::vector<std::string>& settlement) {
  std::string out;
  for (std::size_t i = 0; i < settlement.size(); ++i)
    out += fmt::format("{}{} = {}", i > 0 ? ", " : "", clean_text(issues[i]), clean_text(settlement[i]));
  return out;
}

Table utility_table(std::string_view first, const std::vector<std::string>& parties, std::string_view last) {
  Table table;
  table.columns.push_back({std::string(first)});
  for (const std::string& party : parties) table.columns.push_back({clean_text(party), Align::right});
  if (!last.empty()) table.columns.push_back({std::string(last)});
  return table;
}

Row utility_row(Cell first, const std::vector<double>& utility, const std::string& pointer) {
  Row row{"", {std::move(first)}};
  for (std::size_t p = 0; p < utility.size(); ++p)
    row.cells.push_back(Prose().figure(Format::utility, utility[p], fmt::format("{}/{}", pointer, p)));
  return row;
}

Document space_report(const formats::SpaceInfo& info) {
  Document document;
  document.title = clean_text(info.name);
  document.facts = {
      Prose().quote(fmt::format("{} issue{}", info.issues.size(), info.issues.size() == 1 ? "" : "s")),
      settlements(info.settlements, "/space/settlements"),
      Prose().quote(info.parties.size() == 1 ? "1 party" : fmt::format("{} parties", info.parties.size()))};
  Section files{"files", "", {}};
  Bullets list;
  for (const std::string& file : info.files) list.items.push_back(Prose().quote(file));
  files.add(std::move(list));
  document.sections.push_back(std::move(files));
  Section issues{"issues", "Issues", {}};
  issues.add(issues_table(info));
  document.sections.push_back(std::move(issues));
  if (info.parties.empty()) return document;
  Section parties{"parties", "Parties", {}};
  parties.add(parties_table(info));
  document.sections.push_back(std::move(parties));
  return document;
}

Document space_report(const formats::SpacePoints& points) {
  Document document;
  document.title = "What each idea of fairness chooses";
  Section section{"points", "", {}};
  Table table = utility_table("Idea", points.parties, "");
  table.columns.push_back({"Proof"});
  table.columns.push_back({"Settlement"});
  table.rows.push_back(utility_row("(reservation)", points.reservation, "/space/reservation"));
  for (std::size_t k = 0; k < points.points.size(); ++k) {
    const formats::SpacePoint& point = points.points[k];
    const std::string at = fmt::format("/space/points/{}/", k);
    Row row = utility_row(Prose().quote(point.idea, true), point.utility, at + "utility");
    if (point.utility.empty()) {
      row.cells.resize(points.parties.size() + 1, Cell("–"));
      row.cells.push_back(Prose(formats::standing_text(point.standing)));
      row.cells.push_back(point.standing == Standing::none ? Prose("no settlement above all reservations")
                                                           : Prose("not found: ").quote(point.remark));
    } else {
      const formats::SpacePoint* same = told_before(points, k);
      row.cells.push_back(proof_words(point, at));
      row.cells.push_back(same != nullptr ? Prose("as ").quote(same->idea)
                          : point.settlement.empty()
                              ? Prose().quote(point.remark)
                              : Prose().quote(settlement_words(points.issues, point.settlement)));
    }
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  document.sections.push_back(std::move(section));
  if (points.winner) document.sections.push_back(winner_section(points));
  if (points.patience) document.sections.push_back(patience_section(points));
  return document;
}

Document space_report(const formats::SpaceFrontier& frontier) {
  Document document;
  document.title = "The Pareto frontier";
  Section section{"frontier", "", {}};
  if (frontier.standing == Standing::none || frontier.standing == Standing::unknown) {
    section.add(Paragraph{frontier.standing == Standing::none
                              ? Prose("No settlement is left: the frontier is empty.")
                              : Prose("The frontier was not found: ").quote(frontier.remark)});
    document.sections.push_back(std::move(section));
    return document;
  }
  document.facts.push_back(counted(frontier.size, "/space/size", "", frontier.pieces ? "piece" : "point",
                                   frontier.pieces ? "pieces" : "points"));
  document.facts.push_back(Prose(formats::standing_text(frontier.standing)));
  if (!frontier.epsilon.empty()) {
    Prose prose("Every true point is at most this much better than a point here: ");
    for (std::size_t p = 0; p < frontier.epsilon.size(); ++p)
      prose.say(p > 0 ? ", " : "").add(number(frontier.epsilon[p], fmt::format("/space/epsilon/{}", p)));
    section.add(Paragraph{prose.say(".")});
  }
  Table table = utility_table("", frontier.parties, "Settlement");
  table.columns.front().align = Align::right;
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const formats::SpaceFrontierPoint& point = frontier.points[i];
    const std::string at = fmt::format("/space/points/{}/", i);
    const Prose words = Prose().quote(settlement_words(frontier.issues, point.settlement));
    Row row = utility_row(Prose().quote(std::to_string(i + 1)), point.utility, at + "utility");
    if (!point.to.empty()) {
      row.cells.push_back(Cell());
      table.rows.push_back(std::move(row));
      row = utility_row("to", point.to, at + "to");
    }
    row.cells.push_back(words);
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  if (frontier.points.size() < frontier.size) {
    section.add(Paragraph{Prose("and ")
                              .quote(std::to_string(frontier.size - frontier.points.size()))
                              .say(" more; --top lists them"),
                          Paragraph::Style::note});
  }
  document.sections.push_back(std::move(section));
  return document;
}

}  // namespace offramp::briefing
