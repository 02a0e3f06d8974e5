// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/names/case_counts.h"
#include "offramp/briefing/names/demand_phrase.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {

namespace {

Text most_accepted(const Context& context) {
  const SettleResult& r = context.result;
  const SettlementReport& first = r.ranked.front();
  Prose prose;
  prose.strong("What leads. ");
  if (first.accepted_by_all.value == 0) {
    return prose.say("No settlement is accepted by every veto player in any world. The ")
        .link("first in the list", kLeader)
        .say(" comes nearest by the acceptance of the party that accepts least often, ")
        .quote(party_in_prose(context.c, first.weakest_link))
        .say(".");
  }
  prose.say("The ").link("leading settlement", kLeader).say(" is accepted by every veto player in ");
  prose
      .figure(Format::percent, first.accepted_by_all.value, "/settle/ranked/0/accepted_by_all/value", kLeader)
      .say(" of worlds. ");
  for (std::size_t s = 0; s < first.standings.size(); ++s) {
    if (first.standings[s].party != first.weakest_link || r.veto_players.size() < 2 ||
        first.standings[s].accepts.value == 1) {
      continue;
    }
    prose.say("The party that accepts it least often is ")
        .quote(party_in_prose(context.c, first.weakest_link))
        .say(", in ")
        .figure(Format::percent, first.standings[s].accepts.value,
                fmt::format("/settle/ranked/0/standings/{}/accepts/value", s), kLeader)
        .say(". ");
  }
  if (!context.result.perspective && r.ladder.text != first.settlement) {
    prose.say(
        "It is not the text that most worlds sign: signatures that are meant, ratified and not wrecked "
        "count. ");
  }
  prose.say("On the issues that weigh most it says: ");
  constexpr std::size_t kIssues = 3;
  for (std::size_t i = 0; i < std::min(kIssues, r.weightiest_issues.size()); ++i) {
    if (i > 0) prose.say("; ");
    const std::size_t issue = r.weightiest_issues[i].index();
    prose.quote(issue_name(context.c, issue))
        .say(": ")
        .quote(option_name(context.c, issue, first.settlement[issue]), true);
  }
  return prose.say(".");
}

std::optional<Text> in_the_way(const Context& context) {
  const SettleResult& r = context.result;
  Prose prose;
  prose.strong("What stands in the way. ");
  if (r.agreement.value == 1) return std::nullopt;
  if (r.agreement.value == 0 && !r.closing_sets.empty()) {
    return prose
        .say(r.closing_sets.front().empty()
                 ? "The values of no deal alone leave no room, red lines or not; see "
                 : "Red lines together with the values of no deal leave no room; see ")
        .link("what closes the zone", "#closing")
        .say(".");
  }
  if (r.red_lines.empty())
    return prose.say("The case states no red line, so only the values of no deal hold agreement back.");
  const auto dearest =
      std::max_element(r.red_lines.begin(), r.red_lines.end(),
                       [](const RedLinePrice& a, const RedLinePrice& b) { return a.change < b.change; });
  if (dearest->change <= 0)
    return prose.say(
        "No red line does so alone: dropping any single one leaves the chance that a deal exists as it is.");
  const auto i = static_cast<std::size_t>(dearest - r.red_lines.begin());
  const std::string price = "#price-" + red_line_anchor(context.c, dearest->red_line);
  Prose without;
  if (r.enumerated) {  // else it is taken over fewer worlds than the chance itself
    without.say("be ")
        .figure(Format::percent, dearest->agreement_without.value,
                fmt::format("/settle/red_lines/{}/agreement_without/value", i), price)
        .say(" (");
  } else {
    without.say("rise (by ");
  }
  return prose.say("The red line that stands in the way most is that of ")
      .add(red_line_phrase(context.c, dearest->red_line))
      .say(". Without it the chance that a deal exists would ")
      .add(without)
      .figure(Format::change, dearest->change, fmt::format("/settle/red_lines/{}/change", i), price)
      .say(" percentage points).");
}

std::optional<Text> ways_out(const Context& context) {
  const SettleResult& r = context.result;
  if (r.off_ramps.empty()) return std::nullopt;
  std::vector<Prose> parts;
  for (std::size_t p = 0; p < r.off_ramps.size() && parts.size() < 3; ++p) {
    const PartyOffRamps& entry = r.off_ramps[p];
    if (entry.ramps.empty()) continue;
    const std::string target = link_to(party_anchor(context.c, entry.party, "off-ramp"));
    Prose part;
    part.say(parts.empty() ? "in " : "")
        .figure(Format::percent, entry.ramps.front().works.value,
                fmt::format("/settle/off_ramps/{}/ramps/{}/works/value", p, 0), target)
        .say(parts.empty() ? " of worlds for " : " for ")
        .link(party_name(context.c, entry.party), target);
    parts.push_back(part);
  }
  Prose prose;
  prose.strong("Off-ramps. ");
  if (parts.empty()) {
    return prose.say(
        "For no veto player is there, in any world, a settlement that denies half of what its aims are worth "
        "to it, "
        "crosses nobody's red line and still beats no deal for it.");
  }
  prose.say(
      "An off-ramp denies a party at least half of what its aims are worth to it, crosses nobody's red line "
      "and still leaves it better off than no deal. The one that works most often does so ");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) prose.say(i + 1 == parts.size() ? " and " : ", ");
    prose.add(parts[i]);
  }
  return prose.say(".");
}

/// Before anything is recommended: how much of this is judgement, and which belief matters most.
Text rests_on(const Context& context) {
  const CaseCounts n = count_case(context.c);
  Prose prose;
  prose.strong("What this rests on. ");
  const std::size_t used = n.inputs - n.anchors;
  if (n.judgement == used || n.judgement == 0) {
    prose.say(n.judgement == 0 ? "None of the " : "All of the ");
  } else {
    prose.figure(Format::count, static_cast<double>(n.judgement), "/case/basis/judgement", "#rests-on")
        .say(" of the ");
  }
  prose.figure(Format::count, static_cast<double>(used), "/case/used", "#rests-on")
      .say(n.judgement == 0 ? " numbers, ends of scales aside, is an analyst's judgement. "
                            : " numbers, ends of scales aside, are an analyst's judgement. ");
  if (context.weighed != nullptr && clear_bars(*context.weighed, 1) > 0) {
    const WeighInput& input = context.weighed->inputs[context.weighed->outputs[0].tornado.front().input];
    prose
        .say(input.kind == WeighInput::Kind::quantity
                 ? "The belief that moves the chance that a deal exists most is "
                 : "The belief that moves the chance that a deal exists most is the ")
        .link(weigh_input_name(context.c, input), "#figure-tornado")
        .say("; see ");
  } else {
    prose.say("See ");
  }
  return prose.link("what this rests on", "#rests-on").say(".");
}

}  // namespace

Section section_answer(const Context& context) {
  Section section{"answer", "The answer at length", {}};
  section.add(agreement_lead(context));
  if (auto band = band_paragraph(context)) section.add(*std::move(band));
  if (auto leaders = leaders_paragraph(context)) section.add(*std::move(leaders));
  if (auto outside = outside_paragraph(context)) section.add(*std::move(outside));
  if (!context.result.ranked.empty()) section.add(figure_ladder(context));
  Bullets bullets;
  bullets.items.push_back(rests_on(context));
  if (!context.result.ranked.empty()) bullets.items.push_back(most_accepted(context));
  if (context.result.crux.rival.value_or(context.result.ranked.size()) < context.result.ranked.size()) {
    Prose crux;
    bullets.items.push_back(crux.strong("The crux. ").add(crux_prose(context)));
  }
  if (const auto text = without_veto_text(context)) bullets.items.push_back(*text);
  if (const auto text = in_the_way(context)) bullets.items.push_back(*text);
  bullets.items.push_back(central_in_brief(context));
  if (const auto text = ways_out(context)) bullets.items.push_back(*text);
  section.add(bullets);
  return section;
}

}  // namespace offramp::briefing
