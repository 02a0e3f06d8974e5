// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/progress.h"
#include "offramp/sensitivity/design.h"
#include "offramp/sensitivity/table.h"

namespace offramp::sensitivity {

/// One end of a bar: the output given the input's value there.
struct TornadoEnd {
  double input = 0.0;  ///< the input's value; a level number if categorical; a quantile level by callback
  Estimate output;     ///< mean output given that value
  std::size_t worlds = 0;
};

struct TornadoBar {
  std::size_t input = 0;
  /// The input at its p5 and p95; for a categorical input the levels with the lowest and highest mean output.
  TornadoEnd low, high;
  double swing = 0.0;        ///< high.output - low.output
  bool significant = false;  ///< swing beyond 2.6 standard errors of it (1 % two-sided)
};

/// Bars in order of decreasing |swing|, constant inputs left out. From the table: a straight line through the
/// worlds within `window` of each quantile level, read off at the level (local linear regression, uniform
/// kernel). Exact for a mean that is linear in the quantile level over the window.
struct TornadoOptions {
  double low = 0.05, high = 0.95;
  double window = 0.05;  ///< half width in quantile level
};
/// @throws std::invalid_argument for a malformed table, or low, high outside 0 < low < high < 1.
std::vector<TornadoBar> tornado(const Table& table, std::span<const double> output,
                                const TornadoOptions& options = {});

/// By callback, exactly at the two levels: `at_median` with all others at their median (standard errors 0),
/// `averaged` over a scrambled Sobol sample of the others. Both in order of input.
struct CallbackTornado {
  std::vector<TornadoBar> at_median, averaged;
  std::size_t model_runs = 0;
};
CallbackTornado tornado_by_model(std::size_t dimensions, const UnitModel& model, std::size_t points,
                                 std::uint64_t seed, const TornadoOptions& options = {},
                                 const RunControl& control = {});

/// Mean output on a grid of two inputs' classes: cell (row, column) at row * columns + column.
struct TwoWayMap {
  std::size_t a = 0, b = 0;
  std::size_t rows = 0, columns = 0;
  std::vector<double> a_low, a_high, b_low, b_high;  ///< smallest and largest value in each class
  std::vector<double> mean;                          ///< 0 where the count is 0
  std::vector<double> standard_error;                ///< of the mean; 0 where the count is below 2
  std::vector<std::size_t> count;
};
/// @throws std::invalid_argument for a malformed table, a == b or out of range, or classes == 0.
TwoWayMap two_way_map(const Table& table, std::span<const double> output, std::size_t a, std::size_t b,
                      std::size_t classes = 8);

}  // namespace offramp::sensitivity
