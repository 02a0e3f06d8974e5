// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/quantity.h"
#include "offramp/case/model/acceptance.h"
#include "offramp/case/model/frame.h"
#include "offramp/case/model/hidden.h"
#include "offramp/case/model/input.h"
#include "offramp/case/model/latent.h"
#include "offramp/case/model/outcome.h"
#include "offramp/case/model/variant.h"
#include "offramp/case/model/wants.h"

namespace offramp {

/// What an analyst believes about one conflict, as read from a case file (docs/case-format.md). Plain
/// values; every uncertain number is an Input, referred to by its InputId. Utilities are in points,
/// 0 to 100, as in the file; sampling turns them into [0, 1].
///
/// Lists stand in the order of the file, and an id is a position in its list. A case that was read obeys
/// every rule of the format: identifiers resolve, each list marked [party] has one entry for every party,
/// each marked [issue] one for every issue.
struct Case {
  std::string file;   ///< as named by the caller
  std::string title;  ///< never empty in a case that was read
  std::string question;
  std::string as_of;        ///< YYYY-MM-DD: nothing known only later is an input
  std::string perspective;  ///< "mediator", a party's identifier, or empty: whose page it is
  Authorship by;
  std::optional<PartyId> shown_to;  ///< of an edition for a party: what it may be shown; absent: everything
  std::optional<Crisis> crisis;     ///< of what sort; nothing is computed from it
  std::vector<std::string> notes;
  std::vector<Source> sources;
  std::vector<Input> inputs;         ///< every number of the case
  std::vector<Party> parties;        ///< at least one has a veto
  std::vector<Issue> issues;         ///< at least one
  std::vector<Rule> feasible;        ///< what every settlement obeys
  std::vector<Interests> interests;  ///< [party]
  std::vector<RedLine> red_lines;    ///< those written, then those of types
  std::vector<Poll> polls;
  std::vector<End> ends;                       ///< how the conflict could end without a deal
  std::vector<std::optional<NoDeal>> no_deal;  ///< [party]
  std::vector<Acceptance> acceptance;          ///< [party]
  std::vector<Ratifier> ratifiers;             ///< those of the file, then the publics that only polls name
  std::vector<Spoiler> spoilers;               ///< at most one for each party
  std::vector<std::vector<PartyType>> types;   ///< [party]; empty: no hidden type
  std::vector<JointType> joint_types;          ///< how types go together; priors stay
  std::vector<Circumstance> circumstances;
  std::vector<Factor> factors;  ///< those of the file, then those by default
  std::vector<Aim> aims;
  std::vector<Explanation> explanations;
  std::vector<EvidenceItem> evidence;  ///< none after as_of
  std::vector<WatchItem> watch;
  std::vector<Contact> contacts;
  std::vector<DatedEvent> calendar;        ///< by date, those of one date in the order of the file
  std::vector<TalkPayoffs> talk;           ///< at most one for each party
  std::vector<DraftText> drafts;           ///< texts on the table
  std::optional<Outcome> actual;           ///< for history; no answer rests on it
  std::vector<Acknowledged> acknowledged;  ///< warnings that are not shown
  std::vector<Variant> variants;           ///< of the file; none of them is made unless asked for
  std::vector<AddedItems> added;  ///< evidence that is in no section of the file, by where it came from
  std::vector<Setting> settings;  ///< changes that were made to the file before it was read

  /// What is believed of an input; `id` must be one of this case.
  const Quantity& quantity(InputId id) const { return inputs[id.index()].quantity; }
  /// Whether it can be told what a settlement is worth to a party against no deal, whatever its type.
  bool can_judge(PartyId party) const;
  /// The party for whom the page is, if it is one's (`perspective`); absent: a mediator's.
  std::optional<PartyId> page_of() const;
  /// Parties without whom no settlement stands, in the order of the file.
  std::vector<PartyId> veto_players() const;
  /// All combinations of one option for each issue, feasible or not.
  bargaining::Space space() const;
  /// Numbers that rest on a source marked as a placeholder: nobody has replaced them yet.
  std::size_t placeholders() const;
};

}  // namespace offramp
