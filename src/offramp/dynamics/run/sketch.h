// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
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
/// many there are: 2.5 kB for each octave that is met.
class Sketch {
 public:
  /// Not for NaN. Numbers below 2^-1000 in size count as 0.
  void add(double x);
  void add(std::span<const double> numbers);
  void add(const Sketch& other);
  /// `add` in two halves, for many sketches in turn: the first asks the memory for the counts, so that they
  /// are at hand when the second comes. Nothing else may be added in between. At most 64 numbers.
  void find(std::span<const double> numbers, std::span<std::uint32_t> places);
  void count_at(std::span<const std::uint32_t> places);
  /// Asks the memory for what `find` reads.
  void prefetch() const;
  void add_cell(std::int32_t cell, std::uint64_t count);

  std::uint64_t count() const { return count_; }
  /// The middle of the cell in which the share p of the numbers is reached. Requires that there are numbers.
  double quantile(double p) const;
  /// How many lie in the cell of x.
  std::uint64_t count_of(double x) const;
  /// Cells that hold anything, rising.
  std::map<std::int32_t, std::uint64_t> cells() const;

  /// Rises with x.
  static std::int32_t cell_of(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t size = bits & ~(std::uint64_t{1} << 63);
    // Without branches: signs and zeros follow no pattern that a processor could foresee.
    const std::uint64_t counts = 0 - static_cast<std::uint64_t>(size >= kSmallest);
    const auto cell = static_cast<std::int32_t>((size & counts) >> (52 - kDigits));
    const auto sign = -static_cast<std::int32_t>(bits >> 63);
    return (cell ^ sign) - sign;
  }
  static double middle(std::int32_t cell);

 private:
  static constexpr int kDigits = 8;                                    // behind the leading one
  static constexpr std::uint64_t kSmallest = std::uint64_t{23} << 52;  // the bits of 2^-1000
  static constexpr std::size_t kPage = 256;
  static constexpr std::size_t kNear = 32;
  static constexpr std::uint32_t kNoPage = 0xffffffff;
  // Where an octave's page begins, for octaves met lately; neighbours in size have places of their own.
  struct Near {
    std::int32_t octave = 0;
    std::uint32_t page = kNoPage;
  };
  // The page of an octave, from the place for octaves of its kind if it was met lately.
  std::uint32_t page(std::int32_t octave) {
    const Near& near = near_[near_of(octave)];
    return near.page != kNoPage && near.octave == octave ? near.page : far_page(octave);
  }
  static std::size_t near_of(std::int32_t octave) {
    return (static_cast<std::uint32_t>(octave) & 15u) | (octave < 0 ? 16u : 0u);
  }
  std::uint32_t far_page(std::int32_t octave);
  void empty_small();

  // A page of counts for each octave that was met. What is added goes to 16-bit counts first, so that many
  // sketches fit into a cache, and from there to large_, which has the same places, before one runs over.
  std::vector<std::uint16_t> small_;
  std::vector<std::uint64_t> large_;
  std::map<std::int32_t, std::uint32_t> pages_;  // [octave] where its page begins
  std::array<Near, kNear> near_{};
  std::uint32_t room_ = 0xffff;  // what may be added before a small count could run over
  std::uint64_t count_ = 0;
};

}  // namespace offramp::dynamics
