// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/standing/result.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/share.h"
#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"

/// `settle`: which settlements could all veto players prefer to fighting on?
namespace offramp {

struct SettleOptions {
  std::size_t top = 10;             ///< settlements listed; at least 1
  double enumeration_limit = 1e7;   ///< a space with more raw settlements is searched instead, with proof
  std::size_t robust_worlds = 256;  ///< worst case and tail are taken over at most so many worlds
};

/// The answer over the worlds of a run, as its SettleOptions say; worked out at the first call. No answer for
/// a case without veto player, with a veto player that has no interests or no-deal value, or whose logic no
/// settlement obeys. @throws std::invalid_argument for options out of range; Stopped.
const Answer<SettleResult>& settle(CaseRun& run);

/// The same on any worlds, nothing being known of evidence: `types_from_evidence` stays false and by_type's
/// prior and posterior are the shares of worlds.
Answer<SettleResult> settle_worlds(const Case& c, const WorldTable& table, const SettleOptions& options,
                                   const RunControl& control = {});

}  // namespace offramp
