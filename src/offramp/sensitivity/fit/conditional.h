// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "offramp/base/number/stats.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// Classes of one input: bin[world]. Worlds with equal values always share a class, so that the classes do
/// not depend on the numbering of worlds. A discrete input has one class per distinct value; others are cut
/// into about `count` classes of equally many worlds. No class is empty.
struct Bins {
  std::vector<std::uint32_t> bin;     ///< [world]
  std::vector<std::uint32_t> counts;  ///< [bin]
  std::vector<double> level;          ///< [bin]: mean quantile level of its worlds, in (0, 1)
  bool discrete = false;

  std::size_t size() const { return counts.size(); }
};
Bins make_bins(const Ranking& ranking, std::size_t count);
/// About n^(1/3) classes, from 4 to 64.
std::size_t default_bin_count(std::size_t worlds);

/// The conditional mean of an output given one input: in every class a straight line in the quantile level
/// (a constant for discrete inputs and for classes of fewer than 8 worlds).
class ConditionalMean {
 public:
  /// `output` is that of worlds first, first + 1, ...; the others play no part, but `at` answers for all. In
  /// a class without any of these worlds it is their mean.
  ConditionalMean(const Ranking& ranking, const Bins& bins, std::span<const double> output,
                  std::size_t first = 0);

  double at(std::size_t world) const {
    const std::size_t bin = bins_->bin[world];
    return means_[bin] + slopes_[bin] * (ranking_->level(ranking_->group[world]) - levels_[bin]);
  }
  double mean() const { return mean_; }
  /// Variance of the output over worlds (divided by n).
  double total_variance() const { return total_; }
  /// Variance of the conditional mean, in-sample: biased upwards by noise.
  double raw_explained() const { return explained_; }
  /// The same less its expectation under noise, (parameters - 1) / n residual variances; as Kelley's
  /// epsilon-squared corrects the correlation ratio. Unbiased for equal noise; may be below 0.
  double explained() const { return explained_ - noise(); }
  double noise() const;
  /// Residual variance, unbiased.
  double residual_variance() const;
  std::size_t parameters() const { return parameters_; }

 private:
  const Ranking* ranking_;
  const Bins* bins_;
  std::size_t worlds_ = 0;
  std::vector<double> means_, slopes_, levels_;
  double mean_ = 0.0, total_ = 0.0, explained_ = 0.0;
  std::size_t parameters_ = 0;
};

/// Variance of the conditional mean given an input by the rank estimator: the mean product of outputs that
/// are neighbours in the order of the input, less the squared mean (Gamboa, Gremaud, Klein and Lagnoux
/// 2022, "Global sensitivity analysis: a novel generation of mighty estimators based on rank statistics").
/// Deviation: neighbours within equal values are averaged over all their orders, so that the numbering of
/// worlds does not matter.
/// Needs independent worlds. On scrambled Sobol points, worlds that are neighbours in one input are arranged
/// in the others, and the estimate is biased (docs/decisions/0020): there use ConditionalMean.
double rank_explained(const Ranking& ranking, std::span<const double> output);

}  // namespace offramp::sensitivity
