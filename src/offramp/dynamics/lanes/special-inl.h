// SPDX-License-Identifier: Apache-2.0
// Operations that need more than their operands: tables, times, powers, random numbers. Included once for
// each instruction set.
#if defined(OFFRAMP_DYNAMICS_LANES_SPECIAL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef OFFRAMP_DYNAMICS_LANES_SPECIAL_INL_H
#undef OFFRAMP_DYNAMICS_LANES_SPECIAL_INL_H
#else
#define OFFRAMP_DYNAMICS_LANES_SPECIAL_INL_H
#endif

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/base/number/trigonometry.h"
#include "offramp/dynamics/lanes/operations-inl.h"

HWY_BEFORE_NAMESPACE();
namespace offramp::dynamics::HWY_NAMESPACE {

// Numbers that are worked on at once; their tails are gathered and computed together.
inline constexpr std::size_t kChunk = 128;

inline void uniform(const Frame& f, std::uint32_t word, double* out) {
  constexpr std::size_t kPair = 2;
  const Bits bits;
  for (std::size_t l = 0; l < kLanes; l += kPair * kWidth) {
    BitVector c0[kPair], c1[kPair], c2[kPair], c3[kPair];
    for (std::size_t j = 0; j < kPair; ++j) {
      c0[j] = hn::Set(bits, word);
      c1[j] = hn::Load(bits, f.steps + l + j * kWidth);
      c2[j] = hn::Load(bits, f.paths + l + j * kWidth);
      c3[j] = hn::ShiftRight<32>(c2[j]);
    }
    philox(c0, c1, c2, c3, *f.keys);
    for (std::size_t j = 0; j < kPair; ++j) store(uniform_number(c0[j], c1[j]), out + l + j * kWidth);
  }
}

inline void normal_chunk(double* numbers, std::size_t size) {
  alignas(64) double tail[kChunk + 2 * kWidth];
  std::uint32_t where[kChunk + 1];
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) {
    tail[count] = numbers[i];
    where[count] = static_cast<std::uint32_t>(i);
    count += std::fabs(numbers[i] - 0.5) > 0.425 ? 1 : 0;
  }
  for (std::size_t i = 0; i < size; i += kGroup * kWidth) {
    Vector q[kGroup];
    for (std::size_t j = 0; j < kGroup; ++j) q[j] = hn::Sub(load(numbers + i + j * kWidth), set(0.5));
    middle_quantile(q);
    for (std::size_t j = 0; j < kGroup; ++j) store(q[j], numbers + i + j * kWidth);
  }
  constexpr std::size_t kPair = 2;
  std::fill_n(tail + count, kPair * kWidth, 0.05);  // fills the last pair up
  for (std::size_t i = 0; i < count; i += kPair * kWidth) {
    Vector p[kPair], z[kPair];
    for (std::size_t j = 0; j < kPair; ++j) {
      p[j] = load(tail + i + j * kWidth);
      z[j] = hn::Min(p[j], hn::Sub(set(1.0), p[j]));
    }
    tail_quantile(z);
    for (std::size_t j = 0; j < kPair; ++j)
      store(hn::IfThenElse(hn::Lt(p[j], set(0.5)), hn::Neg(z[j]), z[j]), tail + i + j * kWidth);
  }
  for (std::size_t i = 0; i < count; ++i) numbers[where[i]] = tail[i];
}

inline void normal(double* numbers, std::size_t size) {
  for (std::size_t i = 0; i < size; i += kChunk) normal_chunk(numbers + i, std::min(kChunk, size - i));
}

template <class F>
void draw(const Frame& f, const Coded& i) {
  alignas(64) double u[kLanes];
  uniform(f, i.index, u);
  if (F::kNormal) normal(u, kLanes);
  const double *a = f.slots + i.a, *b = f.slots + i.b;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    store(F::of(load(a + l), load(b + l), load(u + l)), out + l);
}

struct UniformDraw {
  static constexpr bool kNormal = false;
  static HWY_INLINE Vector of(Vector a, Vector b, Vector u) { return hn::Add(a, hn::Mul(hn::Sub(b, a), u)); }
};
struct NormalDraw {
  static constexpr bool kNormal = true;
  static HWY_INLINE Vector of(Vector a, Vector b, Vector z) { return hn::Add(a, hn::Mul(b, z)); }
};
struct LognormalDraw {
  static constexpr bool kNormal = true;
  static HWY_INLINE Vector of(Vector a, Vector b, Vector z) {
    const Vector ratio = hn::Div(b, a);
    const Vector variance = logarithm(hn::Add(set(1.0), hn::Mul(ratio, ratio)));
    const Vector middle = hn::Sub(logarithm(a), hn::Mul(set(0.5), variance));
    return exponential(hn::Add(middle, hn::Mul(hn::Sqrt(variance), z)));
  }
};
struct ExponentialDraw {
  static constexpr bool kNormal = false;
  static HWY_INLINE Vector of(Vector a, Vector, Vector u) { return hn::Mul(hn::Neg(a), logarithm(u)); }
};
struct BernoulliDraw {
  static constexpr bool kNormal = false;
  static HWY_INLINE Vector of(Vector a, Vector, Vector u) { return truth(hn::Lt(u, a)); }
};

inline void poisson_draw(const Frame& f, const Coded& i) {
  alignas(64) double u[kLanes];
  uniform(f, i.index, u);
  const double* a = f.slots + i.a;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = poisson_of(a[l], u[l]);
}

inline void time_of(const Frame& f, const Coded& i) {
  std::copy_n(f.times, kLanes, f.slots + i.out);
}

inline void step_length(const Frame& f, const Coded& i) {
  std::fill_n(f.slots + i.out, kLanes, f.step_length);
}

template <class F>
void timed(const Frame& f, const Coded& i) {
  const double *a = f.slots + i.a, *b = f.slots + i.b, *c = f.slots + i.c;
  double* out = f.slots + i.out;
  const Vector dt = set(f.step_length), near = set(1e-6 * f.step_length);
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    store(F::of(load(f.times + l), load(a + l), load(b + l), load(c + l), dt, near), out + l);
}

// Times are compared with `near` of room.
struct Step {
  static HWY_INLINE Vector of(Vector t, Vector a, Vector b, Vector, Vector, Vector near) {
    return hn::IfThenElseZero(hn::Ge(hn::Sub(t, b), hn::Neg(near)), a);
  }
};
struct Ramp {
  static HWY_INLINE Vector of(Vector t, Vector a, Vector b, Vector c, Vector, Vector) {
    const Vector until = hn::IfThenElse(hn::Lt(c, t), c, t);
    return hn::IfThenElseZero(hn::Gt(hn::Sub(t, b), set(0.0)), hn::Mul(a, hn::Sub(until, b)));
  }
};
struct Pulse {
  static HWY_INLINE Vector of(Vector t, Vector a, Vector b, Vector c, Vector dt, Vector near) {
    const Vector first = hn::Sub(t, b);
    const auto again = hn::And(hn::Gt(first, hn::Neg(near)), hn::Gt(c, set(0.0)));
    const Vector past = hn::Mul(c, hn::Floor(hn::Div(hn::Add(first, near), c)));
    const Vector off = hn::IfThenElse(again, hn::Sub(first, past), first);
    const auto now = hn::And(hn::Gt(off, hn::Neg(near)), hn::Lt(off, hn::Sub(dt, near)));
    return hn::IfThenElseZero(now, hn::Div(a, dt));
  }
};

// The value at the last recorded step at or before the time looked back to; one step back at least.
inline void history(const Frame& f, const Coded& i) {
  const std::vector<Lanes>& kept = (*f.records)[i.index];
  const double *back = f.slots + i.a, *start = f.slots + i.b;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; ++l) {
    const double at = std::floor((f.times[l] - back[l] - f.start) / f.step_length + 1e-6);
    if (std::isnan(at)) {
      out[l] = at;
    } else if (at < 0.0 || f.steps[l] == 0) {
      out[l] = start[l];
    } else {
      out[l] = kept[static_cast<std::size_t>(std::min<double>(at, static_cast<double>(f.steps[l] - 1)))][l];
    }
  }
}

// Vectors that a table is read for at once: a piece's numbers are loaded once for all of them.
inline constexpr std::size_t kTableGroup = 2;

// What is read off on the piece of each lane. Blends along the pieces beat gathering on processors of today.
template <bool kSteps>
HWY_INLINE void on_piece(const std::vector<TableCode::Piece>& pieces, const Vector (&x)[kTableGroup],
                         Vector (&out)[kTableGroup]) {
  constexpr std::size_t K = kTableGroup;
  const TableCode::Piece* at = pieces.data();
  Vector from[K], width[K], y[K], rise[K], end[K];
  for (std::size_t j = 0; j < K; ++j) {
    from[j] = set(at->from);
    width[j] = set(at->width);
    y[j] = set(at->y);
    rise[j] = set(at->rise);
    end[j] = set(at->end);
  }
  for (std::size_t k = 1; k < pieces.size(); ++k) {
    ++at;
    for (std::size_t j = 0; j < K; ++j) {
      const auto there = hn::Ge(x[j], set(at->from));
      from[j] = hn::IfThenElse(there, set(at->from), from[j]);
      width[j] = hn::IfThenElse(there, set(at->width), width[j]);
      y[j] = hn::IfThenElse(there, set(at->y), y[j]);
      rise[j] = hn::IfThenElse(there, set(at->rise), rise[j]);
      if (kSteps) end[j] = hn::IfThenElse(there, set(at->end), end[j]);
    }
  }
  for (std::size_t j = 0; j < K; ++j) {
    out[j] = hn::Add(y[j], hn::Mul(hn::Div(hn::Sub(x[j], from[j]), width[j]), rise[j]));
    if (kSteps) out[j] = hn::IfThenElse(hn::Gt(width[j], set(0.0)), out[j], end[j]);
  }
}

inline void one_by_one(const TableCode& table, const double* a, double* out) {
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = look_up(*table.lookup, a[l]);
}

// As look_up.
inline void lookup(const Frame& f, const Coded& i) {
  const TableCode& table = *i.table;
  const double* a = f.slots + i.a;
  double* out = f.slots + i.out;
  if (!table.by_pieces) return one_by_one(table, a, out);
  const bool ends = table.lookup->kind == Lookup::Kind::continuous;
  const std::vector<double>&xs = table.lookup->x, &ys = table.lookup->y;
  for (std::size_t l = 0; l < kLanes; l += kTableGroup * kWidth) {
    Vector x[kTableGroup], y[kTableGroup];
    for (std::size_t j = 0; j < kTableGroup; ++j) x[j] = load(a + l + j * kWidth);
    table.has_steps ? on_piece<true>(table.pieces, x, y) : on_piece<false>(table.pieces, x, y);
    for (std::size_t j = 0; j < kTableGroup; ++j) {
      if (ends) {
        y[j] = hn::IfThenElse(hn::Lt(x[j], set(xs.front())), set(ys.front()), y[j]);
        y[j] = hn::IfThenElse(hn::Ge(x[j], set(xs.back())), set(ys.back()), y[j]);
      }
      store(hn::IfThenElse(differs(x[j], x[j]), x[j], y[j]), out + l + j * kWidth);
    }
  }
}

// As portable_pow, together where all lanes have one exponent.
inline void power(const Frame& f, const Coded& i) {
  const double *a = f.slots + i.a, *b = f.slots + i.b;
  double* out = f.slots + i.out;
  const double y = b[0];
  bool one_exponent = std::isfinite(y) && y != 0.0;
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    one_exponent = one_exponent && hn::AllTrue(Tag(), hn::Eq(load(b + l), set(y)));
  const bool whole = y == std::floor(y);
  const bool small = std::fabs(y) <= 64.0;
  if (!one_exponent || (whole && !small)) return each_two<portable_pow>(f, i);
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    const Vector x = load(a + l);
    if (!whole) {
      const Vector size = exponential(hn::Mul(set(y), logarithm(hn::Abs(x))));
      store(hn::IfThenElse(hn::Lt(x, set(0.0)), set(std::numeric_limits<double>::quiet_NaN()), size),
            out + l);
      continue;
    }
    Vector result = set(1.0), square = x;
    for (auto n = static_cast<unsigned>(std::fabs(y)); n != 0; n >>= 1) {
      if ((n & 1u) != 0) result = hn::Mul(result, square);
      square = hn::Mul(square, square);
    }
    store(y < 0.0 ? hn::Div(set(1.0), result) : result, out + l);
  }
}

}  // namespace offramp::dynamics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard, once for each instruction set
