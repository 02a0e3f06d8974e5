// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/analysis/standing/report_result.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/share.h"

/// Packages and drafts, and what they are to each veto player.
namespace offramp {

/// What a text is to one veto player.
struct PartyInDeal {
  Refusal refusal;
  std::vector<GiveGet> give_get;  ///< by issue, largest get first
  /// What it could say at home: the case's own words where it has some for this text, else what the text
  /// gives it most of.
  std::vector<std::string> explanations;
};

/// A package looked at from the side of each veto player.
struct Deal {
  std::size_t ranked = 0;            ///< position in SettleResult::ranked
  std::vector<PartyInDeal> parties;  ///< veto players, in party order
};

/// What to fall back to if the party that refuses the leading text most often does refuse it: of the texts of
/// the cover, the one that all sign in most of the worlds of the choosing half in which it does.
struct Fallback {
  PartyId refuses;               ///< the weakest link of the leading text
  Share refused;                 ///< worlds of the judging half in which it refuses that
  SettlementReport report;       ///< of the text to fall back to, over all worlds as everywhere
  Share signed_then;             ///< of the worlds in which it refuses: all sign this one
  std::vector<IssueId> differs;  ///< from the leading text
};

/// What a draft would have to change for one party: the fewest issues on which another option wins it, and of
/// these changes the one that all sign most often; both by the choosing half.
struct DraftChange {
  PartyId party;                ///< whom it wins
  bargaining::Settlement text;  ///< the draft with the change
  std::vector<IssueId> issues;  ///< that are changed
  Share accepts;                ///< of the party, then
  Share accepted_by_all;        ///< then
};

/// A draft of the case. What it leaves open is filled in as all sign most often (by the choosing half); of a
/// space that is searched, among the first 2,000 ways.
struct DraftStanding {
  std::size_t draft = 0;           ///< position in Case::drafts
  bool feasible = true;            ///< false: it breaks the case's logic whatever is filled in
  std::vector<IssueId> filled;     ///< issues that it leaves open
  SettlementReport report;         ///< of the draft as filled in
  std::size_t rank = 0, tied = 0;  ///< among all, as ActualRank; 0 if not enumerated
  std::vector<Refusal> refusals;   ///< veto players, in party order
  /// One entry for each veto player that refuses it in at least half of the worlds, the one that is nearest
  /// to accepting first; without those whom no change of at most two issues wins.
  std::vector<DraftChange> changes;
};

}  // namespace offramp
