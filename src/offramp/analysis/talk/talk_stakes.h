// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/case/model/case.h"
#include "offramp/evidence/talk/deception.h"

/// What a party of each type gains by being taken for another: the incentives behind its words.
namespace offramp {

/// One answer that the listener may give: an offer, or an answer that the case names.
struct TalkAnswer {
  std::string name;                             ///< of a stated answer; empty for an offer
  std::optional<bargaining::Settlement> offer;  ///< absent in a derived game: no offer, so no deal
};

/// A talk game about one party's type. Payoffs in points of utility (0 to 100) over no deal.
struct TalkStakes {
  enum class Basis { none, derived, stated };
  Basis basis = Basis::none;
  std::string none_because;  ///< for Basis::none
  evidence::TalkIncentives incentives;
  std::vector<TalkAnswer> answers;  ///< [action]
  /// Derived: the same offers judged by the first and by the second half of the worlds alone.
  std::vector<evidence::TalkIncentives> halves;
  bool exhaustive = false;  ///< derived: every feasible settlement could be offered
};

struct TalkOptions {
  std::size_t worlds = 1024;   ///< first so many; at least 1
  double list_limit = 20'000;  ///< raw settlements up to which every feasible one is a possible offer
  std::size_t starts = 6;      ///< of the search for offers in larger spaces
  double margin = 0.5;         ///< points by which a payoff must be higher to count as higher
};

/// The payoffs that the case states for the party's talk (`talk`), at their means over the table's first
/// worlds; otherwise those that follow from its settlements, when the party is one of several veto players:
///
/// The other veto players, taken as one listener, make the party a take-it-or-leave-it offer. In a world it
/// stands when every veto player accepts it there: no red line that binds is crossed and nobody has less than
/// its no-deal value. Then the listener's payoff is the sum of the other veto players' gains over no deal,
/// the party's is its own gain over its true no-deal value; otherwise, and without an offer, both have 0. A
/// payoff is the mean over worlds with the party held to one type, all else (other parties' types, drawn from
/// the evidence) as in the table's first worlds. The listener chooses among all feasible settlements or, in a
/// large space, among those that climbing by single issues from several starts finds best against each group
/// of types (heuristic: the game is then about these offers). So lying pays where the offer meant for another
/// type leaves the party more (Fearon 1995, "Rationalist Explanations for War": incentives to misrepresent).
/// What a feint may gain beside the table, such as time, is not in these payoffs; a case can state it.
/// `posed`: the case in these worlds. `belief`: the listener's, of each type, before the words. Same bits for
/// any number of threads. @throws std::invalid_argument for options out of range; Stopped.
TalkStakes talk_stakes(const Case& c, const WorldTable& table, const Answer<CaseProblem>& posed,
                       PartyId party, const std::vector<double>& belief, const TalkOptions& options = {},
                       const RunControl& control = {});

}  // namespace offramp
