// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp::bargaining {

/// A packed key of up to 128 bits; 64 suffice for most problems.
__extension__ using Key128 = unsigned __int128;

/// One 64-bit limb for each party, where 128 bits are too few; ordered lexicographically, added limb by limb.
/// No limb may overflow: sums of a scaled problem stay below 2^53.
template <std::size_t N>
struct KeyLimbs {
  std::array<std::uint64_t, N> limb{};
  friend auto operator<=>(const KeyLimbs&, const KeyLimbs&) = default;
  friend KeyLimbs operator+(KeyLimbs a, const KeyLimbs& b) {
    for (std::size_t i = 0; i < N; ++i) a.limb[i] += b.limb[i];
    return a;
  }
  friend KeyLimbs operator-(KeyLimbs a, const KeyLimbs& b) {
    for (std::size_t i = 0; i < N; ++i) a.limb[i] -= b.limb[i];
    return a;
  }
};

/// How a vector of whole numbers >= 0, one for each party, is packed into one key whose order is the
/// lexicographic order of the vectors and whose sum is the key of the sum: party 0 in the highest bits.
struct KeyLayout {
  std::vector<unsigned> bits;   ///< for each party
  std::vector<unsigned> shift;  ///< of its lowest bit, in packed keys

  /// `largest`: the largest value of each party that any sum may have.
  explicit KeyLayout(const std::vector<std::uint64_t>& largest) {
    unsigned at = 0;
    bits.resize(largest.size());
    shift.resize(largest.size());
    for (std::size_t p = largest.size(); p-- > 0;) {
      while (bits[p] < 64 && (largest[p] >> bits[p]) != 0) ++bits[p];
      if (bits[p] == 0) bits[p] = 1;
      shift[p] = at;
      at += bits[p];
    }
  }
  /// Bits of a packed key: which type of key will do.
  unsigned total() const { return shift.front() + bits.front(); }

  /// value[party], at most `largest`.
  template <class Key>
  Key pack(const std::uint64_t* value) const {
    Key key{};
    for (std::size_t p = 0; p < bits.size(); ++p) put(key, p, value[p]);
    return key;
  }
  /// Sets the value of a party that is still 0 in the key.
  template <class Key>
  void put(Key& key, std::size_t party, std::uint64_t value) const {
    key = static_cast<Key>(key | (static_cast<Key>(value) << shift[party]));
  }
  template <std::size_t N>
  void put(KeyLimbs<N>& key, std::size_t party, std::uint64_t value) const {
    key.limb[party] = value;
  }
  template <class Key>
  std::uint64_t get(const Key& key, std::size_t party) const {
    const std::uint64_t mask = bits[party] == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits[party]) - 1;
    return static_cast<std::uint64_t>(key >> shift[party]) & mask;
  }
  template <std::size_t N>
  std::uint64_t get(const KeyLimbs<N>& key, std::size_t party) const {
    return key.limb[party];
  }
};

}  // namespace offramp::bargaining
