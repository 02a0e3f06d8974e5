// SPDX-License-Identifier: Apache-2.0
// One loop over the lanes for each operation, included once for each instruction set.
#if defined(OFFRAMP_DYNAMICS_LANES_OPERATIONS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef OFFRAMP_DYNAMICS_LANES_OPERATIONS_INL_H
#undef OFFRAMP_DYNAMICS_LANES_OPERATIONS_INL_H
#else
#define OFFRAMP_DYNAMICS_LANES_OPERATIONS_INL_H
#endif

#include "offramp/dynamics/lanes/elementary-inl.h"
#include "offramp/dynamics/lanes/kernels.h"
#include "offramp/dynamics/lanes/scalar.h"

HWY_BEFORE_NAMESPACE();
namespace offramp::dynamics::HWY_NAMESPACE {

HWY_INLINE Vector load(const double* at) {
  return hn::Load(Tag(), at);
}

HWY_INLINE void store(Vector v, double* at) {
  hn::Store(v, Tag(), at);
}

inline constexpr std::size_t kWidth = hn::MaxLanes(Tag());
static_assert(kLanes % kWidth == 0);

template <class F>
void one(const Frame& f, const Coded& i) {
  const double* a = f.slots + i.a;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; l += kWidth) store(F::of(load(a + l)), out + l);
}

// Vectors that a long function takes at once.
inline constexpr std::size_t kGroup = 4;
static_assert(kLanes % (kGroup * kWidth) == 0);

template <void (*kFunction)(Vector (&)[kGroup])>
void in_groups(const Frame& f, const Coded& i) {
  const double* a = f.slots + i.a;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; l += kGroup * kWidth) {
    Vector group[kGroup];
    for (std::size_t j = 0; j < kGroup; ++j) group[j] = load(a + l + j * kWidth);
    kFunction(group);
    for (std::size_t j = 0; j < kGroup; ++j) store(group[j], out + l + j * kWidth);
  }
}

template <class F>
void two(const Frame& f, const Coded& i) {
  const double *a = f.slots + i.a, *b = f.slots + i.b;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; l += kWidth) store(F::of(load(a + l), load(b + l)), out + l);
}

template <class F>
void three(const Frame& f, const Coded& i) {
  const double *a = f.slots + i.a, *b = f.slots + i.b, *c = f.slots + i.c;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    store(F::of(load(a + l), load(b + l), load(c + l)), out + l);
}

template <class F>
void four(const Frame& f, const Coded& i) {
  const double *a = f.slots + i.a, *b = f.slots + i.b, *c = f.slots + i.c, *d = f.slots + i.d;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; l += kWidth)
    store(F::of(load(a + l), load(b + l), load(c + l), load(d + l)), out + l);
}

// The same one lane after another, by a function of base/number.
template <double (*kFunction)(double)>
void each_one(const Frame& f, const Coded& i) {
  const double* a = f.slots + i.a;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = kFunction(a[l]);
}

template <double (*kFunction)(double, double)>
void each_two(const Frame& f, const Coded& i) {
  const double *a = f.slots + i.a, *b = f.slots + i.b;
  double* out = f.slots + i.out;
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = kFunction(a[l], b[l]);
}

template <class Mask>
HWY_INLINE Vector truth(Mask m) {
  return hn::IfThenElseZero(m, set(1.0));
}

HWY_INLINE auto holds(Vector a) {
  return differs(a, set(0.0));
}

struct Add {
  static HWY_INLINE Vector of(Vector a, Vector b) { return hn::Add(a, b); }
};
struct Subtract {
  static HWY_INLINE Vector of(Vector a, Vector b) { return hn::Sub(a, b); }
};
struct Multiply {
  static HWY_INLINE Vector of(Vector a, Vector b) { return hn::Mul(a, b); }
};
struct Divide {
  static HWY_INLINE Vector of(Vector a, Vector b) { return hn::Div(a, b); }
};
// The operations that are fused, in this order.
template <std::size_t kOp>
HWY_INLINE Vector fusable(Vector a, Vector b) {
  if constexpr (kOp == 0) return Add::of(a, b);
  if constexpr (kOp == 1) return Subtract::of(a, b);
  if constexpr (kOp == 2) return Multiply::of(a, b);
  if constexpr (kOp == 3) return Divide::of(a, b);
}

template <std::size_t kJoin>
HWY_INLINE Vector joined(Vector t, Vector c) {
  return kJoin < kFusable ? fusable<kJoin % kFusable>(t, c) : fusable<kJoin % kFusable>(c, t);
}

template <std::size_t kFirst, std::size_t kSecond>
struct Pair {
  static HWY_INLINE Vector of(Vector a, Vector b, Vector c) {
    return joined<kSecond>(fusable<kFirst>(a, b), c);
  }
};
template <std::size_t kFirst, std::size_t kSecond, std::size_t kThird>
struct Chain {
  static HWY_INLINE Vector of(Vector a, Vector b, Vector c, Vector d) {
    return joined<kThird>(joined<kSecond>(fusable<kFirst>(a, b), c), d);
  }
};
template <std::size_t kFirst, std::size_t kSecond, std::size_t kThird>
struct Both {
  static HWY_INLINE Vector of(Vector a, Vector b, Vector c, Vector d) {
    return fusable<kThird>(fusable<kFirst>(a, b), fusable<kSecond>(c, d));
  }
};

struct Less {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::Lt(a, b)); }
};
struct AtMost {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::Le(a, b)); }
};
struct Greater {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::Gt(a, b)); }
};
struct AtLeast {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::Ge(a, b)); }
};
struct Equal {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::Eq(a, b)); }
};
struct Unequal {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(differs(a, b)); }
};
struct And {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::And(holds(a), holds(b))); }
};
struct Or {
  static HWY_INLINE Vector of(Vector a, Vector b) { return truth(hn::Or(holds(a), holds(b))); }
};
// NaN in either makes NaN, so that a broken number does not hide.
struct Minimum {
  static HWY_INLINE Vector of(Vector a, Vector b) {
    return hn::IfThenElse(hn::Or(hn::Lt(a, b), differs(a, a)), a, b);
  }
};
struct Maximum {
  static HWY_INLINE Vector of(Vector a, Vector b) {
    return hn::IfThenElse(hn::Or(hn::Gt(a, b), differs(a, a)), a, b);
  }
};

struct Copy {
  static HWY_INLINE Vector of(Vector a) { return a; }
};
struct Negative {
  static HWY_INLINE Vector of(Vector a) { return hn::Neg(a); }
};
struct Not {
  static HWY_INLINE Vector of(Vector a) { return truth(hn::Eq(a, set(0.0))); }
};
struct Absolute {
  static HWY_INLINE Vector of(Vector a) { return hn::Abs(a); }
};
struct Logarithm10 {
  static HWY_INLINE Vector of(Vector a) { return hn::Div(logarithm(a), logarithm(set(10.0))); }
};
struct SquareRoot {
  static HWY_INLINE Vector of(Vector a) { return hn::Sqrt(a); }
};
struct Truncate {
  static HWY_INLINE Vector of(Vector a) { return hn::Trunc(a); }
};
struct Round {  // half away from 0
  static HWY_INLINE Vector of(Vector a) { return hn::Trunc(hn::Add(a, hn::CopySignToAbs(set(0.5), a))); }
};

struct Choose {
  static HWY_INLINE Vector of(Vector a, Vector b, Vector c) { return hn::IfThenElse(holds(a), b, c); }
};
struct SafeDivide {
  static HWY_INLINE Vector of(Vector a, Vector b, Vector c) {
    return hn::IfThenElse(hn::Eq(b, set(0.0)), c, hn::Div(a, b));
  }
};

}  // namespace offramp::dynamics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard, once for each instruction set
