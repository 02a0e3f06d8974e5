// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/talk/talk_stakes.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/evidence/talk/deception.h"

/// What every verb starts from: the worlds of a run, and what everybody wants in them.
namespace offramp {

/// How far the words about one party can be believed, given what each of its types gains by being taken for
/// another (TalkStakes). Without such payoffs no bound is guessed.
struct TalkBound {
  TalkStakes stakes;
  std::optional<evidence::DeceptionBound> bound;  ///< absent without stakes
  /// Both halves of the worlds, each alone, agree on whether anything can be believed. If not, the bound
  /// hangs on sampling, and nothing is believed on its account.
  bool steady = true;
  /// The largest share of the way from no words to words as graded at which the mean of the type that then
  /// leads stays inside the bound; 0 where no bound can be given. 1 where nothing was said of the party.
  double trust = 1.0;
};
/// [typed_parties] Of the run's evidence; stakes in its first worlds, drawn without words. At the first call;
/// the run's TalkOptions say how. @throws as talk_stakes; Stopped.
const std::vector<TalkBound>& talk_bounds(CaseRun& run);

/// Whether a word in evidence is about it.
bool spoken_of(const Case& c, const Hidden& hidden);

/// How far words are believed where they count as far as they are credible: of a party as its bound says; of
/// anything else not at all, since nobody's incentives are known.
WordTrust credible_words(CaseRun& run);

/// The worlds of a run, words counting as its options say; drawn at the first call. @throws as draw_worlds.
const DrawnWorlds& drawn_worlds(CaseRun& run);

/// The case in these worlds, with parties that have no veto; worked out at the first call.
const Answer<CaseProblem>& case_problem(CaseRun& run);

}  // namespace offramp
