// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/base/progress.h"
#include "offramp/base/share.h"
#include "offramp/case/case.h"
#include "offramp/evidence/calibration.h"

/// `read --score`: how well cases with a recorded outcome were judged beforehand.
namespace offramp {

struct ScoreOptions {
  std::uint64_t seed = 1;
  std::size_t worlds = 4096;
  std::size_t bins = 10;  ///< of the reliability table
};

/// One case's forecasts, made from what was known as of its date.
struct CaseScore {
  std::string file, title;
  Share agreement;          ///< chance that some settlement is accepted by every veto player
  Share recorded_accepted;  ///< chance that the recorded settlement is accepted by every veto player
  std::size_t rank = 0;     ///< of the recorded settlement among the feasible ones; 0: the case rules it out
  std::size_t feasible = 0;
};

struct ScoreResult {
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  std::vector<CaseScore> cases;       ///< with a recorded outcome, in the order given
  std::vector<std::string> unscored;  ///< titles of cases without one
  /// Two forecasts, each scored by itself because both concern the same case: "there is a settlement that all
  /// veto players accept", and "all veto players accept the one that came". Absent without cases.
  std::optional<evidence::CalibrationScore> agreement, recorded;
  std::vector<std::string> limits;  ///< what the scores cannot show, a sentence each
};

/// What is scored: a recorded outcome is a settlement that its parties accepted, so both statements came true
/// in every scored case. Hidden types are never recorded and are not scored. So the scores punish doubt about
/// agreements that came, and cannot punish belief in agreements that did not: the limits say so.
/// @throws std::invalid_argument as settle(); Stopped.
ScoreResult score_cases(const std::vector<Case>& cases, const ScoreOptions& options = {},
                        const RunControl& control = {});

}  // namespace offramp
