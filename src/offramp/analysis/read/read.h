// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/run/run.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"
#include "offramp/evidence/reading/reading.h"
#include "offramp/evidence/talk/deception.h"

/// `read`: who are we dealing with?
namespace offramp {

struct BeliefOptions {
  bool talk = true;  ///< work out what words can be believed given incentives
};

/// What one item of evidence does to the types of the party that it is about. Decibans: 10 multiply the odds
/// by ten. All means over worlds with the central 90 % of worlds.
struct ItemBelief {
  std::size_t item = 0;                      ///< position in Case::evidence
  std::string date;                          ///< as in the case
  double weight = 0;                         ///< of the Admiralty grade, [0, 1]
  bool counts = true;                        ///< false: a retelling that adds nothing to its group
  std::vector<evidence::Belief> alone;       ///< [type] decibans against the prior, tempered by the grade
  std::vector<evidence::Belief> given_rest;  ///< [type] decibans that it adds when all others are known
  std::vector<evidence::Belief> step;        ///< [type] decibans as the items arrive; these and
                                             ///< linked_decibans add up from prior to posterior
  std::vector<double> without;               ///< [type] posterior if it is false and left out
  std::vector<double> reversed;              ///< [type] posterior if it was planted: its ratios turned round
  bool flips_if_false = false;               ///< another type of the party would lead
  bool flips_if_planted = false;
};

/// What was believed at the end of a day on which something was seen; the first entry has no date.
struct BeliefStep {
  std::string date;
  std::vector<evidence::Belief> types;  ///< [type]
};

/// The answer to one belief about a party, and what each of its types would gain from that answer.
struct AnswerView {
  TalkAnswer answer;           ///< neither name nor offer: no offer
  std::vector<double> payoff;  ///< [true type], points over no deal
};

/// What one of a party's own words comes to, given incentives.
struct WordClaim {
  enum class Verdict {
    says_nothing,  ///< it hardly tells types apart: less than a deciban between any two
    believable,    ///< only the type it speaks for gains by being taken for that type
    tempted,       ///< another type would gain by saying the same
    idle           ///< the type it speaks for gains nothing by being believed
  };
  std::size_t item = 0;  ///< position in Case::evidence
  TypeId speaks_for;     ///< type under which it is likeliest
  Verdict verdict = Verdict::says_nothing;
};

/// How a party's words can be believed, given what each of its types gains by being taken for another
/// (TalkStakes). Without such payoffs no bound is guessed.
struct DeceptionView {
  std::vector<double> discounted;  ///< [type] posterior from deeds and costly signals alone (babbling)
  std::vector<double> face_value;  ///< [type] posterior with words at face value
  /// What talk can induce in equilibrium; absent, with the reason, when there are no incentives to go by.
  std::optional<evidence::DeceptionBound> bound;
  std::string no_bound_because;
  std::vector<double> credible;  ///< [type] posterior with words as far as they can be believed
  double trust = 1.0;            ///< share of the way from discounted to face value that this is
  TalkStakes::Basis basis = TalkStakes::Basis::none;
  /// Both halves of the worlds, each alone, agree on whether anything can be believed. If not, the bound
  /// hangs on sampling, and the text gives only the two ends.
  bool steady = true;
  bool exhaustive = false;  ///< of a derived bound: every feasible settlement was a possible offer
  AnswerView unheard;       ///< the answer if nobody listens
  std::vector<AnswerView> if_taken_for;  ///< [type claimed]; empty without a bound
  std::vector<WordClaim> words;  ///< own words about itself, in order of the case; empty without a bound
};

struct PartyBelief {
  PartyId party;
  std::vector<evidence::Belief> prior;               ///< [type], as written
  std::vector<evidence::Belief> posterior;           ///< [type]
  std::vector<evidence::Belief> prior_decibans;      ///< [type] log odds, 10 log10 of p / (1 - p)
  std::vector<evidence::Belief> posterior_decibans;  ///< [type]
  std::vector<double> linked_decibans;               ///< [type] mean, what items about linked parties add
  TypeId leader;                                     ///< highest mean; the first wins ties
  double leads_in = 0;                               ///< share of worlds in which the leader leads
  bool can_feign = false;                            ///< some type is marked as bad faith
  evidence::Belief prior_bad_faith;
  evidence::Belief bad_faith;       ///< probability that its talks are a feint
  std::vector<BeliefStep> history;  ///< prior first; days on which something moved this party or a linked one
  evidence::Contrast contrast;      ///< words against deeds
  evidence::AchMatrix ach;          ///< rows name positions in Case::evidence
  std::vector<ItemBelief> items;    ///< about this party, in order of date, then of the case
  DeceptionView deception;
};

struct WatchBelief {
  std::size_t watch = 0;  ///< position in Case::watch
  evidence::WatchValue value;
};

/// One report retold: what it holds up as a whole.
struct GroupBelief {
  std::string group;
  PartyId party;
  std::vector<std::size_t> items;  ///< positions in Case::evidence
  std::vector<double> without;     ///< [type] posterior without the whole group
  bool flips_if_false = false;
};

/// Types of several parties that hang together.
struct JointBelief {
  std::vector<PartyId> parties;            ///< in party order
  std::vector<std::vector<TypeId>> types;  ///< [combination][party]
  std::vector<double> chance;              ///< [combination], mean over worlds
  std::vector<double> if_independent;      ///< [combination], product of the parties' own chances
};

struct BeliefResult {
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  std::size_t items = 0;             ///< in the case
  std::vector<PartyBelief> parties;  ///< with types, in party order
  std::vector<YesNoBelief> facts;    ///< circumstances, and red lines that evidence is about
  std::vector<JointBelief> joint;    ///< of parties that joint_types links, or that hang together by a factor
  std::vector<GroupBelief> groups;
  std::vector<WatchBelief> watch;  ///< by information per cost, most first
  std::vector<std::string> notes;  ///< what limits the reading, a sentence each
  std::string method;              ///< one line
};

/// Reads a case's evidence in the worlds of a run, as its BeliefOptions say; at the first call. Exact Bayes
/// in every world; intervals are over worlds, so over the uncertainty of the case's own numbers
/// (docs/decisions/0010-evidence-rules.md). Same bits for any number of threads. Cost and memory grow with
/// items x worlds. A case without types gives a result without parties and a note that says so.
/// Always has an answer. @throws std::invalid_argument as drawn_worlds; Stopped.
const Answer<BeliefResult>& read_evidence(CaseRun& run);

}  // namespace offramp
