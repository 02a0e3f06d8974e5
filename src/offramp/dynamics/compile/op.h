// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace offramp::dynamics {

/// What one step of a compiled equation computes. Truth is 1, falsehood 0, all but 0 is true.
enum class Op : std::uint8_t {
  constant,
  load,  ///< another scalar's value
  time,
  step_length,
  // one operand
  negative,
  not_,
  absolute,
  exponential,
  logarithm,
  logarithm_10,
  square_root,
  sine,
  cosine,
  tangent,
  arcsine,
  arccosine,
  arctangent,
  sinh,
  cosh,
  tanh,
  truncate,
  round,   ///< half away from 0
  lookup,  ///< graphical function `index`
  // two
  add,
  subtract,
  multiply,
  divide,
  modulo,
  power,
  less,
  at_most,
  greater,
  at_least,
  equal,
  unequal,
  and_,
  or_,
  minimum,
  maximum,
  step,       ///< a from time b on, else 0
  history,    ///< value of record `index` a time units ago, b before there is any
  uniform,    ///< draw `index`: uniform between a and b
  normal,     ///< draw `index`: mean a, standard deviation b
  lognormal,  ///< draw `index`: mean a and standard deviation b of the number itself
  // three
  choose,       ///< b if a is true, else c
  safe_divide,  ///< a / b, c where b is 0
  ramp,         ///< a for each time unit from b to c
  pulse,        ///< a / step length for one step at b and then every c, never again if c is not above 0
  // one, and a draw
  exponential_draw,  ///< mean a
  poisson_draw,      ///< mean a, at most 700
  bernoulli_draw,    ///< 1 with probability a
};

/// How many operands an op has, 0 to 3.
constexpr int operands(Op op) {
  if (op >= Op::exponential_draw) return 1;
  if (op >= Op::choose) return 3;
  if (op >= Op::add) return 2;
  return op >= Op::negative ? 1 : 0;
}
/// Whether the value may change although no variable does: by time, by what was, by chance.
constexpr bool moves_by_itself(Op op) {
  return op == Op::time || op == Op::step || op == Op::history || op == Op::uniform || op == Op::normal ||
         op == Op::lognormal || op == Op::ramp || op == Op::pulse || op >= Op::exponential_draw;
}
constexpr bool is_draw(Op op) {
  return op == Op::uniform || op == Op::normal || op == Op::lognormal || op >= Op::exponential_draw;
}

/// One node of a compiled expression; operands are positions in the same list, before it.
struct Term {
  Op op = Op::constant;
  std::uint32_t a = 0, b = 0, c = 0;
  std::uint32_t index = 0;  ///< scalar, graphical function, record or draw
  double value = 0.0;       ///< of a constant
};
/// The last one is the value; none: no expression.
using Terms = std::vector<Term>;

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

}  // namespace offramp::dynamics
