// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/surrogate.h"
#include "offramp/sensitivity/fit/table.h"
#include "offramp/sensitivity/measure/delta.h"

namespace offramp::sensitivity {

struct IndexOptions {
  SurrogateOptions surrogate;
  DeltaOptions delta;
  std::size_t bins = 0;             ///< classes of the first-order estimate; 0: default_bin_count
  double unexplained_limit = 0.1;   ///< totals are flagged when more of the variance is left over
  double named_interaction = 0.01;  ///< smallest share of variance at which a pair is worth naming
  double correlation_limit = 0.1;   ///< inputs more correlated than this are said to be dependent
};

/// Everything about one input. Shares are of the output's variance.
struct InputIndices {
  bool constant = false;  ///< the input does not vary: all numbers are 0
  Estimate first;         ///< S_i; may be slightly below 0, as any unbiased estimate of 0
  /// S_Ti: first order and all interactions found. `high` includes the variance that nothing explained.
  Estimate total;
  Estimate delta;                           ///< Borgonovo
  std::optional<Estimate> regression;       ///< standardised regression coefficient
  std::optional<Estimate> rank_regression;  ///< the same on ranks
  bool total_reliable = true;
  std::string reason;  ///< why not
};

struct PairIndex {
  std::size_t a = 0, b = 0;  ///< inputs, a < b
  Estimate share;            ///< S_ab: closed index of the pair less both first orders
};

struct Indices {
  bool available = false;  ///< false: no index can be given; see message
  std::string message = "indices were not computed";
  std::size_t worlds = 0;
  double mean = 0.0;
  double variance = 0.0;  ///< of the output, divided by n
  std::vector<InputIndices> inputs;
  std::vector<PairIndex> interactions;  ///< worth naming only, largest first
  double first_order_sum = 0.0;
  double unexplained =
      0.0;  ///< share of variance in no first order and no pair found, or misjudged; at least 0
  double linear_r_squared = 0.0, rank_r_squared = 0.0;
  double strongest_correlation = 0.0;  ///< between ranks of two inputs
  std::size_t correlated_a = 0, correlated_b = 0;
  bool totals_by_cut = false;  ///< a 0/1 output whose totals come from classified_totals
  bool needs_design = false;   ///< given data is too noisy or too rough; sample by design instead
  std::vector<std::string> warnings;
};

/// Variance-based and moment-independent importance of every input for one output, from the table alone:
/// no model run. y is real or 0/1.
///
/// First order: correlation ratio in equal classes of the input with a line in each (given-data estimators:
/// Plischke 2012, "How to compute variance-based sensitivity indicators with your spreadsheet software"), cut
/// again at steps, as first_order.h has it; computed on the output less the part that a sparse polynomial
/// expansion attributes to other inputs and pairs (a control variate: its mean given x_i is 0 for
/// independent inputs).
/// Total: first order plus the pair shares of the expansion (Sudret 2008) plus two-way binned interaction of
/// its residual where that is above noise. Interactions of three or more inputs are not sought; the variance
/// left over widens the interval upwards and, above `unexplained_limit`, flags the totals.
/// A 0/1 output with that much left over gets its totals from classified.h instead when that misjudges less;
/// their interval is the value -+ the misjudged share of variance (heuristic: it held in every case measured,
/// see docs/decisions/0020-sensitivity-estimators.md). Assumes independent inputs; if two are correlated it
/// says so and drops the control variate.
///
/// Cost O(n d) per stage but one: the screen of all pairs, O(n d^2).
/// @throws std::invalid_argument for a malformed table or output, Stopped when stopped.
Indices given_data_indices(const Table& table, std::span<const double> output,
                           const IndexOptions& options = {}, const RunControl& control = {});

}  // namespace offramp::sensitivity
