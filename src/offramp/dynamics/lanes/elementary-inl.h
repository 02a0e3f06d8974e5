// SPDX-License-Identifier: Apache-2.0
// Vector forms of base/number/elementary.h and of Philox4x32-10, included once for each instruction set: the
// same operations in the same order, so the same bits. Errors are those stated there.
#if defined(OFFRAMP_DYNAMICS_LANES_ELEMENTARY_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef OFFRAMP_DYNAMICS_LANES_ELEMENTARY_INL_H
#undef OFFRAMP_DYNAMICS_LANES_ELEMENTARY_INL_H
#else
#define OFFRAMP_DYNAMICS_LANES_ELEMENTARY_INL_H
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>
#include <limits>

#include "offramp/dynamics/lanes/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace offramp::dynamics::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<double, 8>;
using Bits = hn::RebindToUnsigned<Tag>;
using Vector = hn::Vec<Tag>;
using BitVector = hn::Vec<Bits>;

// A whole number w, 0 <= w < 2^52, as the low bits of 2^52 + w.
inline constexpr double kShift52 = 0x1p52;

HWY_INLINE Vector set(double x) {
  return hn::Set(Tag(), x);
}

// Not equal, or one of them NaN. (Highway's own Ne says no where one is NaN, on some of its targets.)
HWY_INLINE auto differs(Vector a, Vector b) {
  return hn::Not(hn::Eq(a, b));
}

HWY_INLINE Vector as_double(BitVector v) {
  return hn::BitCast(Tag(), v);
}

HWY_INLINE BitVector as_bits(Vector v) {
  return hn::BitCast(Bits(), v);
}

// Functions take several vectors at once and go through them step by step, so that a processor always has
// another one to work on while a chain of operations waits for itself.
template <std::size_t K, std::size_t N>
HWY_INLINE void polynomial(const double (&ascending)[N], const Vector (&x)[K], Vector (&sum)[K]) {
  for (std::size_t j = 0; j < K; ++j) sum[j] = set(ascending[N - 1]);
  for (std::size_t i = N - 1; i-- > 0;) {
    const Vector next = set(ascending[i]);
    for (std::size_t j = 0; j < K; ++j) sum[j] = hn::Add(hn::Mul(sum[j], x[j]), next);
  }
}

// 2^k for whole -1022 <= k <= 1023.
HWY_INLINE Vector power_of_two(Vector k) {
  return as_double(hn::ShiftLeft<52>(as_bits(hn::Add(k, set(kShift52 + 1023.0)))));
}

inline constexpr double kLog2High = 0x1.62e42fee00000p-1;
inline constexpr double kLog2Low = 0x1.a39ef35793c76p-33;
inline constexpr double kExpSeries[] = {1.0 / 2,
                                        1.0 / 6,
                                        1.0 / 24,
                                        1.0 / 120,
                                        1.0 / 720,
                                        1.0 / 5040,
                                        1.0 / 40320,
                                        1.0 / 362880,
                                        1.0 / 3628800,
                                        1.0 / 39916800,
                                        1.0 / 479001600,
                                        1.0 / 6227020800.0,
                                        1.0 / 87178291200.0};
inline constexpr double kLogSeries[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11, 2.0 / 13,
                                        2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23, 2.0 / 25};

// As portable_exp, in place.
template <std::size_t K>
HWY_INLINE void exponential(Vector (&x)[K]) {
  Vector k[K], high[K], low[K], r[K], tail[K];
  for (std::size_t j = 0; j < K; ++j) {
    k[j] = hn::Floor(hn::Add(hn::Mul(x[j], set(1.4426950408889634)), set(0.5)));
    high[j] = hn::Sub(x[j], hn::Mul(k[j], set(kLog2High)));
    low[j] = hn::Mul(k[j], set(kLog2Low));
    r[j] = hn::Sub(high[j], low[j]);
  }
  polynomial(kExpSeries, r, tail);
  for (std::size_t j = 0; j < K; ++j) {
    tail[j] = hn::Mul(hn::Mul(r[j], r[j]), tail[j]);
    const Vector value = hn::Add(set(1.0), hn::Add(high[j], hn::Sub(tail[j], low[j])));
    // In two steps, so that a subnormal result is rounded once; where k is halved does not matter.
    const Vector half = hn::Floor(hn::Mul(k[j], set(0.5)));
    const Vector scaled = hn::Mul(hn::Mul(value, power_of_two(half)), power_of_two(hn::Sub(k[j], half)));
    const Vector not_small = hn::IfThenElse(hn::Lt(x[j], set(-745.2)), set(0.0), scaled);
    const Vector out =
        hn::IfThenElse(hn::Gt(x[j], set(709.79)), set(std::numeric_limits<double>::infinity()), not_small);
    x[j] = hn::IfThenElse(differs(x[j], x[j]), x[j], out);
  }
}

HWY_INLINE Vector exponential(Vector x) {
  Vector group[1] = {x};
  exponential(group);
  return group[0];
}

// As portable_log for finite normal numbers above 0, in place; x = m * 2^(e - unit), e being its biased
// exponent.
template <std::size_t K>
HWY_INLINE void normal_logarithm(Vector (&x)[K], const Vector (&unit)[K]) {
  const Bits bits;
  Vector k[K], f[K], s[K], z[K], series[K];
  for (std::size_t j = 0; j < K; ++j) {
    const BitVector all = as_bits(x[j]);
    const Vector biased = as_double(hn::Or(hn::ShiftRight<52>(all), as_bits(set(kShift52))));
    Vector m = as_double(
        hn::Or(hn::And(all, hn::Set(bits, 0x000fffffffffffffu)), hn::Set(bits, std::uint64_t{1022} << 52)));
    const auto low = hn::Lt(m, set(0.70710678118654752));
    m = hn::Add(m, hn::IfThenElseZero(low, m));
    k[j] = hn::Sub(hn::Sub(biased, hn::Add(unit[j], set(kShift52))), hn::IfThenElseZero(low, set(1.0)));
    f[j] = hn::Sub(m, set(1.0));
    s[j] = hn::Div(f[j], hn::Add(set(2.0), f[j]));
    z[j] = hn::Mul(s[j], s[j]);
  }
  polynomial(kLogSeries, z, series);
  for (std::size_t j = 0; j < K; ++j) {
    const Vector half_square = hn::Mul(hn::Mul(set(0.5), f[j]), f[j]);
    const Vector correction = hn::Mul(s[j], hn::Add(half_square, hn::Mul(z[j], series[j])));
    const Vector rest =
        hn::Sub(hn::Sub(half_square, hn::Add(correction, hn::Mul(k[j], set(kLog2Low)))), f[j]);
    x[j] = hn::Sub(hn::Mul(k[j], set(kLog2High)), rest);
  }
}

// As portable_log, in place.
template <std::size_t K>
HWY_INLINE void logarithm(Vector (&x)[K]) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Vector out[K], unit[K];
  for (std::size_t j = 0; j < K; ++j) {
    const auto tiny = hn::Lt(x[j], set(0x1p-1022));
    out[j] = hn::IfThenElse(tiny, hn::Mul(x[j], set(0x1p54)), x[j]);
    unit[j] = hn::IfThenElse(tiny, set(1022.0 + 54.0), set(1022.0));
  }
  normal_logarithm(out, unit);
  for (std::size_t j = 0; j < K; ++j) {
    const Vector finite = hn::IfThenElse(hn::Eq(x[j], set(kInfinity)), x[j], out[j]);
    const Vector above = hn::IfThenElse(hn::Eq(x[j], set(0.0)), set(-kInfinity), finite);
    const auto sound = hn::Ge(x[j], set(0.0));  // NaN is not
    x[j] = hn::IfThenElse(sound, above, set(std::numeric_limits<double>::quiet_NaN()));
  }
}

HWY_INLINE Vector logarithm(Vector x) {
  Vector group[1] = {x};
  logarithm(group);
  return group[0];
}

// Wichura (1988), algorithm AS 241, PPND16: the middle, |p - 1/2| <= .425, and the two parts of the tails.
inline constexpr double kMiddleUp[] = {
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
    4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
inline constexpr double kMiddleDown[] = {1.0,
                                         4.2313330701600911252e1,
                                         6.8718700749205790830e2,
                                         5.3941960214247511077e3,
                                         2.1213794301586595867e4,
                                         3.9307895800092710610e4,
                                         2.8729085735721942674e4,
                                         5.2264952788528545610e3};
inline constexpr double kTailUp[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                     5.76949722146069140550e0,  3.64784832476320460504e0,
                                     1.27045825245236838258e0,  2.41780725177450611770e-1,
                                     2.27238449892691845833e-2, 7.74545014278341407640e-4};
inline constexpr double kTailDown[] = {1.0,
                                       2.05319162663775882187e0,
                                       1.67638483018380384940e0,
                                       6.89767334985100004550e-1,
                                       1.48103976427480074590e-1,
                                       1.51986665636164571966e-2,
                                       5.47593808499534494600e-4,
                                       1.05075007164441684324e-9};
inline constexpr double kFarUp[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                    1.78482653991729133580e0,  2.96560571828504891230e-1,
                                    2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                    2.71155556874348757815e-5, 2.01033439929228813265e-7};
inline constexpr double kFarDown[] = {1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15};

// As normal_quantile where |q| <= .425, q = p - 1/2; in place.
template <std::size_t K>
HWY_INLINE void middle_quantile(Vector (&q)[K]) {
  Vector r[K], up[K], down[K];
  for (std::size_t j = 0; j < K; ++j) r[j] = hn::Sub(set(0.180625), hn::Mul(q[j], q[j]));
  polynomial(kMiddleUp, r, up);
  polynomial(kMiddleDown, r, down);
  for (std::size_t j = 0; j < K; ++j) q[j] = hn::Div(hn::Mul(q[j], up[j]), down[j]);
}

// As -normal_quantile(p) where 0 < p < .075; in place.
template <std::size_t K>
HWY_INLINE void tail_quantile(Vector (&p)[K]) {
  Vector unit[K], near[K], up[K], down[K];
  for (std::size_t j = 0; j < K; ++j) unit[j] = set(1022.0);  // draws are above 2^-54
  normal_logarithm(p, unit);
  auto far = hn::Lt(set(0.0), set(0.0));
  for (std::size_t j = 0; j < K; ++j) {
    p[j] = hn::Sqrt(hn::Neg(p[j]));
    near[j] = hn::Sub(p[j], set(1.6));
    far = hn::Or(far, hn::Gt(p[j], set(5.0)));
  }
  polynomial(kTailUp, near, up);
  polynomial(kTailDown, near, down);
  for (std::size_t j = 0; j < K; ++j) near[j] = hn::Div(up[j], down[j]);
  if (HWY_UNLIKELY(!hn::AllFalse(Tag(), far))) {
    Vector beyond[K];
    for (std::size_t j = 0; j < K; ++j) beyond[j] = hn::Sub(p[j], set(5.0));
    polynomial(kFarUp, beyond, up);
    polynomial(kFarDown, beyond, down);
    for (std::size_t j = 0; j < K; ++j)
      near[j] = hn::IfThenElse(hn::Gt(p[j], set(5.0)), hn::Div(up[j], down[j]), near[j]);
  }
  for (std::size_t j = 0; j < K; ++j) p[j] = near[j];
}

// A 32-bit word stands in the low half of a lane; what the upper half holds does not matter to MulEven.
HWY_INLINE BitVector times(BitVector word, BitVector factor) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Set(Bits(), (hn::GetLane(word) & 0xffffffffu) * hn::GetLane(factor));
#else
  const hn::Repartition<std::uint32_t, Tag> words;
  return hn::MulEven(hn::BitCast(words, word), hn::BitCast(words, factor));
#endif
}

// The first two words that Philox4x32-10 makes of counters, into c0 and c1. A word stands in the low half of
// a lane. c: the four words of the counters of K vectors.
template <std::size_t K>
HWY_INLINE void philox(BitVector (&c0)[K], BitVector (&c1)[K], BitVector (&c2)[K], BitVector (&c3)[K],
                       const RoundKeys& keys) {
  const Bits bits;
  constexpr std::size_t kLast = RoundKeys::kRounds - 1;
  const BitVector first = hn::Set(bits, 0xD2511F53u), second = hn::Set(bits, 0xCD9E8D57u);
  for (std::size_t round = 0; round < kLast; ++round) {
    const BitVector low = hn::Load(bits, keys.low[round]), high = hn::Load(bits, keys.high[round]);
    for (std::size_t j = 0; j < K; ++j) {
      const BitVector p0 = times(c0[j], first), p1 = times(c2[j], second);
      c0[j] = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c1[j]), low);
      c2[j] = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), c3[j]), high);
      c1[j] = p1;
      c3[j] = p0;
    }
  }
  for (std::size_t j = 0; j < K; ++j) {  // of the last round two words are wanted
    const BitVector p1 = times(c2[j], second);
    c0[j] = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c1[j]), hn::Load(bits, keys.low[kLast]));
    c1[j] = p1;
  }
}

// As DrawKey::uniform: on the middle of 2^52 equal cells of (0, 1).
HWY_INLINE Vector uniform_number(BitVector first, BitVector second) {
  const Bits bits;
  const BitVector high = hn::ShiftRight<12>(hn::ShiftLeft<32>(first));
  const BitVector low = hn::ShiftRight<44>(hn::ShiftLeft<32>(second));
  const BitVector cell = hn::Or(hn::Or(high, low), hn::Set(bits, std::uint64_t{0x433} << 52));
  return hn::Mul(hn::Sub(as_double(cell), set(kShift52 - 0.5)), set(0x1p-52));
}

}  // namespace offramp::dynamics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard, once for each instruction set
