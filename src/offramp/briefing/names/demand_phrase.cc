// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/demand_phrase.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {

Verdict verdict_of(const Certificate& certificate) {
  if (certificate.possible) return Verdict::possible;
  const bool proven = certificate.complete || !certificate.clashes.empty();
  return proven ? Verdict::impossible : Verdict::undecided;
}

std::string_view to_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::possible:
      return "possible";
    case Verdict::impossible:
      return "impossible";
    case Verdict::undecided:
      break;
  }
  return "undecided";
}

std::string demanding_party(const Context& context, const Demand& demand) {
  const PartyId party = demand.kind == Demand::Kind::red_line
                            ? context.c.red_lines[demand.red_line.index()].party
                            : demand.party;
  return party_name(context.c, party);
}

Text demand_alone(const Context& context, const Demand& demand) {
  const SettleResult& r = context.result;
  Prose prose;
  if (demand.kind == Demand::Kind::feasibility)
    return prose.quote(condition_words(context.c, context.c.feasible[demand.rule].condition));
  if (demand.kind == Demand::Kind::red_line) {
    return prose.say("never ").link(
        condition_words(context.c, context.c.red_lines[demand.red_line.index()].never.condition),
        link_to(red_line_anchor(context.c, demand.red_line)));
  }
  prose.say("at least its value of no deal");
  const auto at = std::find(r.veto_players.begin(), r.veto_players.end(), demand.party);
  const auto v = static_cast<std::size_t>(at - r.veto_players.begin());
  if (v < r.expected_reservation.size()) {
    prose.say(", ")
        .figure(Format::points, r.expected_reservation[v], fmt::format("/settle/no_deal/{}/expected", v),
                input_group_link(context.c, no_deal_group(context.c, demand.party)))
        .say(" points");
  }
  return prose;
}

Text demand_phrase(const Context& context, const Demand& demand) {
  if (demand.kind == Demand::Kind::feasibility)
    return Prose("the case's own logic: ").add(demand_alone(context, demand));
  return Prose().quote(demanding_party(context, demand)).say(": ").add(demand_alone(context, demand));
}

Text central_in_brief(const Context& context) {
  Prose prose;
  prose.strong("Uncertainty set aside. ")
      .say("With every party at its averages and only the red lines that hold in most worlds, ");
  switch (verdict_of(context.result.certificate)) {
    case Verdict::possible:
      prose.say("a settlement that meets every demand exists; ");
      break;
    case Verdict::impossible:
      prose.say("it is proven that no settlement meets every demand; ");
      break;
    case Verdict::undecided:
      prose.say("the search ended before it could tell whether a settlement meets every demand; ");
      break;
  }
  return prose.say("see ")
      .link(verdict_of(context.result.certificate) == Verdict::impossible
                ? "which demands clash and what would suffice"
                : "the central situation",
            "#central")
      .say(".");
}

}  // namespace offramp::briefing
