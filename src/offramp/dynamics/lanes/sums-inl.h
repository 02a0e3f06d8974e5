// SPDX-License-Identifier: Apache-2.0
// A block's sum without rounding, included once for each instruction set.
#if defined(OFFRAMP_DYNAMICS_LANES_SUMS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef OFFRAMP_DYNAMICS_LANES_SUMS_INL_H
#undef OFFRAMP_DYNAMICS_LANES_SUMS_INL_H
#else
#define OFFRAMP_DYNAMICS_LANES_SUMS_INL_H
#endif

#include "offramp/dynamics/lanes/operations-inl.h"

HWY_BEFORE_NAMESPACE();
namespace offramp::dynamics::HWY_NAMESPACE {

template <bool kSquares>
HWY_INLINE Vector summand(const double* at) {
  const Vector v = load(at);
  return kSquares ? hn::Mul(v, v) : v;
}

// The biased exponents of the smallest and the largest of the sizes of numbers, zeros left out.
struct Range {
  int least = 0x7ff, most = 0;
};

template <bool kSquares>
HWY_INLINE Range range_of(const double* values) {
  const Bits bits;
  const Vector zero = set(0.0);
  BitVector least = hn::Set(bits, std::uint64_t{0x7ff} << 52), most = hn::Zero(bits);
  const hn::RebindToSigned<Tag> whole;
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector v = summand<kSquares>(values + l);
    const auto size = hn::BitCast(whole, hn::Abs(v));  // ordered as the numbers are, NaN above all
    const auto some = hn::RebindMask(whole, hn::Not(hn::Eq(v, zero)));
    const auto now_least = hn::BitCast(whole, least);
    const auto now_most = hn::BitCast(whole, most);
    const auto less = hn::And(some, hn::Gt(now_least, size));
    least = hn::BitCast(bits, hn::IfThenElse(less, size, now_least));
    most = hn::BitCast(bits, hn::IfThenElse(hn::Gt(size, now_most), size, now_most));
  }
  alignas(64) std::uint64_t low[8], high[8];
  hn::Store(least, bits, low);
  hn::Store(most, bits, high);
  Range out;
  for (std::size_t i = 0; i < kWidth; ++i) {
    out.least = std::min(out.least, static_cast<int>(low[i] >> 52));
    out.most = std::max(out.most, static_cast<int>(high[i] >> 52));
  }
  return out;
}

HWY_INLINE std::int64_t total(BitVector v) {
  alignas(64) std::uint64_t parts[8];
  hn::Store(v, Bits(), parts);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kWidth; ++i) sum += parts[i];
  return static_cast<std::int64_t>(sum);
}

template <bool kSquares>
WholeSum sum_of(const double* values) {
  constexpr int kMostShift = 30;  // 27 bits, 30 of shift and 5 of kLanes fit into 63
  const Bits bits;
  WholeSum out;
  const Range range = range_of<kSquares>(values);
  if (range.most == 0 && range.least == 0x7ff) {  // nothing but zeros
    out.exact = true;
    return out;
  }
  if (range.least == 0 || range.most == 0x7ff || range.most - range.least > kMostShift) return out;
  const BitVector digits = hn::Set(bits, (std::uint64_t{1} << 52) - 1);
  const BitVector leading = hn::Set(bits, std::uint64_t{1} << 52);
  const BitVector half = hn::Set(bits, (std::uint64_t{1} << 26) - 1);
  const BitVector base = hn::Set(bits, static_cast<std::uint64_t>(range.least));
  BitVector low = hn::Zero(bits), high = hn::Zero(bits);
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector v = summand<kSquares>(values + l);
    const auto some = hn::RebindMask(bits, hn::Not(hn::Eq(v, set(0.0))));
    const BitVector all = hn::IfThenElseZero(some, hn::Or(hn::And(as_bits(v), digits), leading));
    const BitVector exponent = hn::ShiftRight<53>(hn::Add(as_bits(v), as_bits(v)));
    const BitVector shift = hn::IfThenElseZero(some, hn::Sub(exponent, base));
    const BitVector negative = hn::Sub(hn::Zero(bits), hn::ShiftRight<63>(as_bits(v)));
    const BitVector l26 = hn::Shl(hn::And(all, half), shift);
    const BitVector h27 = hn::Shl(hn::ShiftRight<26>(all), shift);
    low = hn::Add(low, hn::Sub(hn::Xor(l26, negative), negative));
    high = hn::Add(high, hn::Sub(hn::Xor(h27, negative), negative));
  }
  out.low = total(low);
  out.high = total(high);
  out.exponent = range.least - 1075;
  out.exact = true;
  return out;
}

}  // namespace offramp::dynamics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard, once for each instruction set
