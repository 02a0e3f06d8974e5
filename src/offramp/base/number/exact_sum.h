// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace offramp {

/// A sum of doubles without any rounding until it is read: a fixed-point number wide enough for all of them
/// (Kulisch 1971). The order of adding does not matter, so parts of a sum may be made anywhere and added in
/// any order. 600 bytes.
class ExactSum {
 public:
  /// Numbers that are infinite or none spoil the sum: value() is NaN from then on.
  void add(double x);
  /// whole * 2^exponent; |whole| < 2^63, exponent from -1100 to 1000.
  void add_whole(std::int64_t whole, int exponent);
  void add(const ExactSum& other);
  /// Asks the memory for the words of numbers of common sizes, some time before an addition.
  void prefetch() const {
    constexpr std::size_t kOnes = 1100 / 32;  // the word that counts ones
    __builtin_prefetch(&words_[kOnes - 2], 1);
    __builtin_prefetch(&words_[kOnes + 2], 1);
  }
  /// The sum, within one unit in the last place; infinite if it is beyond all doubles.
  double value() const;

  /// The state as whole numbers, equal for equal sums; for writing it down.
  static constexpr std::size_t kWords = 70;
  std::array<std::int64_t, kWords> words() const;
  static ExactSum from_words(const std::array<std::int64_t, kWords>& words, bool spoiled);
  bool spoiled() const { return spoiled_; }

 private:
  void carry();
  void put(std::uint64_t digits, bool negative, int shift);
  // Word i counts 2^(32 i - 1100); all but the last lie in [0, 2^32) after carry().
  std::array<std::int64_t, kWords> words_{};
  std::uint32_t pending_ = 0;  // additions since the last carry
  bool spoiled_ = false;
};

}  // namespace offramp
