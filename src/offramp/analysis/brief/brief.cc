// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/brief/brief.h"

namespace offramp {

Answer<BriefResult> brief(CaseRun& run) {
  const Answer<SettleResult>& settled = settle(run);
  if (!settled) return settled.reason();
  BriefResult result;
  result.settled = &*settled;
  if (!run.c().evidence.empty()) result.belief = &*read_evidence(run);
  const Answer<WeighResult>& weighed = weigh(run);
  if (weighed) result.weighed = &*weighed;
  return result;
}

}  // namespace offramp
