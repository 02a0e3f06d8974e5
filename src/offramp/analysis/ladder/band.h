// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/standing/result.h"

namespace offramp {

/// Of a run that has settled. @throws Stopped.
Band modelling_band(CaseRun& run, const SettleResult& settled);

}  // namespace offramp
