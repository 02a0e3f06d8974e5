// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/space/report_parts.h"

namespace offramp::briefing {

Section winner_section(const formats::SpacePoints& points) {
  const formats::SpaceWinner& winner = *points.winner;
  const std::string at = "/space/adjusted_winner/";
  Section section{"adjusted-winner", "Adjusted winner", {}};
  section.add(Paragraph{Prose("Whole issues by points: each party gets ")
                            .figure(Format::number, winner.points[0], at + "points/0")
                            .say(" of its hundred. Who wins an issue has its own best option there.")});
  Table table;
  table.columns = {{"Issue"}, {"Won by"}};
  for (std::size_t i = 0; i < winner.share.size(); ++i) {
    Prose who;
    if (winner.divided == i) {
      who.quote(points.parties[0])
          .say(" in part: ")
          .figure(Format::fine_points, winner.share[i], fmt::format("{}share_of_first/{}", at, i))
          .say(" %");
    } else if (winner.share[i] == 1.0 || winner.share[i] == 0.0) {
      who.quote(points.parties[winner.share[i] == 1.0 ? 0 : 1]);
    } else {
      who.say("neither wants it");
    }
    table.rows.push_back({"", {Prose().quote(points.issues[i]), who}});
  }
  section.add(std::move(table));
  return section;
}

Section patience_section(const formats::SpacePoints& points) {
  const formats::SpacePatience& patience = *points.patience;
  const std::string at = "/space/offers_in_turn/";
  Section section{"offers-in-turn", "Offers in turn without end", {}};
  section.add(Paragraph{Prose("Shares of one pie, a round taking ")
                            .figure(Format::fine_points, patience.round, at + "round")
                            .say(" % of the time over which the files discount.")});
  Table table = utility_table("Who begins", points.parties, "");
  for (std::size_t first = 0; first < 2; ++first) {
    table.rows.push_back(utility_row(Prose().quote(points.parties[first]),
                                     {patience.shares[first][0], patience.shares[first][1]},
                                     fmt::format("{}shares/{}", at, first)));
  }
  table.rows.push_back(
      utility_row("rounds ever shorter", {patience.limit[0], patience.limit[1]}, at + "limit"));
  section.add(std::move(table));
  return section;
}

}  // namespace offramp::briefing
