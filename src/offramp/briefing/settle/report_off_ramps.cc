// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/report_parts.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kIssues = 3;  // told of each off-ramp
constexpr double kNothing = 0.05;   // points that round to nought

void add_changes(const Context& context, const OffRamp& ramp, const std::string& pointer, bool gets,
                 Prose& prose) {
  std::vector<std::size_t> order;
  for (std::size_t g = 0; g < ramp.give_get.size(); ++g) {
    const double change = ramp.give_get[g].change;
    if (gets ? change >= kNothing : change <= -kNothing) order.push_back(g);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::fabs(ramp.give_get[a].change) > std::fabs(ramp.give_get[b].change);
  });
  order.resize(std::min(order.size(), kIssues));
  prose.strong(gets ? "Gets " : "Gives ");
  if (order.empty()) prose.say("nothing to speak of");
  for (std::size_t k = 0; k < order.size(); ++k) {
    const GiveGet& own = ramp.give_get[order[k]];
    prose.say(k == 0                  ? ""
              : k + 1 == order.size() ? " and "
                                      : ", ")
        .quote(issue_name(context.c, own.issue.index()))
        .say(" (")
        .figure(Format::tenth, own.change, fmt::format("{}give_get/{}/change", pointer, order[k]))
        .say(")");
  }
  prose.say(". ");
}

Text ramp_words(const Context& context, const PartyOffRamps& entry, std::size_t i,
                const std::string& pointer) {
  const OffRamp& ramp = entry.ramps[i];
  Prose prose;
  add_changes(context, ramp, pointer, true, prose);
  add_changes(context, ramp, pointer, false, prose);
  return prose;
}

/// What it could say at home, each once; with which of the listed off-ramps, where not with all.
void add_explanations(const Context& context, const PartyOffRamps& entry,
                      const std::vector<std::size_t>& listed, Section& section) {
  std::vector<std::string> texts;
  std::vector<std::vector<std::size_t>> places;
  for (std::size_t place = 0; place < listed.size(); ++place) {
    for (const std::string& text : entry.ramps[listed[place]].explanations) {
      const auto at = static_cast<std::size_t>(std::find(texts.begin(), texts.end(), text) - texts.begin());
      if (at == texts.size()) {
        texts.push_back(text);
        places.emplace_back();
      }
      places[at].push_back(place + 1);
    }
  }
  if (texts.empty()) return;
  const bool any_own = in_own_words(context.c, entry.party, texts);
  section.add(Paragraph{Prose(any_own ? "At home it could say, or point to what it gets:"
                                      : "At home it could point to what it gets:")});
  Bullets bullets;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const bool own = in_own_words(context.c, entry.party, {texts[t]});
    Prose prose;
    prose.say(own ? "“" : "").quote(texts[t]).say(own ? "”" : "");
    if (places[t].size() < listed.size()) {
      std::vector<std::string> numbers;
      for (const std::size_t place : places[t]) numbers.push_back(std::to_string(place));
      prose.say(" (with ").quote(join_words(numbers)).say(")");
    }
    bullets.items.push_back(prose);
  }
  section.add(std::move(bullets));
}

void add_party(const Context& context, std::size_t p, Section& section) {
  const PartyOffRamps& entry = context.result.off_ramps[p];
  section.add(Heading{"", Prose().quote(party_name(context.c, entry.party))});
  if (entry.ramps.empty()) {
    section.add(Paragraph{Prose(context.result.enumerated
                                    ? "No settlement that denies half of what its aims are worth to it works "
                                      "for it in any world."
                                    : "None was found among the settlements of the short list.")});
    return;
  }
  std::vector<std::size_t> order(entry.ramps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Prose aims;
  aims.say(entry.aims_declared ? "Its aims: " : "The case declares no aims; its favourite is taken: ");
  const std::vector<AimDenial>& denied = entry.ramps.front().aims;
  for (std::size_t k = 0; k < denied.size(); ++k)
    aims.say(k > 0 ? "; " : "").quote(aim_words(context, entry.party, denied[k].aim));
  section.add(Paragraph{aims.say(".")});
  Table table;
  table.columns = {{"", Align::right},
                   {"Best because it"},
                   {"Denies of its aims", Align::right},
                   {"Works in", Align::right},
                   {"All accept", Align::right},
                   {"Gain", Align::right},
                   {"Differs from the leading settlement by"}};
  Bullets bullets;
  bullets.numbered = true;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const OffRamp& ramp = entry.ramps[order[place]];
    const std::string pointer = fmt::format("/settle/off_ramps/{}/ramps/{}/", p, order[place]);
    Prose gain;
    for (std::size_t s = 0; s < ramp.report.standings.size(); ++s) {
      if (ramp.report.standings[s].party != entry.party) continue;
      gain.figure(Format::gain, ramp.report.standings[s].expected_gain,
                  fmt::format("{}report/standings/{}/expected_gain", pointer, s));
    }
    table.rows.push_back(
        {"",
         {Prose().quote(fmt::format("{}", place + 1)), Prose(role_words(ramp)),
          denied_words(entry, p, order[place]),
          Prose().figure(Format::percent, ramp.works.value, pointer + "works/value").heavy(),
          Prose().figure(Format::percent, ramp.report.accepted_by_all.value,
                         pointer + "report/accepted_by_all/value"),
          gain,
          context.result.ranked.empty()
              ? Text()
              : differences(context.c, context.result.ranked[0].settlement, ramp.report.settlement)}});
    bullets.items.push_back(ramp_words(context, entry, order[place], pointer));
  }
  section.add(std::move(table));
  section.add(std::move(bullets));
  add_explanations(context, entry, order, section);
}

}  // namespace

Section report_off_ramps(const Context& context) {
  Section section{"off-ramps", "Off-ramps: ways out that deny a party most of its aims", {}};
  section.add(Paragraph{
      Prose("Each denies a party at least half of what its declared aims are worth to it, in its own points, "
            "and "
            "is the best of all settlements for what is said of it. “Works in”: worlds in which it beats no "
            "deal for the party and crosses nobody's red line. Gets "
            "and gives: points of its utility, against the middle between its best and its worst option."),
      Paragraph::Style::note});
  for (std::size_t p = 0; p < context.result.off_ramps.size(); ++p) add_party(context, p, section);
  return section;
}

}  // namespace offramp::briefing
