// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace offramp {

/// Iterative proportional fitting: the table that has given one-dimensional margins and goes together as a
/// given one does. Every odds ratio of the given table is kept, only what each axis brings alone changes: the
/// result is the given cell times one multiplier for each of its coordinates (Deming and Stephan 1940; it
/// is the table nearest to the given one in information, Csiszar 1975).
///
/// Axes are swept one after the other until the margins are met. A table without zeros has exactly one
/// result; the sweeps come closer by a steady factor, slowly where odds ratios are extreme (for a 2 by 2
/// table of ratio t with even margins, by ((sqrt(t) - 1) / (sqrt(t) + 1))^2 a sweep).
///
/// Not safe to share between threads: it keeps room for its sums, so that fitting allocates nothing.
class ProportionalFit {
 public:
  /// How far a margin may miss, absolutely, when it counts as met.
  static constexpr double kTolerance = 1e-13;
  static constexpr std::size_t kMaxSweeps = 20'000;

  /// How many places each axis has, at least 1; cells run in mixed radix, the last axis fastest.
  explicit ProportionalFit(std::vector<std::size_t> counts);

  std::size_t cells() const { return cells_; }
  /// Places of all axes together: the size of margins and multipliers.
  std::size_t places() const { return sums_.size(); }

  /// Fits `table` (cells() numbers, >= 0 and finite) in place to `margins`: for one axis after the other a
  /// share
  /// >= 0 for each place, summing to 1. Writes the multiplier of each place; of a place whose share is 0, 0.
  /// False, with the nearest that was reached, if the margins are not met within kMaxSweeps: then zeros of
  /// the table are in the way, or its odds are too extreme for the arithmetic.
  bool fit(std::span<double> table, std::span<const double> margins, std::span<double> multipliers);

 private:
  void sum_axis(std::span<const double> table, std::size_t axis);
  void scale_axis(std::span<double> table, std::size_t axis, std::span<const double> ratios) const;

  std::vector<std::size_t> counts_, stride_, first_;  // of each axis
  std::size_t cells_ = 1;
  std::vector<double> sums_, ratios_;
};

}  // namespace offramp
