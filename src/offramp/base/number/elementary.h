// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace offramp {

/// Elementary functions whose bits are the same on every IEEE-754 machine, compiler and optimisation
/// level: they use only + - * /, square root and exact scaling, in a fixed order. The C library's own
/// may differ in the last bit from one processor to the next (docs/decisions/0002-same-bytes.md), so
/// everything that feeds a result goes through these.

/// e^x, relative error below 2e-16 in the normal range; 0 and infinity beyond it, NaN for NaN.
double portable_exp(double x);

/// Natural logarithm, error below 2 units in the last place; -infinity at 0, NaN below 0.
double portable_log(double x);

/// 1 / (1 + e^-x), in [0, 1].
double logistic(double x);

/// log(p / (1 - p)) for p in [0, 1]; -infinity and +infinity at the ends.
double logit(double p);

/// z with P(Z <= z) = p for a standard normal Z; p in [0, 1], -infinity and +infinity at the ends.
/// Relative error about 1e-16. Source: Wichura (1988), algorithm AS 241, PPND16.
double normal_quantile(double p);

/// P(Z <= z) for a standard normal Z, absolute error below 1e-15. Series for small |z|, continued
/// fraction beyond (Abramowitz and Stegun 1964, 26.2.11 and 26.2.14).
double normal_cdf(double z);

}  // namespace offramp
