// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/quantity.h"

/// What an analyst believes about one conflict, as read from a case file (docs/case-format.md). Plain
/// values; every uncertain number is an Input, referred to by its InputId. Utilities are in points,
/// 0 to 100, as in the file; sampling turns them into [0, 1].
namespace offramp {

struct Source {
  std::string id;
  std::string title, author, year, publisher, url, note;  ///< empty if not given
};

/// One quantity of the case with its address.
struct Input {
  std::string path;   ///< "interests.fry.weight.presence"; unique
  std::string label;  ///< for readers: "FR Yugoslavia: weight of International security presence"
  Quantity quantity;
  int line = 0;  ///< where it stands in the file, from 1
};

enum class Role { party, mediator, guarantor, observer };

struct Party {
  std::string id, name, description;
  bool veto = false;
  Role role = Role::party;
};

struct Option {
  std::string id, name, description;
};

struct Issue {
  std::string id, name, description, unit;
  std::vector<Option> options;  ///< of a range: one for each grid value, id and name are the number
  std::vector<double> grid;     ///< of a range: its values, strictly increasing; empty otherwise
  bool numeric() const { return !grid.empty(); }
};

/// A condition with its text as written and the names of issues and options resolved.
struct Rule {
  bargaining::Condition condition;
  std::string text;
  Provenance provenance;  ///< `because` and `sources`
};

/// A quantity at one option, or at one knot of a range.
struct OptionValue {
  std::size_t option = 0;  ///< position in Issue::options; of a range, unused
  double at = 0.0;         ///< of a range: the knot
  InputId value;           ///< points, [0, 100]
};

struct BonusTerm {
  std::string id;
  Rule when;
  InputId add;  ///< points, real
};

/// What a party wants. In a type's overrides, absent entries keep the party's own.
struct Interests {
  std::vector<std::optional<InputId>> weight;   ///< [issue]; >= 0, ratios count
  std::vector<std::vector<OptionValue>> value;  ///< [issue]; empty: not given. Knots in increasing order
  std::vector<BonusTerm> bonuses;
  bool given = false;
};

struct Component {
  std::string name;
  InputId amount;  ///< points, real
};

/// What a party has if there is no settlement: a utility, or "as good as this settlement" plus an
/// amount; then the sum of named components.
struct NoDeal {
  std::optional<InputId> utility;  ///< points, [0, 100]
  std::optional<bargaining::Settlement> worth;
  std::optional<InputId> plus;  ///< points, real
  std::vector<Component> components;
};

enum class RedLineKind { moral, strategic, domestic };

struct RedLine {
  std::string id;
  PartyId party;
  std::optional<TypeId> only_type;  ///< held only when the party is of this type
  std::vector<TypeId> dropped_by;   ///< types of the party that do not have it
  Rule never;
  RedLineKind kind = RedLineKind::strategic;
  std::optional<InputId> unacceptable_to;  ///< share in [0, 1]; absent: it holds for certain
  std::string poll;                        ///< of a red line made from a poll: the poll's identifier
};

/// Asked of a community: how acceptable is each option of an issue? Its red lines stand among the others.
struct Poll {
  std::string id, community, question, date;
  PartyId party;
  IssueId issue;
  std::optional<double> sample;  ///< respondents
  Provenance provenance;
};

struct PartyType {
  std::string id, name;
  InputId prior;  ///< [0, 1]; each world divides by the sum over the party's types
  bool bad_faith = false;
  Interests interests;  ///< overrides
  std::optional<NoDeal> no_deal;
  std::vector<std::string> dropped_bonuses;
};

/// Multiplies the odds of one combination of types of several parties.
struct JointType {
  std::vector<std::pair<PartyId, TypeId>> when;
  InputId times;  ///< positive
};

/// What a party says it is after; an off-ramp for it denies all of these.
struct Aim {
  PartyId party;
  Rule that;
};

/// What a party could say at home when a condition holds.
struct Explanation {
  PartyId party;
  Rule when;
  std::string say;
};

/// Whether a watch item was seen within its lead time after the date of the case.
struct SeenOutcome {
  std::size_t watch = 0;  ///< position in Case::watch
  bool seen = false;
  std::string date;  ///< when it was seen, or until when it was looked for
  Provenance provenance;
};

/// What happened after the date of the case. Never an input.
struct Outcome {
  std::string date;
  bool agreement = true;                             ///< a settlement was reached by then
  std::optional<bargaining::Settlement> settlement;  ///< absent: none, or it cannot be told in these options
  std::vector<SeenOutcome> seen;
  Provenance provenance;
  std::string note;
};

enum class EvidenceKind { word, costly_signal, deed };
enum class SignalKind { none, sunk_cost, tied_hands };

struct EvidenceItem {
  std::string id, date, what;
  std::optional<PartyId> by;
  PartyId about;
  EvidenceKind kind = EvidenceKind::word;
  SignalKind signal = SignalKind::none;
  std::vector<InputId> likelihood;  ///< [type of `about`]; in (0, 1)
  bool ordinal = false;             ///< the likelihoods came from the consistency scale
  char source_grade = 'F';          ///< Admiralty: A to F; F: cannot be judged
  int information_grade = 6;        ///< 1 to 6; 6: cannot be judged
  std::string group;                ///< empty: independent
  Provenance provenance;
};

struct WatchItem {
  std::string id, what;
  PartyId about;
  std::vector<InputId> likelihood;  ///< [type of `about`]
  InputId cost;                     ///< positive, in units of the case's own
  InputId lead_time;                ///< days, positive
  Provenance provenance;
};

/// What a party gains by what others do about its words, as an analyst states it.
struct TalkPayoffs {
  PartyId party;
  std::vector<Option> answers;                ///< what the listener may do
  std::vector<InputId> speaker, listener;     ///< [type * answers + answer]; points, real
  std::vector<std::optional<InputId>> lying;  ///< [type]; what a false claim costs it, positive; absent: 0
  Provenance provenance;
};

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

  const Quantity& quantity(InputId id) const { return inputs[id.index()].quantity; }
  std::vector<PartyId> veto_players() const;
  bargaining::Space space() const;
};

}  // namespace offramp
