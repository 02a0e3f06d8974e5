// SPDX-License-Identifier: Apache-2.0
// The text to table, the package against it, and who without a veto could stop it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/pages/pages.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr double kFelt = 0.5;            // points of utility: less is neither given nor got
constexpr std::size_t kColumns = 3;      // parties with a column of their own
constexpr std::size_t kDifferences = 6;  // issues set side by side

/// What a party has of an issue of the text to table, in points against the middle of what it could be.
/// Nothing that is hardly felt.
std::optional<Prose> points(const Context& context, std::size_t v, std::size_t issue, double& change) {
  const PartyInDeal& party = context.result.deals.front().parties[v];
  const std::vector<GiveGet>& list = party.give_get;
  const auto own =
      std::find_if(list.begin(), list.end(), [&](const GiveGet& e) { return e.issue.index() == issue; });
  if (own == list.end() || std::fabs(own->change) < kFelt) return std::nullopt;
  change = own->change;
  return Prose().figure(Format::tenth, own->change,
                        fmt::format("/settle/deals/0/parties/{}/give_get/{}/change", v, own - list.begin()),
                        input_group_link(context.c, interests_group(context.c, party.refusal.party)));
}

/// Who gives (`sign` < 0) or gets on an issue, each with its points.
Text who(const Context& context, std::size_t issue, double sign) {
  const std::vector<PartyInDeal>& parties = context.result.deals.front().parties;
  Prose prose;
  for (std::size_t v = 0; v < parties.size(); ++v) {
    double change = 0;
    const std::optional<Prose> own = points(context, v, issue, change);
    if (!own || change * sign < 0) continue;
    if (!prose.text().empty()) prose.say("; ");
    prose.quote(party_name(context.c, parties[v].refusal.party)).say(" ").add(*own);
  }
  return prose.text().empty() ? Prose("–") : prose;
}

Table deal_table(const Context& context) {
  const SettleResult& r = context.result;
  const bargaining::Settlement& text = r.ranked.front().settlement;
  const bool apart = r.veto_players.size() <= kColumns;
  Table table;
  table.id = "front-deal-table";
  table.caption = Prose(
      "Who gives and who gets: points out of a hundred, against the middle of what the issue could bring the "
      "party. Below nought it gives.");
  table.columns = {{"Issue", Align::left, 30}, {"The text says", Align::left, apart ? 40.0 : 30.0}};
  if (apart) {
    for (const PartyId party : r.veto_players)
      table.columns.push_back({party_name(context.c, party), Align::right});
  } else {
    table.columns.push_back({"Who gives", Align::left, 20});
    table.columns.push_back({"Who gets", Align::left, 20});
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    Row row{
        "",
        {Prose().quote(issue_name(context.c, i)), Prose().quote(option_name(context.c, i, text[i]), true)}};
    if (apart) {
      for (std::size_t v = 0; v < r.veto_players.size(); ++v) {
        double change = 0;
        row.cells.push_back(points(context, v, i, change).value_or(Prose("–")));
      }
    } else {
      row.cells.push_back(who(context, i, -1.0));
      row.cells.push_back(who(context, i, 1.0));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// What each could say at home.
Bullets at_home(const Context& context) {
  Bullets bullets;
  for (const PartyInDeal& stance : context.result.deals.front().parties) {
    if (stance.explanations.empty()) continue;
    Prose prose;
    prose.quote(party_to_begin(context.c, stance.refusal.party)).say(" could say at home: ");
    const bool own = in_own_words(context.c, stance.refusal.party, stance.explanations);
    if (own) {
      prose.say("“").quote(stance.explanations.front()).say("”");
    } else {
      prose.say("we have got ").quote(join_words(stance.explanations));
    }
    bullets.items.push_back(prose.say(own ? "" : "."));
  }
  return bullets;
}

/// Issues on which the rival differs: what the parties divide on first.
std::vector<std::size_t> told_apart(const SettleResult& r, std::size_t rival) {
  std::vector<std::size_t> issues;
  for (const IssueId id : r.crux.issues) issues.push_back(id.index());
  for (const std::size_t issue : differing_issues(r.ranked[0].settlement, r.ranked[rival].settlement)) {
    if (std::find(issues.begin(), issues.end(), issue) == issues.end()) issues.push_back(issue);
  }
  std::erase_if(issues, [&](std::size_t issue) {
    return r.ranked[0].settlement[issue] == r.ranked[rival].settlement[issue];
  });
  return issues;
}

/// How often a party signs each package, and the line that stands in its way most.
Row signs_row(const Context& context, std::size_t v) {
  const SettleResult& r = context.result;
  Row row{"", {Prose().quote(party_name(context.c, r.veto_players[v]))}};
  for (std::size_t d = 0; d < r.deals.size(); ++d) {
    const Deal& deal = r.deals[d];
    Prose prose;
    prose.figure(Format::percent, r.ranked[deal.ranked].standings[v].accepts.value,
                 fmt::format("/settle/ranked/{}/standings/{}/accepts/value", deal.ranked, v), "#ranked");
    const Refusal& refusal = deal.parties[v].refusal;
    if (!refusal.lines.empty() && refusal.crosses_line.value >= refusal.too_little.value) {
      prose.say("; crossed: never ")
          .quote(condition_words(context.c,
                                 context.c.red_lines[refusal.lines.front().line.index()].never.condition));
    } else if (refusal.too_little.value > 0) {
      prose.say("; otherwise too little for it");
    }
    row.cells.push_back(prose);
  }
  return row;
}

}  // namespace

Section page_deal(const Context& context) {
  Section section{"front-deal", "The text to table", {}};
  section.add(deal_table(context));
  Bullets home = at_home(context);
  if (!home.items.empty()) section.add(std::move(home));
  return section;
}

std::optional<Section> page_crux(const Context& context) {
  const SettleResult& r = context.result;
  if (r.crux.rival.value_or(r.ranked.size()) >= r.ranked.size() || r.deals.size() < 2) return std::nullopt;
  const std::size_t rival = *r.crux.rival;
  Section section{"front-crux", "Where they part", {}};
  Table table;
  table.id = "front-crux-table";
  const std::vector<std::size_t> issues = told_apart(r, rival);
  table.caption = Prose(issues.size() > kDifferences
                            ? "Two packages; what divides the parties most stands first. They differ on more "
                              "than is listed. Then how often each party signs."
                            : "Two packages; what divides the parties most stands first. Then how often each "
                              "party signs.");
  table.columns = {{"", Align::left, 26},
                   {"The text to table", Align::left, 37},
                   {"The package against it", Align::left, 37}};
  for (std::size_t k = 0; k < std::min(kDifferences, issues.size()); ++k) {
    const std::size_t issue = issues[k];
    table.rows.push_back(
        {"",
         {Prose().quote(issue_name(context.c, issue)),
          Prose().quote(option_name(context.c, issue, r.ranked[0].settlement[issue]), k == 0),
          Prose().quote(option_name(context.c, issue, r.ranked[rival].settlement[issue]), k == 0)}});
  }
  for (std::size_t v = 0; v < r.veto_players.size(); ++v) table.rows.push_back(signs_row(context, v));
  Row all{"", {Prose("All sign")}};
  for (const Deal& deal : r.deals) {
    all.cells.push_back(Prose()
                            .figure(Format::percent, r.ranked[deal.ranked].accepted_by_all.value,
                                    fmt::format("/settle/ranked/{}/accepted_by_all/value", deal.ranked),
                                    "#ranked")
                            .heavy());
  }
  table.rows.push_back(std::move(all));
  section.add(std::move(table));
  return section;
}

std::optional<Section> page_wreck(const Context& context) {
  auto text = without_veto_text(context);
  if (!text) return std::nullopt;
  text->erase(text->begin());  // its own heading: this section has one
  Section section{"front-wreck", "Who else could stop it", {}};
  section.add(Paragraph{*std::move(text)});
  return section;
}

}  // namespace offramp::briefing
