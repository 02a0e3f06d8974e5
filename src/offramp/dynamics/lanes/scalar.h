// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/dynamics/model/model.h"

/// What is computed lane by lane, because it is rare or branches. The kernels call these and tests compare
/// with them.
namespace offramp::dynamics {

/// A graphical function at x. NaN for NaN.
double look_up(const Lookup& lookup, double x);

/// Remainder of a / b with the sign of a; exact, as IEEE-754 has it.
double remainder_of(double a, double b);

/// A Poisson number by the inverse of its distribution function, term by term (Devroye 1986, X.3.3), for u in
/// (0, 1). NaN unless the mean is in [0, 700].
double poisson_of(double mean, double u);

}  // namespace offramp::dynamics
