// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kColumns = 3;  // veto players with a column of their own

// Some veto player may be of a type whose talks are a feint.
bool has_feints(const Case& c) {
  const std::vector<PartyId> vetoes = c.veto_players();
  return std::any_of(vetoes.begin(), vetoes.end(), [&](PartyId party) {
    const std::vector<PartyType>& types = c.types[party.index()];
    return std::any_of(types.begin(), types.end(), [](const PartyType& type) { return type.bad_faith; });
  });
}

// What is folded under a deal, and whether it is efficient.
Prose neighbours(const Context& context, std::size_t k) {
  const Family& family = context.result.families[k];
  Prose prose;
  if (family.alike > 0) {
    prose.say(" (and ")
        .figure(Format::count, static_cast<double>(family.alike), fmt::format("/settle/families/{}/alike", k))
        .say(" like it)");
  }
  if (context.result.enumerated && family.efficient_leader) prose.say("; efficient");
  return prose;
}

Row ranked_row(const Context& context, std::size_t k) {
  const SettleResult& r = context.result;
  const SettlementReport& report = r.ranked[k];
  const std::string pointer = fmt::format("/settle/ranked/{}/", k);
  Row row{fmt::format("settlement-{}", k + 1), {}};
  row.cells.push_back(Prose().quote(fmt::format("{}", k + 1), true));
  row.cells.push_back(
      Prose()
          .figure(Format::percent, report.accepted_by_all.value, pointer + "accepted_by_all/value")
          .heavy());
  for (std::size_t v = 0; v < r.veto_players.size(); ++v) {
    const bool weakest = report.standings[v].party == report.weakest_link;
    if (r.veto_players.size() > kColumns && !weakest) continue;
    Prose cell;
    if (r.veto_players.size() > kColumns) cell.quote(party_name(context.c, report.weakest_link)).say(" ");
    cell.figure(Format::percent, report.standings[v].accepts.value,
                fmt::format("{}standings/{}/accepts/value", pointer, v));
    row.cells.push_back(cell);
  }
  if (has_feints(context.c))
    row.cells.push_back(Prose().figure(Format::percent, report.meant.value, pointer + "meant/value"));
  if (!context.c.ratifiers.empty())
    row.cells.push_back(Prose().figure(Format::percent, report.ratified.value, pointer + "ratified/value"));
  if (!context.c.spoilers.empty())
    row.cells.push_back(
        Prose().figure(Format::percent, report.not_wrecked.value, pointer + "not_wrecked/value"));
  Text contents = k == 0 ? Text(Prose("in full above"))
                         : differences(context.c, r.ranked[0].settlement, report.settlement);
  row.cells.push_back(Cell(Prose().add(std::move(contents)).add(neighbours(context, k))));
  return row;
}

}  // namespace

Table ranked_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "ranked-table";
  Prose caption(
      "One text of each deal, by how often it gets furthest, judged on the half of the worlds that did not "
      "choose. "
      "Deals differ on what the parties divide on; texts like it are signed as often, within the error. ");
  if (r.enumerated) {
    caption.say(
        "Efficient: on average none is better for one party and worse for none; a deal not marked so has no "
        "such "
        "text within the error. ");
  }
  table.caption =
      caption.say("Contents: what differs from the first. ").aside("How settlements are judged", kAcceptance);
  table.columns = {{"", Align::right, 5},
                   {r.veto_players.size() > 1 ? "All accept" : "Accepts", Align::right, 11}};
  if (r.veto_players.size() > kColumns) {
    table.columns.push_back({"Accepts least often", Align::left, 26});
  } else {
    for (const PartyId p : r.veto_players)
      table.columns.push_back({party_name(context.c, p), Align::right, 14});
  }
  if (has_feints(context.c)) table.columns.push_back({"And mean it", Align::right, 9});
  if (!context.c.ratifiers.empty()) table.columns.push_back({"And ratified", Align::right, 9});
  if (!context.c.spoilers.empty()) table.columns.push_back({"And not wrecked", Align::right, 9});
  table.columns.push_back({"Contents"});
  for (std::size_t k = 0; k < r.ranked.size(); ++k) table.rows.push_back(ranked_row(context, k));
  return table;
}

// On what else two packages differ, so that nobody thinks the crux is all.
void say_other_differences(const Context& context, std::size_t rival, Prose& prose) {
  constexpr std::size_t kNamed = 4;
  const SettleResult& r = context.result;
  std::vector<std::string> others;
  for (std::size_t issue = 0; issue < context.c.issues.size(); ++issue) {
    const bool of_crux =
        std::find(r.crux.issues.begin(), r.crux.issues.end(), IssueId(issue)) != r.crux.issues.end();
    if (!of_crux && r.ranked[0].settlement[issue] != r.ranked[rival].settlement[issue])
      others.push_back(issue_name(context.c, issue));
  }
  if (others.empty()) return;
  const std::size_t more = others.size() > kNamed ? others.size() - kNamed : 0;
  if (more > 0) {
    others.resize(kNamed);
    others.push_back(fmt::format("{} more", more));
  }
  prose.say("; the two differ on ").quote(join_words(others)).say(" as well");
}

Prose crux_prose(const Context& context) {
  const SettleResult& r = context.result;
  Prose prose;
  if (!r.crux.rival || *r.crux.rival >= r.ranked.size()) {
    prose.say(
        "No other deal that is signed at all often turns one party from no to yes and another from yes to "
        "no. Deals "
        "are told apart by ");
    for (std::size_t i = 0; i < r.crux.issues.size(); ++i)
      prose.say(i == 0 ? "" : " and ").quote(issue_name(context.c, r.crux.issues[i].index()));
    return prose.say(".");
  }
  const std::size_t k = *r.crux.rival;
  prose.say("What divides them most is ");
  bool first = true;
  for (const IssueId id : r.crux.issues) {
    const std::size_t issue = id.index();
    if (r.ranked[k].settlement[issue] == r.ranked[0].settlement[issue]) continue;
    prose.say(first ? "" : ", and then ").quote(issue_name(context.c, issue)).say(": ");
    prose.quote(option_name(context.c, issue, r.ranked[0].settlement[issue]), true);
    prose.say(" against ").quote(option_name(context.c, issue, r.ranked[k].settlement[issue]), true);
    first = false;
  }
  say_other_differences(context, k, prose);
  prose.say(". From the leading text to ").link("the other one", fmt::format("#settlement-{}", k + 1));
  for (std::size_t v = 0; v < r.veto_players.size(); ++v) {
    const auto share = [&](std::size_t rank) {
      return Prose().figure(Format::percent, r.ranked[rank].standings[v].accepts.value,
                            fmt::format("/settle/ranked/{}/standings/{}/accepts/value", rank, v), kLeader);
    };
    const double change = r.ranked[k].standings[v].accepts.value - r.ranked[0].standings[v].accepts.value;
    prose.say(v == 0 ? ", acceptance by " : "; by ").quote(party_in_prose(context.c, r.veto_players[v]));
    prose.say(change > 0.0 ? " rises from " : change < 0.0 ? " falls from " : " stays at ");
    prose.add(share(0));
    if (change != 0.0) prose.say(" to ").add(share(k));
    if (v == 0) prose.say(" of worlds");
  }
  return prose.say(".");
}

Paragraph zone_paragraph(const Context& context) {
  const SettleResult& r = context.result;
  Prose zone;
  if (!r.enumerated) {
    zone.say("There are too many settlements to list. These are the best of a ")
        .link("short list", "#figure-feasible")
        .say(
            " found by search; a better one may exist outside it, and how many settlements the zone of "
            "agreement holds is not known.");
  } else if (r.zone.mean == static_cast<double>(r.zone.largest)) {
    zone.say("In every world every veto player accepts the same number of settlements, ")
        .figure(Format::count, static_cast<double>(r.zone.largest), "/settle/zone/largest", "#figure-zone")
        .say(".");
  } else {
    zone.say("How many settlements every veto player accepts differs from world to world: ")
        .figure(r.zone.mean < 10 ? Format::average : Format::count, r.zone.mean, "/settle/zone/mean",
                "#figure-zone")
        .say(" on average, ");
    if (r.zone.p50 > 0) {
      zone.figure(Format::count, r.zone.p50, "/settle/zone/p50", "#figure-zone")
          .say(" or fewer in half of them, and ");
    } else {
      zone.say("none in half of them, and ");
    }
    zone.figure(Format::count, static_cast<double>(r.zone.largest), "/settle/zone/largest", "#figure-zone")
        .say(" at most.");
  }
  return {zone};
}

Paragraph no_deal_checks(const Context& context) {
  Prose prose;
  for (std::size_t i = 0; i < context.result.no_deal_checks.size(); ++i) {
    const NoDealCheck& check = context.result.no_deal_checks[i];
    const std::string at = fmt::format("/settle/no_deal_checks/{}/", i);
    prose.say("No deal for ")
        .quote(party_in_prose(context.c, check.party))
        .say(": computed from how the war may end ")
        .figure(Format::number, check.computed, at + "computed", "#figure-agreement")
        .say(", stated ")
        .figure(Format::number, check.stated, at + "stated", "#figure-agreement")
        .say(check.computed_counts ? " points; the computed one counts. "
                                   : " points; the stated one counts. ");
  }
  return {prose};
}

std::optional<Section> section_ranked(const Context& context) {
  const SettleResult& r = context.result;
  if (r.ranked.empty()) return std::nullopt;
  Section section{"ranked", "Ranked settlements", {}};
  section.add(zone_paragraph(context));
  section.add(Heading{"leading-settlement", Prose("The leading settlement in full")});
  section.add(contents_table(context.c, r.ranked.front().settlement));
  section.add(tabled_paragraph(context));
  if (!r.no_deal_checks.empty()) section.add(no_deal_checks(context));
  section.add(Heading{"ranking", Prose(r.ranked.size() == 1 ? "How it stands" : "It and other deals")});
  section.add(Paragraph{crux_prose(context)});
  section.add(ranked_table(context));
  return section;
}

}  // namespace offramp::briefing
