// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace offramp::bargaining {

/// What is maximised, as a function of the vector of gains (utility minus reservation, in whole units of
/// each party). Three families cover all fairness ideas:
///  - product: product of gain_i ^ weight_i over the parties with weight > 0, gains >= 0;
///  - leximin: first the smallest z_i = (gain_i - origin_i) / step_i, then the second smallest ...;
///  - sum: sum of weight_i gain_i.
/// The level of a gain vector is a concave number that never orders two vectors against the objective:
/// the weighted geometric mean, the smallest z_i, the sum.
struct Objective {
  enum class Family { product, leximin, sum };
  Family family = Family::sum;
  std::vector<double> weight;      ///< product and sum; 0 leaves a party out
  std::vector<double> origin;      ///< leximin
  std::vector<double> step;        ///< leximin; 0 leaves a party out
  double tie = 0.0;                ///< leximin: z_i closer than this are equal (origins that are not whole)
  std::vector<double> least_gain;  ///< a vector with less for some party is no candidate; -infinity: any

  std::size_t parties() const { return least_gain.size(); }
  bool admits(const double* gain) const;
  double level(const double* gain) const;
  /// Negative: a is worse than b; 0: they tie. Exact for products with equal weights (big integers) and
  /// for sums of whole numbers below 2^53; z_i are correctly rounded quotients, compared exactly. Products
  /// with unequal weights and other sums tie within a relative 1e-12.
  int compare(const double* a, const double* b) const;
};

}  // namespace offramp::bargaining
