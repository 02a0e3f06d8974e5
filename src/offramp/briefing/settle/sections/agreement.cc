// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {

Paragraph agreement_lead(const Context& context) {
  const SettleResult& r = context.result;
  Prose prose;
  prose.add(likelihood_opening(r.agreement.value, "/settle/agreement/value", "#figure-agreement"));
  if (r.veto_players.size() == 1) {
    prose.quote(party_name(context.c, r.veto_players[0]))
        .say(
            ", the only veto player, would accept some settlement rather "
            "than have no deal.");
  } else {
    prose.say("there is a settlement that ")
        .quote(veto_words(context.c, r.veto_players))
        .say(r.veto_players.size() == 2 ? " would both accept" : " would accept")
        .say(" rather than have no deal.");
  }
  return {prose, Paragraph::Style::lead};
}

Paragraph agreement_in_worlds(const Context& context) {
  const SettleResult& r = context.result;
  const bool none = r.agreement.value == 0, one_veto = r.veto_players.size() == 1;
  Prose prose;
  if (none) {
    prose.say("In none of ");
  } else if (r.agreement.value == 1) {
    prose.say("In every one of ");
  } else {
    prose.say("In ")
        .figure(Format::percent, r.agreement.value, "/settle/agreement/value", "#figure-agreement")
        .say(" of ");
  }
  prose.figure(Format::count, static_cast<double>(r.worlds), "/settle/worlds", "#figure-worlds")
      .say(" sampled worlds, each one way the conflict might be, ");
  if (r.enumerated) {
    prose.say(none ? "does any of " : "at least one of ")
        .add(counted(r.feasible, "/settle/feasible", "#figure-feasible", "feasible settlement",
                     "feasible settlements"))
        .say(none ? " cross no red line of " : " crosses no red line of ");
  } else {
    prose.say(none ? "does any settlement found cross no red line of "
                   : "at least one settlement crosses no red line of ");
  }
  prose.say(one_veto ? "the veto player and " : "any veto player and ")
      .say(none ? "give " : "gives ")
      .say(one_veto ? "it at least what no deal would." : "each of them at least what no deal would.");
  if (r.undecided_worlds > 0) {
    prose.say(" In ")
        .add(counted(r.undecided_worlds, "/settle/undecided_worlds", "#figure-undecided", "world", "worlds"))
        .say(" the search settled the question neither way; they are counted as without agreement.");
  }
  return {prose};
}

}  // namespace offramp::briefing
