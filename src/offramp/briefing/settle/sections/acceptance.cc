// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kSpoken = 4;  // parties with a sentence of their own

Text verdict(const Context& context, std::size_t v) {
  const Standing& s = context.result.ranked.front().standings[v];
  const std::string pointer = fmt::format("/settle/ranked/0/standings/{}/", v);
  Prose prose;
  prose.quote(party_name(context.c, s.party), true)
      .say(" accepts the leading settlement in ")
      .figure(Format::percent, s.accepts.value, pointer + "accepts/value", kLeader)
      .say(" of worlds. On average it is worth ")
      .figure(Format::points, s.expected_utility, pointer + "expected_utility",
              input_group_link(context.c, interests_group(context.c, s.party)))
      .say(" points to it, against ")
      .figure(Format::points, context.result.expected_reservation[v],
              fmt::format("/settle/no_deal/{}/expected", v),
              input_group_link(context.c, no_deal_group(context.c, s.party)))
      .say(" for no deal");
  if (s.crosses_red_line.value == 0) return prose.say("; it crosses none of its red lines.");
  return prose.say("; one of its red lines is crossed in ")
      .figure(Format::percent, s.crosses_red_line.value, pointer + "crosses_red_line/value", "#red-lines")
      .say(".");
}

}  // namespace

std::optional<Section> section_acceptance(const Context& context) {
  const SettleResult& r = context.result;
  if (r.reservation_quantiles.empty() || r.expected_reservation.size() < r.veto_players.size())
    return std::nullopt;
  Section section{"acceptance", "What each veto player would accept", {}};
  section.add(
      Paragraph{Prose("A veto player accepts a settlement in a world if none of its red lines is crossed "
                      "there and the settlement is worth "
                      "at least as much to it as no deal.")});
  if (!r.ranked.empty() && r.veto_players.size() <= kSpoken) {
    Bullets bullets;
    for (std::size_t v = 0; v < r.veto_players.size() && v < r.ranked.front().standings.size(); ++v) {
      bullets.items.push_back(verdict(context, v));
    }
    section.add(bullets);
  }
  section.add(figure_acceptance(context));
  return section;
}

}  // namespace offramp::briefing
