// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/demand_phrase.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/phrases.h"
#include "offramp/briefing/words.h"

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

Text demand_phrase(const Context& context, const Demand& demand) {
  const SettleResult& r = context.result;
  Prose prose;
  switch (demand.kind) {
    case Demand::Kind::feasibility:
      return prose.say("the case's own rule (")
          .quote(condition_words(context.c, context.c.feasible[demand.rule].condition))
          .say(")");
    case Demand::Kind::red_line:
      return red_line_phrase(context.c, demand.red_line);
    case Demand::Kind::reservation:
      break;
  }
  prose.quote(party_name(context.c, demand.party)).say(": at least its value of no deal");
  const auto at = std::find(r.veto_players.begin(), r.veto_players.end(), demand.party);
  const auto v = static_cast<std::size_t>(at - r.veto_players.begin());
  if (v < r.expected_reservation.size()) {
    prose.say(", ")
        .figure(Format::points, r.expected_reservation[v], fmt::format("/settle/no_deal/{}/expected", v))
        .say(" points");
  }
  return prose;
}

Text central_in_brief(const Context& context) {
  Prose prose;
  prose.strong("The central situation. ")
      .say("With every party at its averages and the red lines that hold ");
  switch (verdict_of(context.result.certificate)) {
    case Verdict::possible:
      prose.say("in most worlds, a settlement that meets every demand exists; ");
      break;
    case Verdict::impossible:
      prose.say("in most worlds, it is proven that no settlement meets every demand; ");
      break;
    case Verdict::undecided:
      prose.say(
          "in most worlds, the search ended before it could tell whether a settlement meets every demand; ");
      break;
  }
  return prose.say("see ").link("the central situation", "#central").say(".");
}

}  // namespace offramp::briefing
