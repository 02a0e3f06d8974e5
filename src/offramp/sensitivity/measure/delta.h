// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// Borgonovo's moment-independent importance delta of an input for an output, in [0, 1]: half the mean
/// L1 distance between the output's density and its density given the input (Borgonovo 2007, "A new
/// uncertainty importance measure"; from given data: Plischke, Borgonovo and Smith 2013, "Global sensitivity
/// measures from given data"). 0 exactly when the two are independent; unchanged by any increasing
/// transformation of either.
///
/// Method: both variables become quantile levels and are cut into classes; the density ratio on that grid is
/// expanded in orthonormal polynomials (at most 32 each way) and coefficients below the universal
/// threshold 2 ln(coefficients) / n are dropped (Donoho and Johnstone 1994). Deviation from Plischke et al.,
/// who smooth by kernels and correct the bias by bootstrap: the threshold tells an idle input (exactly 0)
/// from a real one, whose delta is the histogram's less the noise expected around the denoised density
/// (folded normal), and never below the denoised density's own. Consistent, biased downwards: classes flatten
/// poles and jumps of a density, and weak dependence (below about sqrt(log n / n)) is reported as 0. Measured
/// accuracy: docs/decisions/0020-sensitivity-estimators.md. The standard error is that of a mean of n
/// independent worlds at fixed signs of the density difference.
struct DeltaOptions {
  std::size_t classes =
      0;  ///< of the input, at most 64; the output has four times as many. 0: n^(1/3), from 4 to 32
};
Estimate borgonovo_delta(const Ranking& input, const Ranking& output, const DeltaOptions& options = {});

}  // namespace offramp::sensitivity
