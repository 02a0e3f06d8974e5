// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/standing/result.h"

namespace offramp {

/// Of a run that has settled. @throws Stopped.
Band modelling_band(CaseRun& run, const SettleResult& settled);

/// [Rung] The ladder if words counted so, as far as the answer and its band know; nothing if neither does.
std::optional<std::array<double, kRungs>> under_reading(const SettleResult& settled, Credence words);

}  // namespace offramp
