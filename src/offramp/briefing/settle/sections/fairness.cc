// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kColumns = 3;

Row point_row(const Context& context, std::size_t i) {
  const SettleResult& r = context.result;
  const BargainingPoint& point = r.points[i];
  const std::string pointer = fmt::format("/settle/points/{}/", i);
  Row row{fmt::format("point-{}", i + 1), {}};
  Prose name = Prose().quote(point.name, true);
  if (point.ties > 1) {
    name.say(" (one of ")
        .figure(Format::count, static_cast<double>(point.ties), pointer + "ties")
        .say(" equal)");
  }
  row.cells.push_back(name);
  row.cells.push_back(Prose().figure(Format::percent, point.report.accepted_by_all.value,
                                     pointer + "report/accepted_by_all/value"));
  for (std::size_t v = 0; v < r.veto_players.size() && r.veto_players.size() <= kColumns; ++v) {
    row.cells.push_back(Prose().figure(Format::gain, point.report.standings[v].expected_gain,
                                       fmt::format("{}report/standings/{}/expected_gain", pointer, v)));
  }
  row.cells.push_back(r.ranked.empty()
                          ? Cell("")
                          : Cell(differences(context.c, r.ranked[0].settlement, point.report.settlement)));
  return row;
}

}  // namespace

Table points_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "points-table";
  table.caption =
      Prose(
          "Gains are in points over the expected worth of no deal. Contents: what differs from the leading "
          "settlement. ")
          .aside("How settlements are judged", kAcceptance);
  table.columns = {{"Point", Align::left, 20}, {"All accept", Align::right, 11}};
  for (const PartyId p : r.veto_players) {
    if (r.veto_players.size() <= kColumns)
      table.columns.push_back({party_name(context.c, p) + ": gain", Align::right, 14});
  }
  table.columns.push_back({"Contents"});
  for (std::size_t i = 0; i < r.points.size(); ++i) table.rows.push_back(point_row(context, i));
  return table;
}

Section section_fairness(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"fairness", "Fairness points", {}};
  if (r.points.empty()) {
    Prose prose("No fairness point can be named");
    if (!r.no_points_because.empty()) prose.say(": ").quote(r.no_points_because);
    section.add(Paragraph{prose.say(".")});
    return section;
  }
  section.add(Paragraph{Prose(
      "Each idea of fairness singles out one settlement, among those that keep to the red lines that hold in "
      "most worlds and leave every veto player better off on average; one that crosses such a line may still "
      "gain "
      "everybody more on average. The ideas say what would be fair; the "
      "ranking says what is accepted most often. Where the two differ, there is a choice to make.")});
  section.add(points_table(context));
  Bullets bullets;
  bullets.small = true;
  for (const BargainingPoint& point : r.points) {
    Prose prose;
    prose.quote(point.name, true).say(": ").quote(point.definition);
    prose.say(".");
    if (!point.source.empty()) prose.say(" ").quote(point.source).say(".");
    bullets.items.push_back(prose);
  }
  section.add(bullets);
  return section;
}

}  // namespace offramp::briefing
