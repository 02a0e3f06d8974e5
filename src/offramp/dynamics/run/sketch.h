// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace offramp::dynamics {

/// How often numbers fell into cells that are 1/256 of an octave's lower end wide: the first 9 binary digits
/// of a number are its cell. A quantile read from it lies within 1/512 of the true one, relative (after
/// Masson, Rim and Lee 2019, DDSketch, with the digits in place of a logarithm). Counts are whole, so
/// sketches add up to the same one in any order. Memory grows with the range of the numbers, not with how
/// many there are: 2 kB for each octave that is met.
class Sketch {
 public:
  /// Not for NaN. Numbers below 2^-1000 in size count as 0.
  void add(double x) { add_cell(cell_of(x), 1); }
  void add(std::span<const double> numbers);
  void add(const Sketch& other);
  void add_cell(std::int32_t cell, std::uint64_t count);

  std::uint64_t count() const { return count_; }
  /// The middle of the cell in which the share p of the numbers is reached. Requires that there are numbers.
  double quantile(double p) const;
  /// How many lie in the cell of x.
  std::uint64_t count_of(double x) const;
  /// Cells that hold anything, rising.
  std::map<std::int32_t, std::uint64_t> cells() const;

  static std::int32_t cell_of(double x);  ///< rises with x
  static double middle(std::int32_t cell);

 private:
  static constexpr std::size_t kPage = 256;
  struct Page {
    std::int32_t octave = 0;
    std::vector<std::uint64_t> counts;  // of its cells
  };
  Page& page(std::int32_t octave);
  std::vector<Page> pages_;  // by octave
  std::size_t last_ = 0;     // the page met last: neighbours in time are mostly neighbours in size
  std::uint64_t count_ = 0;
};

}  // namespace offramp::dynamics
