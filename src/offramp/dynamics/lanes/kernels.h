// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "offramp/dynamics/compile/op.h"
#include "offramp/dynamics/lanes/lanes.h"
#include "offramp/dynamics/model/model.h"

/// What a block of paths is computed with: one loop over the lanes for each operation, compiled for several
/// instruction sets by Highway and chosen when the program runs.
///
/// Guarantee: the bits of every lane are those that the scalar functions of base/number give, whatever the
/// instruction set: only + - * /, square root, comparisons and whole numbers are used, nothing is contracted
/// to a fused multiply-add, and no lane looks at another. (NaN is NaN; its payload is not promised.)
namespace offramp::dynamics {

/// The keys of the ten rounds of Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011), wide enough for vectors.
struct alignas(64) RoundKeys {
  static constexpr std::size_t kRounds = 10, kCopies = 8;
  RoundKeys(std::uint32_t low, std::uint32_t high);
  std::uint64_t low[kRounds][kCopies], high[kRounds][kCopies];
};

/// What the kernels of a block read and write; pointers to kLanes numbers, on 64 bytes.
struct Frame {
  double* slots = nullptr;                                   ///< slot s begins at slots + s * kLanes
  const double* times = nullptr;                             ///< [lane] time at which is computed
  const std::uint64_t* paths = nullptr;                      ///< [lane]
  const std::uint64_t* steps = nullptr;                      ///< [lane] below 2^32
  const std::vector<std::vector<Lanes>>* records = nullptr;  ///< [record][step] what is looked back at
  const RoundKeys* keys = nullptr;
  double start = 0.0, step_length = 1.0;
};

/// A graphical function of two or more points, linear between them, by its pieces: what is read off on a
/// piece is y + (x - from) / width * rise, or `end` where the width is 0.
struct TableCode {
  explicit TableCode(const Lookup& lookup);
  const Lookup* lookup;
  /// Beyond as many pieces, or where there are none to read between, points are looked up one by one.
  static constexpr std::size_t kMostPieces = 24;
  bool by_pieces = false, has_steps = false;
  struct Piece {
    double from = 0.0, width = 0.0, y = 0.0, rise = 0.0, end = 0.0;
  };
  std::vector<Piece> pieces;
};

/// An instruction as the kernels take it.
struct Coded;
using Kernel = void (*)(const Frame&, const Coded&);
struct Coded {
  Kernel kernel = nullptr;
  std::uint32_t out = 0, a = 0, b = 0, c = 0, d = 0;  ///< offsets in `slots`
  std::uint32_t index = 0;                            ///< record, or first word of the counter of a draw
  const TableCode* table = nullptr;
};

/// A bit for each lane.
using LaneMask = std::uint32_t;
static_assert(kLanes == 32);

/// How a stock goes on by Euler's rule: `value` becomes value + step length * rate + jump.
struct StockMove {
  double* value = nullptr;
  const double* rate = nullptr;
  const double* jump = nullptr;
  bool non_negative = false;  ///< below 0 becomes 0
};

/// The sum of a block's numbers without rounding: low * 2^exponent + high * 2^(exponent + 26).
struct WholeSum {
  std::int64_t low = 0, high = 0;
  int exponent = 0;
  /// Not so: a number is not finite or below 2^-1022, or the largest is more than 2^30 times the smallest.
  /// The rest says nothing then.
  bool exact = false;
};

inline constexpr std::size_t kOps = static_cast<std::size_t>(Op::bernoulli_draw) + 1;
/// Operations that are fused: + - * /.
inline constexpr std::size_t kFusable = 4;
/// How an operand joins what is there already: t op c, or c op t.
inline constexpr std::size_t kJoins = 2 * kFusable;
constexpr std::size_t join(std::size_t op, bool left) {
  return left ? op : op + kFusable;
}

/// The kernels of one instruction set.
struct Kernels {
  std::array<Kernel, kOps> of{};
  /// Two and three operations in one, each rounded on its own. [first * kJoins + second]: t = a first b, then
  /// c joins t.
  std::array<Kernel, kFusable * kJoins> pair{};
  /// [(first * kJoins + second) * kJoins + third]: then d joins too.
  std::array<Kernel, kFusable * kJoins * kJoins> chain{};
  /// [(first * kFusable + second) * kFusable + third]: (a first b) third (c second d).
  std::array<Kernel, kFusable * kFusable * kFusable> both{};

  /// out[l] = the uniform number in (0, 1) of counter (word, step, path).
  void (*uniform)(const Frame&, std::uint32_t word, double* out) = nullptr;
  /// In place: standard normal quantiles of numbers in (0, 1); size is a multiple of kLanes.
  void (*normal)(double* numbers, std::size_t size) = nullptr;
  /// jump[l] += amount[l] * root * z[l]. False if an amount is no finite number.
  bool (*add_noise)(double* jump, const double* amount, double root, const double* z) = nullptr;
  /// out[l] = base[l] + factor * rate[l].
  void (*scaled_sum)(double* out, const double* base, double factor, const double* rate) = nullptr;
  /// value[l] += jump[l]; then, below a floor of 0 if there is one, the floor.
  void (*land)(double* value, const double* jump, bool non_negative) = nullptr;
  /// Both at once: value[l] + factor * rate[l] + jump[l].
  void (*euler)(const StockMove&, double factor) = nullptr;
  /// Whether all numbers of both are finite.
  bool (*all_finite)(const double* a, const double* b) = nullptr;
  /// Lanes on which -log(u) / rate may come out below `within`, or the rate is negative or no finite number.
  LaneMask (*may_happen)(const double* rate, const double* u, double within) = nullptr;
  /// sum[l] += rate[l] where state[l] is `from`; negative and other bad rates make the sum NaN.
  void (*add_rate)(double* sum, const double* state, double from, const double* rate) = nullptr;
  /// Lanes on which a condition's truth is not what it was, or is NaN.
  LaneMask (*turned)(const double* now, const double* was) = nullptr;
  /// Their sum as whole numbers, and that of their squares.
  WholeSum (*sum)(const double* values) = nullptr;
  WholeSum (*sum_of_squares)(const double* values) = nullptr;
  /// value[l] = kept[l] on the lanes of the mask.
  void (*restore)(double* value, const double* kept, LaneMask lanes) = nullptr;
};

/// Of the best instruction set that this processor has, or of what a test has set for Highway.
const Kernels& kernels();
/// Its name: "AVX2", "SSE4", "AVX3" (AVX-512), "EMU128" (plain C++).
std::string kernels_name();

/// The first word of the counter of a draw.
constexpr std::uint32_t draw_word(std::uint32_t kind, std::uint32_t draw) {
  return (kind << 28) | draw;
}

}  // namespace offramp::dynamics
