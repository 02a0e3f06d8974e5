// SPDX-License-Identifier: Apache-2.0
// Who would table what, who without a veto stands beside, and where no-deal values stand.
#include <fmt/format.h>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {

Paragraph tabled_paragraph(const Context& context) {
  const SettleResult& r = context.result;
  Prose prose;
  if (r.perspective) {
    prose.say("This page is written for ")
        .quote(party_in_prose(context.c, *r.perspective))
        .say(
            ", so what leads is the text from whose tabling it can expect most. A mediator's page would lead "
            "with ")
        .add(differences(context.c, r.ranked.front().settlement, r.mediator_leads.settlement))
        .say(". ");
  } else {
    prose.say("This page is a mediator's: what leads is the text that gets furthest most often. ");
  }
  for (std::size_t i = 0; i < r.tabled.size(); ++i) {
    const TabledBy& tabled = r.tabled[i];
    if (r.perspective == tabled.party) continue;
    const std::string at = fmt::format("/settle/tabled/{}/", i);
    prose.quote(party_to_begin(context.c, tabled.party)).say(" would do best to table ");
    if (tabled.report.settlement == r.ranked.front().settlement) {
      prose.say("the same");
    } else {
      prose.say("it with ")
          .add(differences(context.c, r.ranked.front().settlement, tabled.report.settlement));
    }
    prose.say(" (signed in ")
        .figure(Format::percent, tabled.report.accepted_by_all.value, at + "signed/value",
                "#figure-agreement")
        .say("; it can expect ")
        .figure(Format::gain, tabled.expected, at + "expected", "#figure-agreement")
        .say(" points from that). ");
  }
  return {prose, Paragraph::Style::note};
}

namespace {

Table stands_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "no-deal-stands";
  table.caption = Prose(
      "Where no deal stands among all feasible settlements: the share of them that are worth less to the "
      "party, "
      "and the share that it accepts.");
  table.columns = {{"Party, if it is"},
                   {"No deal, points", Align::right},
                   {"Better than", Align::right},
                   {"Accepts", Align::right}};
  for (std::size_t i = 0; i < r.no_deal_stands.size(); ++i) {
    const NoDealStanding& s = r.no_deal_stands[i];
    const std::string at = fmt::format("/settle/no_deal_stands/{}/", i);
    const std::string who = party_name(context.c, s.party);
    const bool first = i == 0 || r.no_deal_stands[i - 1].party != s.party;
    if (s.type && first) table.rows.push_back({"", {Cell(Prose().quote(who))}, true});
    table.rows.push_back({"",
                          {Prose().quote(s.type ? type_name(context.c, s.party, *s.type) : who),
                           Prose().figure(Format::points, s.value, at + "value", kAcceptance),
                           Prose().figure(Format::percent, s.percentile, at + "percentile", kAcceptance),
                           Prose().figure(Format::percent, s.accepts, at + "accepts", kAcceptance)}});
  }
  return table;
}

}  // namespace

std::optional<Section> section_stands(const Context& context) {
  const SettleResult& r = context.result;
  if (r.no_deal_stands.empty()) return std::nullopt;
  Section section{"no-deal", "No deal among the settlements", {}};
  section.add(stands_table(context));
  for (const ReversedTypes& pair : r.reversed_types) {
    section.add(Paragraph{Prose("Look again: ")
                              .quote(party_in_prose(context.c, pair.party))
                              .say(" as ‘")
                              .quote(type_name(context.c, pair.party, pair.more))
                              .say("’ has more without a deal than as ‘")
                              .quote(type_name(context.c, pair.party, pair.less))
                              .say("’ and yet accepts more settlements. Is their order reversed?")});
  }
  return section;
}

namespace {

/// "55 % to 61 %"; one of them where they are written alike.
Prose share_range(double at_least, double at_most, const std::string& at) {
  Prose prose;
  prose.figure(Format::percent, at_least, at + "at_least", "#figure-ladder");
  if (format_figure(Format::percent, at_least) != format_figure(Format::percent, at_most))
    prose.say(" to ").figure(Format::percent, at_most, at + "at_most", "#figure-ladder");
  return prose;
}

}  // namespace

std::optional<Text> without_veto_text(const Context& context) {
  const SettleResult& r = context.result;
  if (r.ranked.empty() || (context.c.spoilers.empty() && context.c.ratifiers.empty())) return std::nullopt;
  const Ladder& ladder = r.ladder;
  Prose prose;
  prose.strong("Who else can stop it. ");
  if (!context.c.ratifiers.empty()) {
    prose.say("The leading text is signed and meant in ")
        .figure(Format::percent, ladder.meant.value, "/settle/ladder/meant/value", "#figure-ladder")
        .say(" of worlds, and ratified too in ")
        .figure(Format::percent, ladder.ratified.value, "/settle/ladder/ratified/value", "#figure-ladder")
        .say(" of all worlds. ");
  }
  for (std::size_t k = 0; k < r.ratifiers.size(); ++k) {
    const RatifierStanding& standing = r.ratifiers[k];
    const std::string at = fmt::format("/settle/ratifiers/{}/", k);
    std::string name = clean_text(context.c.ratifiers[standing.ratifier].name);
    prose.quote(name)
        .say(" would carry it with a chance of ")
        .figure(Format::percent, standing.carries, at + "carries", "#figure-ladder");
    if (standing.at_most) {
      prose.say(": of those asked ")
          .add(share_range(*standing.at_least, *standing.at_most, at))
          .say(" can live with it");
    } else if (standing.gain) {
      prose.say(", gaining ")
          .figure(Format::gain, *standing.gain, at + "gain", "#figure-ladder")
          .say(" points");
    }
    prose.say(". ");
  }
  for (std::size_t s = 0; s < r.spoilers.size(); ++s) {
    const SpoilerStanding& spoiler = r.spoilers[s];
    const std::string at = fmt::format("/settle/spoilers/{}/", s);
    prose.quote(party_to_begin(context.c, spoiler.party))
        .say(" would lose more by it than it bears, or see a line of its own crossed, in ")
        .figure(Format::percent, spoiler.wants.value, at + "wants/value", "#figure-ladder")
        .say(" of worlds and bring it down in ")
        .figure(Format::percent, spoiler.wrecks.value, at + "wrecks/value", "#figure-ladder")
        .say("; against the settlement, no deal would bring it on average ")
        .figure(Format::gain, spoiler.gain, at + "gain", "#figure-ladder")
        .say(" points. ");
  }
  if (!context.c.spoilers.empty()) {
    prose.say("Not wrecked: ")
        .figure(Format::percent, ladder.not_wrecked.value, "/settle/ladder/not_wrecked/value",
                "#figure-ladder")
        .say(" of worlds.");
  }
  return prose;
}

}  // namespace offramp::briefing
