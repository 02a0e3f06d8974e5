// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "offramp/analysis/read/read.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// The whole BeliefResult as JSON; shape in docs/json.md. Parties, types, items and watches by their
/// identifiers. Beliefs are {"mean", "p5", "p50", "p95"}: probabilities in [0, 1], decibans, bits as named.
/// Infinite decibans (a type of prior 0) are written as null.
nlohmann::ordered_json read_json(const Case& c, const BeliefResult& result);

}  // namespace offramp::briefing
