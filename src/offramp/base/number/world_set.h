// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp {

/// How many bits are set, by sums in parallel (Warren, Hacker's Delight, 2nd edition 2012, section 5-1):
/// compilers that may not assume a machine's own instruction call a function for std::popcount, and cannot
/// take several words at once.
constexpr std::uint64_t count_bits(std::uint64_t x) {
  x -= (x >> 1) & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
  x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  return (x * 0x0101010101010101u) >> 56;
}

/// A set of worlds out of 0 .. worlds() - 1, as bits: 64 worlds to a word, world 0 in the lowest bit of the
/// first. Bits beyond the last world are never set, so that words can be counted as they are. Operations on
/// two sets need sets over equally many worlds.
class WorldSet {
 public:
  WorldSet() = default;  ///< over no world
  /// No world of so many.
  explicit WorldSet(std::size_t worlds) : worlds_(worlds), words_((worlds + 63) / 64, 0) {}
  /// Every world of so many.
  static WorldSet all(std::size_t worlds) {
    WorldSet set(worlds);
    for (std::uint64_t& word : set.words_) word = ~std::uint64_t{0};
    if (worlds % 64 != 0) set.words_.back() >>= 64 - worlds % 64;
    return set;
  }

  std::size_t worlds() const { return worlds_; }  ///< over how many worlds, in the set or not
  /// world < worlds()
  bool contains(std::size_t world) const { return (words_[world / 64] >> (world % 64) & 1u) != 0; }
  void insert(std::size_t world) { words_[world / 64] |= std::uint64_t{1} << (world % 64); }
  void clear() { words_.assign(words_.size(), 0); }

  /// How many worlds are in the set.
  std::size_t count() const {
    std::uint64_t sum = 0;
    for (const std::uint64_t word : words_) sum += count_bits(word);
    return static_cast<std::size_t>(sum);
  }
  bool empty() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return false;
    }
    return true;
  }

  WorldSet& operator|=(const WorldSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
    return *this;
  }
  WorldSet& operator&=(const WorldSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    return *this;
  }
  /// Takes out what is in `other`.
  WorldSet& operator-=(const WorldSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
    return *this;
  }
  friend bool operator==(const WorldSet&, const WorldSet&) = default;

  /// Which of the worlds begin .. end - 1 are in the set, numbered anew from 0. begin <= end <= worlds()
  WorldSet between(std::size_t begin, std::size_t end) const {
    WorldSet part(end - begin);
    for (std::size_t world = begin; world < end; ++world) {
      if (contains(world)) part.insert(world - begin);
    }
    return part;
  }

  /// The words, for loops over several sets at once. Whoever writes keeps bits beyond the last world 0.
  std::size_t words() const { return words_.size(); }
  std::uint64_t word(std::size_t index) const { return words_[index]; }
  std::uint64_t& word(std::size_t index) { return words_[index]; }
  std::uint64_t* data() { return words_.data(); }
  const std::uint64_t* data() const { return words_.data(); }

 private:
  std::size_t worlds_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace offramp
