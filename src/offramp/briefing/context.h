// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/settle.h"
#include "offramp/case/case.h"

namespace offramp::briefing {

/// What sections and figures are made from. Both outlive the composing.
struct Context {
  const Case& c;
  const SettleResult& result;
};

}  // namespace offramp::briefing
