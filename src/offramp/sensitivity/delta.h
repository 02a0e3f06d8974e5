// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/sensitivity/table.h"

namespace offramp::sensitivity {

/// Borgonovo's moment-independent importance delta of an input for an output, in [0, 1]: half the mean
/// L1 distance between the output's density and its density given the input (Borgonovo 2007, "A new
/// uncertainty importance measure"; from given data: Plischke, Borgonovo and Smith 2013, "Global sensitivity
/// measures from given data"). 0 exactly when the two are independent; unchanged by any increasing
/// transformation of either.
///
/// Method: both variables become quantile levels and are cut into at most `classes` classes; the density
/// ratio on that grid is expanded in an orthonormal cosine basis and coefficients below the universal
/// threshold 2 ln(coefficients) / n are dropped (Donoho and Johnstone 1994). Deviation from Plischke et al.,
/// who smooth by kernels and correct the bias by bootstrap: the threshold removes the noise that would
/// otherwise make every delta positive, so that an idle input gets exactly 0 with high probability.
/// Consistent, not unbiased: weak dependence (below about sqrt(log n / n)) is reported as 0.
/// The standard error is that of a mean of n independent worlds at fixed signs of the density difference.
struct DeltaOptions {
  std::size_t classes = 0;  ///< at most 64 on either axis; 0: n^(1/3) between 4 and 32
};
Estimate borgonovo_delta(const Ranking& input, const Ranking& output, const DeltaOptions& options = {});

}  // namespace offramp::sensitivity
