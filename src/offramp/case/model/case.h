// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/quantity.h"
#include "offramp/case/model/frame.h"
#include "offramp/case/model/hidden.h"
#include "offramp/case/model/input.h"
#include "offramp/case/model/outcome.h"
#include "offramp/case/model/wants.h"

namespace offramp {

/// What an analyst believes about one conflict, as read from a case file (docs/case-format.md). Plain
/// values; every uncertain number is an Input, referred to by its InputId. Utilities are in points,
/// 0 to 100, as in the file; sampling turns them into [0, 1].
struct Case {
  std::string file;  ///< as named by the caller
  std::string title, question, as_of, perspective;
  std::vector<std::string> notes;
  std::vector<Source> sources;
  std::vector<Input> inputs;
  std::vector<Party> parties;
  std::vector<Issue> issues;
  std::vector<Rule> feasible;
  std::vector<Interests> interests;  ///< [party]
  std::vector<RedLine> red_lines;    ///< those written, then those made from polls, then those of types
  std::vector<Poll> polls;
  std::vector<std::optional<NoDeal>> no_deal;  ///< [party]
  std::vector<std::vector<PartyType>> types;   ///< [party]; empty: no hidden type
  std::vector<JointType> joint_types;
  std::vector<Aim> aims;
  std::vector<Explanation> explanations;
  std::vector<EvidenceItem> evidence;
  std::vector<WatchItem> watch;
  std::vector<TalkPayoffs> talk;
  std::optional<Outcome> actual;
  std::vector<Acknowledged> acknowledged;

  const Quantity& quantity(InputId id) const { return inputs[id.index()].quantity; }
  /// Parties without whom no settlement stands, in the order of the file.
  std::vector<PartyId> veto_players() const;
  /// All combinations of one option for each issue, feasible or not.
  bargaining::Space space() const;
  /// Numbers that rest on a source marked as a placeholder: nobody has replaced them yet.
  std::size_t placeholders() const;
};

}  // namespace offramp
