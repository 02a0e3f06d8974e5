// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/lanes/kernels.h"

#include "offramp/base/number/trigonometry.h"
#include "offramp/dynamics/lanes/scalar.h"

// SSSE3 without SSE4 is of no processor that anybody runs this on; vectors of unknown length do not go into
// arrays, and NEON does on processors that have SVE too.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "offramp/dynamics/lanes/kernels.cc"
#include <hwy/foreach_target.h>
// After foreach_target, which includes this file once for each target.
#include <hwy/highway.h>

#include "offramp/dynamics/lanes/special-inl.h"
#include "offramp/dynamics/lanes/sums-inl.h"

HWY_BEFORE_NAMESPACE();
namespace offramp::dynamics::HWY_NAMESPACE {

bool add_noise(double* jump, const double* amount, double root, const double* z) {
  auto finite = hn::Eq(set(0.0), set(0.0));
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector a = load(amount + l);
    finite = hn::And(finite, hn::Lt(hn::Abs(a), set(std::numeric_limits<double>::infinity())));
    store(hn::Add(load(jump + l), hn::Mul(hn::Mul(a, set(root)), load(z + l))), jump + l);
  }
  return hn::AllTrue(Tag(), finite);
}

void scaled_sum(double* out, const double* base, double factor, const double* rate) {
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    store(hn::Add(load(base + l), hn::Mul(set(factor), load(rate + l))), out + l);
}

HWY_INLINE Vector landed(Vector v, bool non_negative) {
  const Vector floor = set(non_negative ? 0.0 : -std::numeric_limits<double>::infinity());
  return hn::IfThenElse(hn::Lt(v, floor), floor, v);
}

void land(double* value, const double* jump, bool non_negative) {
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    store(landed(hn::Add(load(value + l), load(jump + l)), non_negative), value + l);
}

void euler(const StockMove& move, double factor) {
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector drift = hn::Add(load(move.value + l), hn::Mul(set(factor), load(move.rate + l)));
    store(landed(hn::Add(drift, load(move.jump + l)), move.non_negative), move.value + l);
  }
}

bool all_finite(const double* a, const double* b) {
  const Vector most = set(std::numeric_limits<double>::infinity());
  auto finite = hn::Eq(most, most);
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    finite = hn::And(finite, hn::And(hn::Lt(hn::Abs(load(a + l)), most), hn::Lt(hn::Abs(load(b + l)), most)));
  }
  return hn::AllTrue(Tag(), finite);
}

template <class Mask>
HWY_INLINE LaneMask lanes_of(Mask mask, std::size_t first) {
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(Tag(), mask, bits);
  return LaneMask{bits[0]} << first;
}

LaneMask may_happen(const double* rate, const double* u, double within) {
  // -log u >= 1 - u; the margin is far above all rounding.
  const Vector room = set(within * (1.0 + 0x1p-30));
  LaneMask out = 0;
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector r = load(rate + l);
    const auto quiet = hn::And(hn::Ge(r, set(0.0)), hn::Ge(hn::Sub(set(1.0), load(u + l)), hn::Mul(r, room)));
    out |= lanes_of(hn::Not(quiet), l);
  }
  return out;
}

void add_rate(double* sum, const double* state, double from, const double* rate) {
  const Vector none = set(std::numeric_limits<double>::quiet_NaN());
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector r = load(rate + l);
    const Vector sound = hn::IfThenElse(hn::Ge(r, set(0.0)), r, none);
    const auto here = hn::Eq(load(state + l), set(from));
    store(hn::Add(load(sum + l), hn::IfThenElseZero(here, sound)), sum + l);
  }
}

LaneMask turned(const double* now, const double* was) {
  LaneMask out = 0;
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector n = load(now + l);
    const auto changed = hn::Xor(holds(n), holds(load(was + l)));
    out |= lanes_of(hn::Or(changed, differs(n, n)), l);
  }
  return out;
}

void restore(double* value, const double* kept, LaneMask lanes) {
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const std::uint8_t bits[8] = {static_cast<std::uint8_t>(lanes >> l)};
    const auto mask = hn::LoadMaskBits(Tag(), bits);
    store(hn::IfThenElse(mask, load(kept + l), load(value + l)), value + l);
  }
}

void put_one(std::array<Kernel, kOps>& of) {
  const auto put = [&of](Op op, Kernel kernel) { of[static_cast<std::size_t>(op)] = kernel; };
  put(Op::load, one<Copy>);
  put(Op::time, time_of);
  put(Op::step_length, step_length);
  put(Op::negative, one<Negative>);
  put(Op::not_, one<Not>);
  put(Op::absolute, one<Absolute>);
  put(Op::exponential, in_groups<exponential<kGroup>>);
  put(Op::logarithm, in_groups<logarithm<kGroup>>);
  put(Op::logarithm_10, one<Logarithm10>);
  put(Op::square_root, one<SquareRoot>);
  put(Op::sine, each_one<portable_sin>);
  put(Op::cosine, each_one<portable_cos>);
  put(Op::tangent, each_one<portable_tan>);
  put(Op::arcsine, each_one<portable_asin>);
  put(Op::arccosine, each_one<portable_acos>);
  put(Op::arctangent, each_one<portable_atan>);
  put(Op::sinh, each_one<portable_sinh>);
  put(Op::cosh, each_one<portable_cosh>);
  put(Op::tanh, each_one<portable_tanh>);
  put(Op::truncate, one<Truncate>);
  put(Op::round, one<Round>);
  put(Op::lookup, lookup);
  put(Op::exponential_draw, draw<ExponentialDraw>);
  put(Op::poisson_draw, poisson_draw);
  put(Op::bernoulli_draw, draw<BernoulliDraw>);
}

void put_more(std::array<Kernel, kOps>& of) {
  const auto put = [&of](Op op, Kernel kernel) { of[static_cast<std::size_t>(op)] = kernel; };
  put(Op::add, two<Add>);
  put(Op::subtract, two<Subtract>);
  put(Op::multiply, two<Multiply>);
  put(Op::divide, two<Divide>);
  put(Op::modulo, each_two<remainder_of>);
  put(Op::power, power);
  put(Op::less, two<Less>);
  put(Op::at_most, two<AtMost>);
  put(Op::greater, two<Greater>);
  put(Op::at_least, two<AtLeast>);
  put(Op::equal, two<Equal>);
  put(Op::unequal, two<Unequal>);
  put(Op::and_, two<And>);
  put(Op::or_, two<Or>);
  put(Op::minimum, two<Minimum>);
  put(Op::maximum, two<Maximum>);
  put(Op::step, timed<Step>);
  put(Op::history, history);
  put(Op::uniform, draw<UniformDraw>);
  put(Op::normal, draw<NormalDraw>);
  put(Op::lognormal, draw<LognormalDraw>);
  put(Op::choose, three<Choose>);
  put(Op::safe_divide, three<SafeDivide>);
  put(Op::ramp, timed<Ramp>);
  put(Op::pulse, timed<Pulse>);
}

// Sums and products are the same from either side.
constexpr std::size_t plain(std::size_t join) {
  return join == 4 || join == 6 ? join - kFusable : join;
}

template <std::size_t... kAt>
void put_pairs(Kernels& k, std::index_sequence<kAt...>) {
  ((k.pair[kAt] = three<Pair<kAt / kJoins, plain(kAt % kJoins)>>), ...);
}

template <std::size_t... kAt>
void put_chains(Kernels& k, std::index_sequence<kAt...>) {
  ((k.chain[kAt] = four<Chain<kAt / (kJoins * kJoins), plain(kAt / kJoins % kJoins), plain(kAt % kJoins)>>),
   ...);
}

template <std::size_t... kAt>
void put_both(Kernels& k, std::index_sequence<kAt...>) {
  ((k.both[kAt] = four<Both<kAt / (kFusable * kFusable), kAt / kFusable % kFusable, kAt % kFusable>>), ...);
}

const Kernels& table() {
  static const Kernels made = [] {
    Kernels k;
    put_one(k.of);
    put_more(k.of);
    put_pairs(k, std::make_index_sequence<kFusable * kJoins>());
    put_chains(k, std::make_index_sequence<kFusable * kJoins * kJoins>());
    put_both(k, std::make_index_sequence<kFusable * kFusable * kFusable>());
    k.uniform = uniform;
    k.normal = normal;
    k.add_noise = add_noise;
    k.scaled_sum = scaled_sum;
    k.land = land;
    k.euler = euler;
    k.all_finite = all_finite;
    k.may_happen = may_happen;
    k.add_rate = add_rate;
    k.turned = turned;
    k.restore = restore;
    k.sum = sum_of<false>;
    k.sum_of_squares = sum_of<true>;
    return k;
  }();
  return made;
}

std::string target_name() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace offramp::dynamics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace offramp::dynamics {

HWY_EXPORT(table);
HWY_EXPORT(target_name);

TableCode::TableCode(const Lookup& table) : lookup(&table) {
  const std::size_t points = table.x.size();
  by_pieces = points >= 2 && points - 1 <= kMostPieces && table.kind != Lookup::Kind::discrete;
  for (std::size_t p = 1; p < points && by_pieces; ++p) {
    Piece& piece = pieces.emplace_back();
    piece.from = table.x[p - 1];
    piece.width = table.x[p] - table.x[p - 1];
    piece.y = table.y[p - 1];
    piece.rise = table.y[p] - table.y[p - 1];
    piece.end = table.y[p];
    has_steps = has_steps || !(piece.width > 0.0);
  }
}

RoundKeys::RoundKeys(std::uint32_t first, std::uint32_t second) {
  for (std::size_t r = 0; r < kRounds; ++r) {
    std::fill_n(low[r], kCopies, first);
    std::fill_n(high[r], kCopies, second);
    first += 0x9E3779B9u;
    second += 0xBB67AE85u;
  }
}

const Kernels& kernels() {
  return HWY_DYNAMIC_DISPATCH(table)();
}

std::string kernels_name() {
  return HWY_DYNAMIC_DISPATCH(target_name)();
}

}  // namespace offramp::dynamics
#endif
