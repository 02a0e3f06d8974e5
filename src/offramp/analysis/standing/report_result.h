// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/share.h"

/// How one settlement stands, and what it is to one party.
namespace offramp {

/// One party's standing at one settlement. Utilities in [0, 1].
struct Standing {
  PartyId party;
  Share accepts;                ///< no red line crossed and utility >= reservation
  double expected_utility = 0;  ///< mean over worlds
  double expected_gain = 0;     ///< mean of utility minus reservation
  Share crosses_red_line;       ///< share of worlds in which one of its red lines is crossed
};

struct SettlementReport {
  bargaining::Settlement settlement;  ///< option of each issue
  Share accepted_by_all;              ///< every veto player at once: it is signed
  Share meant;                        ///< of these, no veto player is of a type whose talks are a feint
  Share ratified;                     ///< of these, everybody who must ratify carries it
  Share not_wrecked;                  ///< of these, no spoiler wrecks it
  std::vector<Standing> standings;    ///< veto players in party order, then other parties that have interests
  PartyId weakest_link;               ///< the veto player that accepts least often; the first of several
  /// No settlement has expected utilities of the veto players all at least as high and one higher, numbers
  /// that only rounding tells apart being equal (bargaining::undominated).
  bool pareto = false;
};

/// What an issue gives a party at a settlement, in points of its utility (0 to 100, weight included).
struct GiveGet {
  IssueId issue;
  std::size_t option = 0;
  double points = 0;        ///< weighted value at the settlement, mean over worlds
  double best_points = 0;   ///< at the party's best option on this issue
  double worst_points = 0;  ///< at its worst option
  double change = 0;  ///< points minus the midpoint of best and worst: above 0 it gets, below 0 it gives
};

/// A red line of a party that a text crosses.
struct CrossedLine {
  RedLineId line;
  Share crossed;  ///< worlds in which it binds
};

/// Why one party does not sign a text, by worlds.
struct Refusal {
  PartyId party;
  Share refuses;                   ///< for either reason
  Share crosses_line;              ///< one of its red lines is crossed
  Share too_little;                ///< no line of it is, but it has less than it asks for
  std::vector<CrossedLine> lines;  ///< that the text crosses in some world, the one that binds most first
};

}  // namespace offramp
