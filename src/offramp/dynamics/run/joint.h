// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace offramp::dynamics {

/// Paths counted by two variables at one time, in cells 1/8 of an octave's lower end wide: the first four
/// binary digits of each number (run/sketch.h has nine). Whole numbers below 16 in size are cells of their
/// own. Counts add up in any order, and memory grows with the range of the numbers alone.
struct JointTable {
  using Cell = std::pair<std::int32_t, std::int32_t>;
  std::string first, second;
  double time = 0.0;
  std::map<Cell, std::uint64_t> cells;

  void add(double a, double b) { ++cells[{cell_of(a), cell_of(b)}]; }
  void add(const JointTable& other);

  static std::int32_t cell_of(double x);  ///< rises with x; not for NaN
  static double middle(std::int32_t cell);

  /// Shares of paths by thirds of each variable, [third of the first][third of the second]: a cell belongs to
  /// the third in which the middle of its ranks lies. All 1/9 where neither says anything about the other and
  /// no cell is large. Requires that there are paths.
  std::vector<std::vector<double>> thirds() const;
};

/// Which of two events happened on how many paths.
struct EventPair {
  std::uint64_t both = 0;   ///< both happened
  std::uint64_t first = 0;  ///< both happened, and the first of the two strictly before the second
};

}  // namespace offramp::dynamics
