// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/weigh/flip_fields.h"

/// Shares of the variance in the answer of `weigh`, from the table and by design, field by field
/// (describe/fields.h).
namespace offramp::briefing {

struct IndicesRowOf {
  const WeighResult* result = &nothing<WeighResult>();
  const sensitivity::Indices* indices = &nothing<sensitivity::Indices>();
  std::size_t input = 0;
};

struct DesignOutputOf {
  const WeighResult* result = &nothing<WeighResult>();
  std::size_t output = 0;
};

struct DesignGroupOf {
  const WeighResult* result = &nothing<WeighResult>();
  const sensitivity::DesignIndices* indices = &nothing<sensitivity::DesignIndices>();
  std::size_t group = 0;
};

template <class V>
void fields(V& v, const IndicesRowOf& of) {
  const sensitivity::InputIndices& own = at_or_nothing(of.indices->inputs, of.input);
  const WeighInput& input = at_or_nothing(of.result->inputs, of.input);
  v("input", input.id, "which input");
  v("first", own.first, "first-order index");
  v.maybe("total", input.through ? nullptr : &own.total,
          "total index; null where the input acts through another");
  v("total_reliable", own.total_reliable, "whether the total can be rested on");
  v("delta", own.delta, "Borgonovo's");
  v("regression", own.regression, "standardised coefficient, or null");
  v("rank_regression", own.rank_regression, "the same on ranks, or null");
  v.when(!own.reason.empty(), "reason", own.reason, "why the total is not reliable");
}

}  // namespace offramp::briefing
