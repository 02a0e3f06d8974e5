// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/analysis/ledger/score.h"
#include "offramp/base/number/share.h"
#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"
#include "offramp/evidence/reading/calibration.h"

/// `read --score`: how well cases with a recorded outcome were judged beforehand.
namespace offramp {

struct ScoreOptions {
  std::uint64_t seed = 1;
  std::size_t worlds = 4096;
  std::size_t bins = 10;  ///< of the reliability table
};

/// A watch item that was seen, or not, within its lead time.
struct SeenScore {
  std::size_t watch = 0;  ///< position in Case::watch
  std::string id, what;
  double chance = 0;  ///< that it would be seen: the posterior's mixture of its likelihoods, mean over worlds
  bool seen = false;
};

/// One case's forecasts, made from what was known as of its date.
struct CaseScore {
  std::string file, title;
  Share agreement;          ///< chance that some settlement is accepted by every veto player
  bool reached = false;     ///< a settlement was reached
  bool recorded = false;    ///< which one is recorded in the options of the case
  Share recorded_accepted;  ///< chance that the recorded settlement is accepted by every veto player
  bool ruled_out = false;   ///< the case's own logic rules the recorded settlement out
  std::size_t rank = 0;  ///< of the recorded settlement among the feasible ones; 0: ruled out or not listed
  std::size_t feasible = 0;
  std::vector<SeenScore> seen;           ///< in the order of the recorded outcome
  std::vector<SettledStatement> sealed;  ///< beforehand, in the ledger beside the case, and known by now
};

struct ScoreResult {
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  std::vector<CaseScore> cases;       ///< with a recorded outcome, in the order given
  std::vector<std::string> unscored;  ///< titles of cases without one
  /// Three kinds of statement, each scored by itself: "there is a settlement that all veto players accept",
  /// true where one was reached; "all veto players accept the one that came", of recorded settlements; and
  /// "this will be seen within its lead time", of watch items. Absent where there is none of the kind.
  std::optional<evidence::CalibrationScore> agreement, recorded, seen;
  std::optional<evidence::CalibrationScore> together;  ///< agreement and seen: statements that can be false
  SealedScore sealed;                                  ///< of all sealed statements that are known by now
  std::vector<std::string> limits;                     ///< what the scores cannot show, a sentence each
};

/// What is scored: whether a settlement was reached, whether the one that came would be accepted (always
/// true), and which watch items were seen. Hidden types are never recorded; they are scored by what they
/// predict, through the watch items. That a settlement exists is necessary, not sufficient, for one to be
/// reached, so a high chance that a deal exists where none came is scored as the error that it need not be:
/// the limits say so. No answer if no case has a recorded outcome, or for one of them as settle().
/// @throws std::invalid_argument as settle(); Stopped.
/// `ledgers`: [case] what was sealed of each, as far as there are any.
Answer<ScoreResult> score_cases(const std::vector<Case>& cases, const ScoreOptions& options = {},
                                const RunControl& control = {}, const std::vector<Ledger>& ledgers = {});

}  // namespace offramp
