// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp::bargaining {

/// A set of positions below `size`, as a tree of 64-bit words: successor and predecessor in
/// log_64(size) steps.
class BitTree {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};
  /// The empty set.
  explicit BitTree(std::size_t size) {
    do {
      size = (size + 63) / 64;
      levels_.emplace_back(size, 0);
    } while (size > 1);
  }
  /// at < size; nothing happens if it is a member already.
  void insert(std::size_t at) {
    for (auto& level : levels_) {
      level[at / 64] |= std::uint64_t{1} << (at % 64);
      at /= 64;
    }
  }
  /// at must be a member. A word above is cleared only once all below it are empty.
  void erase(std::size_t at) {
    for (auto& level : levels_) {
      level[at / 64] &= ~(std::uint64_t{1} << (at % 64));
      if (level[at / 64] != 0) return;
      at /= 64;
    }
  }
  /// Least member >= at, or kNone.
  std::size_t successor(std::size_t at) const {
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      if (at / 64 >= levels_[k].size()) return kNone;
      const std::uint64_t rest = levels_[k][at / 64] >> (at % 64);
      if (rest != 0) {
        at += static_cast<std::size_t>(std::countr_zero(rest));
        while (k-- > 0) at = at * 64 + static_cast<std::size_t>(std::countr_zero(levels_[k][at]));
        return at;
      }
      at = at / 64 + 1;
    }
    return kNone;
  }
  /// Largest member < at, or kNone.
  std::size_t predecessor(std::size_t at) const {
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      const std::uint64_t rest =
          at % 64 == 0 ? 0 : levels_[k][at / 64] & ((std::uint64_t{1} << (at % 64)) - 1);
      if (rest != 0) {
        at = at / 64 * 64 + 63 - static_cast<std::size_t>(std::countl_zero(rest));
        while (k-- > 0) at = at * 64 + 63 - static_cast<std::size_t>(std::countl_zero(levels_[k][at]));
        return at;
      }
      at /= 64;
    }
    return kNone;
  }

 private:
  // Level 0: a bit a position. Each level above: a bit for each word below that is not 0; the last is one
  // word.
  std::vector<std::vector<std::uint64_t>> levels_;
};

/// The maximal pairs (second, third) seen so far; second below `size`. What triples in falling order of their
/// first number need: a triple is maximal if its pair is not covered when it comes (Kung, Luccio and
/// Preparata 1975).
class Staircase {
 public:
  explicit Staircase(std::size_t size) : steps_(size), third_(size, 0) {}
  /// Adds the pair unless one already there is at least as large in both.
  bool add(std::size_t second, std::uint64_t third) {
    const std::size_t next = steps_.successor(second);
    if (next != BitTree::kNone && third_[next] >= third) return false;
    for (std::size_t at = steps_.predecessor(second); at != BitTree::kNone && third_[at] <= third;
         at = steps_.predecessor(at)) {
      steps_.erase(at);
    }
    steps_.insert(second);
    third_[second] = third;
    return true;
  }

 private:
  BitTree steps_;                     // the seconds of the maximal pairs
  std::vector<std::uint64_t> third_;  // [second] of a step
};

}  // namespace offramp::bargaining
