// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace offramp {

/// Circular and hyperbolic functions and powers whose bits are the same on every IEEE-754 machine, as those
/// of elementary.h are and for the same reason. Angles in radians. NaN for NaN.

/// Sine and cosine, absolute error below 2e-16 for |x| up to 1e6; beyond it the reduction of the angle loses
/// digits, and from 2^30 on the answer is NaN rather than noise.
double portable_sin(double x);
double portable_cos(double x);
/// Sine over cosine; relative error below 1e-15 away from the poles.
double portable_tan(double x);

/// Inverse functions, relative error below 4e-16 (arccosine: absolute); NaN outside [-1, 1].
double portable_atan(double x);
double portable_asin(double x);
double portable_acos(double x);

/// Hyperbolic functions, relative error below 1e-15.
double portable_sinh(double x);
double portable_cosh(double x);
double portable_tanh(double x);

/// x^y: by repeated squaring for whole |y| up to 64 (relative error below |y| times 1.2e-16), else as
/// e^(y log x) (relative error below (2 + |y log x|) times 2.3e-16). NaN below 0 unless y is whole; 0^0 is 1,
/// as in IEEE-754.
double portable_pow(double x, double y);

}  // namespace offramp
