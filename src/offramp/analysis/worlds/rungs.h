// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/number/world_set.h"

/// What a settlement reaches in each world: signed, meant, ratified (docs/concepts.md).
namespace offramp {

/// Each holds in no world in which the one before does not.
struct Rungs {
  WorldSet accepted;     ///< every veto player signs
  WorldSet meant;        ///< and none of them is of a type whose talks are a feint
  WorldSet ratified;     ///< and everybody who must ratify a signature carries it
  WorldSet not_wrecked;  ///< and no spoiler wrecks it
};
/// Whether the case says more of a settlement than who signs it: names a feint, a ratifier or a spoiler.
/// Without, all rungs are the first.
bool has_later_rungs(const Case& c);
/// Parties without a veto, some perhaps, on whose interests a later rung hangs: spoilers, and ratifiers that
/// go by a party's interests.
std::vector<PartyId> parties_of_later_rungs(const Case& c);

/// Where some veto player is of a type whose talks are a feint.
WorldSet feints_of(const CaseProblem& posed);
/// `feints`: feints_of the same. Requires that `posed` has others than veto players if
/// parties_of_later_rungs() are any.
Rungs rungs_of(const CaseProblem& posed, const WorldSet& feints, const bargaining::Settlement& settlement);

/// Where a spoiler wants to wreck a settlement: it is worth less to it than no deal by more than it bears, or
/// crosses a red line of its own; and where it would, wanting to, bring it down.
struct Wrecking {
  WorldSet wants, wrecks;
};
Wrecking wrecking_of(const CaseProblem& posed, std::size_t spoiler, const bargaining::Settlement& settlement);

/// The chance that a ratifier carries a settlement, in each world: as stated; or that the share of its public
/// that can live with it, with a normal error, reaches what it passes at; or 1 where the party by whose
/// interests it goes accepts, else 0.
std::vector<double> chance_to_carry(const CaseProblem& posed, const Ratifier& ratifier,
                                    const bargaining::Settlement& settlement);

/// What polls say of those who can live with a settlement in one world: at most 1 less the largest share that
/// refuses one of its options (if they are the same people), at least 1 less the sum of these shares (if they
/// are different ones), and never below 0.
struct PollShare {
  double at_most = 1.0, at_least = 1.0;
};
PollShare poll_share(const Case& c, const WorldTable& table, const Ratifier& ratifier,
                     const bargaining::Settlement& settlement, std::size_t world);

}  // namespace offramp
