// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/linear.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// The polynomials of a number without equal values, by position in its order: the same for all such inputs,
/// so made once and shared.
struct LegendreGrid {
  LegendreGrid(std::size_t worlds, std::size_t degree);
  std::size_t worlds = 0;
  std::size_t functions = 0;
  std::vector<double> values;  ///< [position][function]
};

/// Functions of one input that are orthonormal over the given worlds and orthogonal to the constant:
/// Legendre polynomials in the quantile level of a number, indicator functions of a categorical input's
/// levels, both made exactly orthonormal on the table by Gram-Schmidt.
class InputBasis {
 public:
  /// At most `degree` functions. The ranking and the grid, which must have the same degree, must outlive it.
  InputBasis(const Input& input, const Ranking& ranking, std::size_t degree, const LegendreGrid& grid);

  /// The same functions for worlds first, first + 1, ..., which are then numbered from 0.
  InputBasis from(std::size_t first) const;

  std::size_t size() const { return size_; }
  /// The degree that function k counts with in a product: its number from 1, or 1 if categorical.
  std::size_t degree_of(std::size_t k) const { return categorical_ ? 1 : k + 1; }
  /// out[(world - begin) * stride + k] for k < functions.
  void evaluate(std::size_t begin, std::size_t end, std::size_t functions, double* out,
                std::size_t stride) const;

 private:
  const Ranking* ranking_;
  bool categorical_ = false;
  std::size_t first_ = 0, size_ = 0;
  const LegendreGrid* grid_ = nullptr;  // when the input has no equal values
  std::vector<double> values_;          // otherwise: [group][function]
};

/// One product of basis functions of one or two inputs.
struct Term {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t input = 0;
  std::uint32_t function = 0;
  std::uint32_t other = kNone;  ///< the second input, above `input`; kNone for a term of one input
  std::uint32_t other_function = 0;
  double coefficient = 0.0;
  double variance = 0.0;  ///< of the coefficient

  bool pair() const { return other != kNone; }
  /// Estimate of the squared coefficient without its noise; may be below 0.
  double strength() const { return coefficient * coefficient - variance; }
};

struct SurrogateOptions {
  std::size_t degree = 8;            ///< highest polynomial degree, also of a product of two
  std::size_t pair_candidates = 24;  ///< most pairs that get a full expansion
  std::size_t max_terms = 128;       ///< most terms kept, at most a tenth of the worlds
  bool pairs = true;
};

/// Sparse polynomial chaos expansion of an output from the table itself (Sudret 2008, "Global sensitivity
/// analysis using polynomial chaos expansions"): candidate terms are kept when the squared projection
/// exceeds the universal threshold 2 ln(candidates) of its noise (Donoho and Johnstone 1994), pairs after a
/// chi-square screen of their low orders; kept terms are then fitted together by least squares.
/// Heuristic: what it does not explain stays in `residual` and is reported, never guessed.
struct Surrogate {
  std::vector<Term> terms;
  double mean = 0.0;
  double residual_variance = 0.0;  ///< unbiased
  std::vector<double> residual;    ///< [world]: output less mean less all terms

  /// mean + all terms in `worlds` worlds, which need not be those of the fit.
  std::vector<double> predict(std::span<const InputBasis> bases, std::size_t worlds) const;
  /// The sum of the terms of one input alone, per world; of one pair alone.
  std::vector<double> main_effect(std::span<const InputBasis> bases, std::size_t input) const;
  void add_pair_effect(std::span<const InputBasis> bases, std::size_t a, std::size_t b,
                       std::span<double> out) const;
};

/// Uses only the inputs listed in `inputs` (increasing). Cost: n d^2 for the screen of pairs (the only
/// quadratic step), n times squared terms for the fit.
Surrogate fit_surrogate(std::span<const InputBasis> bases, std::span<const std::size_t> inputs,
                        std::span<const double> output, const SurrogateOptions& options,
                        const RunControl& control);

}  // namespace offramp::sensitivity
