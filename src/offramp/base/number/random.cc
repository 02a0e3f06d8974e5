// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/random.h"

#include <Random123/philox.h>

#include <algorithm>
#include <bit>
#include <boost/random/sobol.hpp>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/elementary.h"

namespace offramp {
namespace {

constexpr std::uint32_t kScrambleStream = 0x5c7a3b1eu;
constexpr std::uint32_t kOrderStream = 0x2f6e1d09u;

std::array<std::uint32_t, 4> philox(std::uint64_t seed, std::array<std::uint32_t, 4> counter) {
  const r123::Philox4x32::key_type key = {
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const r123::Philox4x32::ctr_type count = {{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::ctr_type drawn = r123::Philox4x32()(count, key);
  return {drawn[0], drawn[1], drawn[2], drawn[3]};
}

double unit_of(std::uint32_t digits) {
  return (static_cast<double>(digits) + 0.5) * 0x1p-32;
}

double open_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t cell = (static_cast<std::uint64_t>(high) << 20) | (low >> 12);
  return (static_cast<double>(cell) + 0.5) * 0x1p-52;
}

// Owen's scrambling of 32 binary digits. The tree is cut into slices of kSlice levels; the 127 nodes of
// one slice take their bits from the 128 bits of a single draw, keyed by the digits above the slice.
constexpr unsigned kSlice = 7;
using NodeBits = std::array<std::uint32_t, 4>;

template <class BitsOf>
std::uint32_t owen_scramble(std::uint32_t digits, BitsOf bits_of) {
  std::uint32_t scrambled = digits;
  for (unsigned level = 0; level < 32; level += kSlice) {
    const NodeBits bits = bits_of(level, level == 0 ? 0 : digits >> (32 - level));
    std::uint32_t node = 1;  // heap order inside the slice
    for (unsigned bit = level; bit < std::min(level + kSlice, 32u); ++bit) {
      const std::uint32_t digit = (digits >> (31 - bit)) & 1u;
      scrambled ^= ((bits[node / 32] >> (node % 32)) & 1u) << (31 - bit);
      node = 2 * node + digit;
    }
  }
  return scrambled;
}

std::uint32_t owen_scramble(std::uint32_t digits, std::uint64_t seed, std::uint32_t tree,
                            std::uint32_t stream) {
  return owen_scramble(digits, [&](unsigned level, std::uint32_t prefix) {
    return philox(seed, {prefix, level, tree, stream});
  });
}

// The scrambling of one tree for many numbers, which share the draws of the two highest slices.
class OwenTree {
 public:
  OwenTree(std::uint64_t seed, std::uint32_t tree, std::uint32_t stream)
      : seed_(seed), tree_(tree), stream_(stream), root_(draw(0, 0)) {}

  std::uint32_t scramble(std::uint32_t digits) {
    return owen_scramble(digits, [&](unsigned level, std::uint32_t prefix) {
      if (level == 0) return root_;
      if (level > kSlice) return draw(level, prefix);
      if (!known_[prefix]) second_[prefix] = draw(level, prefix);
      known_[prefix] = true;
      return second_[prefix];
    });
  }

 private:
  NodeBits draw(unsigned level, std::uint32_t prefix) const {
    return philox(seed_, {prefix, level, tree_, stream_});
  }

  std::uint64_t seed_;
  std::uint32_t tree_, stream_;
  NodeBits root_;
  std::array<NodeBits, 1u << kSlice> second_{};
  std::array<bool, 1u << kSlice> known_{};
};

// One byte of a number's digits at a time: the digits of all 256 values of each byte.
using ByteDigits = std::array<std::array<std::uint32_t, 256>, 4>;

ByteDigits byte_digits(const std::array<std::uint32_t, 32>& directions) {
  ByteDigits table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    for (std::size_t value = 1; value < 256; ++value) {
      const auto lowest = static_cast<std::size_t>(std::countr_zero(value));
      table[byte][value] = table[byte][value & (value - 1)] ^ directions[8 * byte + lowest];
    }
  }
  return table;
}

}  // namespace

RandomStream::result_type RandomStream::operator()() {
  if (used_ == 4) {
    numbers_ = philox(place_.seed, {block_++, place_.step, place_.world, place_.stream});
    used_ = 0;
  }
  return numbers_[used_++];
}

double RandomStream::uniform() {
  const std::uint32_t high = (*this)();
  return open_unit(high, (*this)());
}

double RandomStream::normal() {
  return normal_quantile(uniform());
}

std::uint32_t RandomStream::index(std::uint32_t count) {
  if (count == 0) throw std::invalid_argument("RandomStream::index: count = 0; it must be positive");
  std::uint64_t product = std::uint64_t{(*this)()} * count;
  if (static_cast<std::uint32_t>(product) < count) {
    const std::uint32_t floor = (0u - count) % count;
    while (static_cast<std::uint32_t>(product) < floor) product = std::uint64_t{(*this)()} * count;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

SobolPoints::SobolPoints(std::size_t dimensions, std::uint64_t seed) : dimensions_(dimensions), seed_(seed) {
  const std::size_t tabled = std::min(dimensions, kBlock);
  directions_.resize(tabled);
  orders_.resize(dimensions / kBlock);
  for (std::size_t block = 0; block < orders_.size(); ++block) {
    std::array<std::uint16_t, kRun>& order = orders_[block];
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    RandomStream random({seed, kOrderStream, static_cast<std::uint32_t>(block), 1});
    for (std::uint32_t left = kRun; left > 1; --left) std::swap(order[left - 1], order[random.index(left)]);
  }
  if (tabled == 0) return;
  // Consecutive points of Boost's Gray-code sequence differ by one direction number: point 2^j - 1 and
  // point 2^j by number j. That yields the table through the library's public face.
  boost::random::sobol_engine<std::uint32_t, 32> engine(tabled);
  for (unsigned bit = 0; bit < 32; ++bit) {
    std::vector<std::uint32_t> before(tabled, 0);
    if (bit == 0) {
      engine.seed(0);
    } else {
      engine.seed((std::uint32_t{1} << bit) - 2);
      for (std::uint32_t& number : before) number = engine();
    }
    for (std::size_t d = 0; d < tabled; ++d) directions_[d][bit] = before[d] ^ engine();
  }
}

std::uint32_t SobolPoints::digits(std::uint32_t point, std::size_t dimension) const {
  std::uint32_t x = 0;
  for (unsigned bit = 0; point >> bit != 0 && bit < 32; ++bit) {
    if ((point >> bit) & 1u) x ^= directions_[dimension][bit];
    if (bit == 31) break;
  }
  return x;
}

double SobolPoints::plain(std::uint32_t point, std::size_t dimension) const {
  return static_cast<double>(digits(point, dimension)) * 0x1p-32;
}

std::uint32_t SobolPoints::index_in_block(std::uint32_t point, std::size_t block) const {
  if (block == 0) return point;
  const std::uint32_t shuffled = owen_scramble(point, seed_, static_cast<std::uint32_t>(block), kOrderStream);
  return shuffled / kRun * kRun + orders_[block - 1][shuffled % kRun];
}

std::vector<std::uint32_t> SobolPoints::block_order(std::size_t block, std::size_t points) const {
  std::vector<std::uint32_t> order(points);
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  if (block == 0) return order;
  OwenTree tree(seed_, static_cast<std::uint32_t>(block), kOrderStream);
  for (std::uint32_t& index : order) {
    const std::uint32_t shuffled = tree.scramble(index);
    index = shuffled / kRun * kRun + orders_[block - 1][shuffled % kRun];
  }
  return order;
}

void SobolPoints::column(std::size_t dimension, const std::vector<std::uint32_t>& order,
                         std::vector<double>& coordinate) const {
  const ByteDigits digits = byte_digits(directions_[dimension % kBlock]);
  OwenTree tree(seed_, static_cast<std::uint32_t>(dimension), kScrambleStream);
  for (std::size_t k = 0; k < coordinate.size(); ++k) {
    const std::uint32_t i = order[k];
    const std::uint32_t x =
        digits[0][i & 255u] ^ digits[1][i >> 8 & 255u] ^ digits[2][i >> 16 & 255u] ^ digits[3][i >> 24];
    coordinate[k] = unit_of(tree.scramble(x));
  }
}

double SobolPoints::at(std::uint32_t point, std::size_t dimension) const {
  const std::uint32_t index = index_in_block(point, dimension / kBlock);
  const std::uint32_t scrambled = owen_scramble(digits(index, dimension % kBlock), seed_,
                                                static_cast<std::uint32_t>(dimension), kScrambleStream);
  return unit_of(scrambled);
}

}  // namespace offramp
