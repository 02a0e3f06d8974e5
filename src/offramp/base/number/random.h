// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp {

/// Where a random stream begins: the same place gives the same numbers, whatever was drawn elsewhere.
struct StreamPlace {
  std::uint64_t seed = 0;
  std::uint32_t stream = 0;  ///< what the numbers are for; one constant for each use
  std::uint32_t world = 0;
  std::uint32_t step = 0;
};

/// Counter-based generator, Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, through Random123):
/// key = seed, counter = (draw, step, world, stream). A UniformRandomBitGenerator of 2^34 numbers.
/// Use its own draws rather than the standard distributions, whose numbers differ between libraries.
class RandomStream {
 public:
  using result_type = std::uint32_t;
  explicit RandomStream(StreamPlace place) : place_(place) {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xffffffffu; }

  result_type operator()();
  /// Uniform in (0, 1), on the middle of 2^52 equal cells: never 0, never 1.
  double uniform();
  /// Standard normal, by inversion.
  double normal();
  /// Uniform in 0 .. count - 1, without bias (Lemire 2019). @throws std::invalid_argument if count is 0.
  std::uint32_t index(std::uint32_t count);

 private:
  StreamPlace place_;
  std::uint32_t block_ = 0;
  unsigned used_ = 4;
  std::array<std::uint32_t, 4> numbers_{};
};

/// Points of a Sobol sequence (direction numbers of Joe and Kuo 2008, through Boost.Random) under
/// Owen's nested uniform scrambling (Owen 1995), computed exactly to 32 bits; the scrambling bits come
/// from Philox, keyed by (seed, dimension, node of the scrambling tree). Any point can be had without
/// the ones before it, and of the first 2^m points, m >= 9, one falls into each of 2^m equal cells of
/// any dimension. Only the first `kBlock` dimensions of the sequence are used: later ones are nearly
/// equal in pairs (at 512 points correlations reach 0.9 among the first 320). Each further block of
/// `kBlock` dimensions is the same sequence in an order of its own (padding: Burley 2020): runs of `kRun`
/// points are shuffled by Owen's scrambling, which alone would keep neighbours together, and inside each run
/// by one random permutation. Dimensions of different blocks are then related no more than independent
/// numbers are.
class SobolPoints {
 public:
  static constexpr std::size_t kBlock = 32;
  static constexpr std::uint32_t kRun = 512;
  SobolPoints(std::size_t dimensions, std::uint64_t seed);

  std::size_t dimensions() const { return dimensions_; }
  /// Coordinate of point `point` in [0, 2^32), in (0, 1).
  double at(std::uint32_t point, std::size_t dimension) const;
  /// Writes coordinate[point] of the first coordinate.size() points: the numbers of at(), at a third of the
  /// cost or less. `order` is block_order(dimension / kBlock, coordinate.size()).
  void column(std::size_t dimension, const std::vector<std::uint32_t>& order,
              std::vector<double>& coordinate) const;
  /// Where the first `points` points of a block of dimensions stand in the sequence.
  std::vector<std::uint32_t> block_order(std::size_t block, std::size_t points) const;
  /// The unscrambled coordinate, in [0, 1): the plain Sobol sequence in binary (not Gray-code) order;
  /// `dimension` below both `dimensions()` and `kBlock`.
  double plain(std::uint32_t point, std::size_t dimension) const;

 private:
  std::uint32_t digits(std::uint32_t point, std::size_t dimension) const;
  std::uint32_t index_in_block(std::uint32_t point, std::size_t block) const;
  std::size_t dimensions_;
  std::uint64_t seed_;
  std::vector<std::array<std::uint32_t, 32>> directions_;
  std::vector<std::array<std::uint16_t, kRun>> orders_;  ///< of the blocks after the first
};

}  // namespace offramp
