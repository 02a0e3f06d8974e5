// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/table.h"
#include "offramp/sensitivity/measure/model.h"

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
  double swing_error = 0.0;  ///< standard error of the swing
  /// What |swing| must exceed to be told from nought: an input without effect does so, in any of the table's
  /// bars, with chance TornadoOptions::false_alarm. 0 by callback, where the ends are not estimates.
  double noise_floor = 0.0;
  bool significant =
      false;          ///< |swing| beyond noise_floor, or two other levels of the input as clearly apart
  bool held = false;  ///< ends are the model's own, run again with the input held; not read from the table
};

/// Bars in order of decreasing |swing|, constant inputs left out. From the table: a straight line in the
/// input's value through the worlds within `window` of each quantile level, read off at that quantile (local
/// linear regression, uniform kernel). Exact for a mean that is linear in the value over the window. Standard
/// errors of the ends are those of independent worlds, and more where a quarter or a sixteenth of the window
/// says clearly otherwise: there the output steps or bends, and what the line says at the quantile is that
/// much unsure.
///
/// Noise floor: of an idle input both ends are means of worlds picked without regard to the output, so that
/// the swing's variance is known, and no input's own scatter enters (no rare outcome looks certain because
/// ten worlds agree on it). The normal quantile is that of `false_alarm` shared among all bars and, in a
/// categorical bar, among all pairs of levels (Bonferroni), with the terms of Cornish and Fisher (1938) for
/// the output's skewness and kurtosis.
struct TornadoOptions {
  double low = 0.05, high = 0.95;
  double window = 0.05;       ///< half width in quantile level
  double false_alarm = 0.05;  ///< over the whole table, in (0, 1)
};
/// @throws std::invalid_argument for a malformed table, low, high outside 0 < low < high < 1, window not
/// above 0, or false_alarm outside (0, 1).
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
