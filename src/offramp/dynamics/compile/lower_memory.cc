// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/compile/lower.h"

// Functions that remember are stocks of their own (XMILE 1.0, section 3.5.4; Sterman 2000, chapter 11): a
// smooth of order n is n stocks, each adjusting to the one before it in an nth of the time; a delay of order
// n is n stocks in a row, each emptying in an nth of the time.
namespace offramp::dynamics {
namespace {

constexpr double kMaxOrder = 1000.0;

}  // namespace

std::uint32_t Lowerer::hidden(Scalar::Kind kind, const std::string& what, Terms value) {
  Scalar scalar;
  scalar.kind = kind;
  scalar.name = fmt::format("{} ({})", owner_, what);
  scalar.hidden = true;
  scalar.equation = &equation_;
  scalar.place = place_of(equation_);
  state_.count_terms(value.size(), scalar.place);
  (kind == Scalar::Kind::stock ? scalar.start : scalar.value) = std::move(value);
  return state_.add_scalar(std::move(scalar));
}

// An argument as a scalar: the variable itself where it is one.
std::uint32_t Lowerer::argument(const Node& n, std::size_t which, const std::string& what) {
  Terms value;
  term(n.children[which], value);
  if (value.size() == 1 && value[0].op == Op::load) return value[0].index;
  return hidden(Scalar::Kind::auxiliary, what, std::move(value));
}

std::uint32_t Lowerer::order_of(const Node& n, const FunctionInfo& f) {
  if (f.order != 0) return f.order;
  const Node& order = node(n.children[2]);
  if (order.kind != NodeKind::number || !(order.number >= 1.0 && order.number <= kMaxOrder) ||
      order.number != std::floor(order.number)) {
    fail(order, fmt::format("the order is a whole number from 1 to {}, written as such", kMaxOrder));
  }
  return static_cast<std::uint32_t>(order.number);
}

std::uint32_t Lowerer::smooth(std::uint32_t input, std::uint32_t time, std::uint32_t order,
                              std::uint32_t start) {
  std::uint32_t before = input;
  for (std::uint32_t i = 1; i <= order; ++i) {
    Terms initial;
    load(initial, start);
    const std::uint32_t stock =
        hidden(Scalar::Kind::stock, fmt::format("smooth {} of {}", i, order), initial);
    Terms change;
    const std::uint32_t gap = put(change, Op::subtract, load(change, before), load(change, stock));
    const std::uint32_t each = put(change, Op::divide, load(change, time), constant(change, order));
    put(change, Op::divide, gap, each);
    const std::uint32_t flow =
        hidden(Scalar::Kind::flow, fmt::format("adjustment {} of {}", i, order), change);
    state_.out.scalars[stock].inflows.push_back(flow);
    before = stock;
  }
  return before;
}

std::uint32_t Lowerer::delay(std::uint32_t input, std::uint32_t time, std::uint32_t order,
                             std::uint32_t start) {
  std::uint32_t before = input;
  for (std::uint32_t i = 1; i <= order; ++i) {
    Terms initial;
    const std::uint32_t amount = load(initial, start);
    put(initial, Op::multiply, amount,
        put(initial, Op::divide, load(initial, time), constant(initial, order)));
    const std::uint32_t stock = hidden(Scalar::Kind::stock, fmt::format("delay {} of {}", i, order), initial);
    Terms leaving;
    const std::uint32_t held = load(leaving, stock);
    put(leaving, Op::divide, held, put(leaving, Op::divide, load(leaving, time), constant(leaving, order)));
    const std::uint32_t flow = hidden(Scalar::Kind::flow, fmt::format("outflow {} of {}", i, order), leaving);
    state_.out.scalars[stock].inflows.push_back(before);
    state_.out.scalars[stock].outflows.push_back(flow);
    before = flow;
  }
  return before;
}

// Sterman (2000), section 16.3: the growth per time unit against an average of the input; 0 where that is 0.
std::uint32_t Lowerer::trend(std::uint32_t input, std::uint32_t time, std::uint32_t start) {
  Terms initial;
  const std::uint32_t grown = put(initial, Op::multiply, load(initial, start), load(initial, time));
  put(initial, Op::divide, load(initial, input), put(initial, Op::add, constant(initial, 1.0), grown));
  const std::uint32_t average = hidden(Scalar::Kind::stock, "average", initial);
  Terms change;
  const std::uint32_t gap = put(change, Op::subtract, load(change, input), load(change, average));
  put(change, Op::divide, gap, load(change, time));
  state_.out.scalars[average].inflows.push_back(hidden(Scalar::Kind::flow, "adjustment", change));
  Terms value;
  const std::uint32_t off = put(value, Op::subtract, load(value, input), load(value, average));
  const std::uint32_t below = put(value, Op::multiply, load(value, average), load(value, time));
  put(value, Op::safe_divide, off, below, constant(value, 0.0));
  return hidden(Scalar::Kind::auxiliary, "trend", value);
}

std::uint32_t Lowerer::remember(const Node& n, const FunctionInfo& f, Terms& out) {
  if (f.kind == CallKind::initial) {
    Terms value;
    term(n.children[0], value);
    return load(out, hidden(Scalar::Kind::frozen, "initial value", std::move(value)));
  }
  if (f.kind == CallKind::record) return record(n, f, out);
  const std::uint32_t input = argument(n, 0, "input");
  const std::uint32_t time = argument(n, 1, "time");
  const bool ordered = f.kind == CallKind::smooth || f.kind == CallKind::delay;
  const std::uint32_t order = ordered ? order_of(n, f) : 1;
  const std::size_t start_at = f.kind == CallKind::forecast || (ordered && f.order == 0) ? 3 : 2;
  const bool started = n.children.size() > start_at;
  std::uint32_t start = input;
  if (started) start = argument(n, start_at, "start");
  if (!started && !ordered) {
    Terms zero;
    constant(zero, 0.0);
    start = hidden(Scalar::Kind::auxiliary, "start", zero);
  }
  if (f.kind == CallKind::smooth) return load(out, smooth(input, time, order, start));
  if (f.kind == CallKind::delay) return load(out, delay(input, time, order, start));
  const std::uint32_t slope = load(out, trend(input, time, start));
  if (f.kind == CallKind::trend) return slope;
  const std::uint32_t ahead = term(n.children[2], out);
  const std::uint32_t factor = put(out, Op::add, constant(out, 1.0), put(out, Op::multiply, slope, ahead));
  return put(out, Op::multiply, load(out, input), factor);
}

// Before there is anything to look back at, the stated value; else the input at the start.
std::uint32_t Lowerer::record(const Node& n, const FunctionInfo& f, Terms& out) {
  const bool previous = f.order == 1;
  const std::uint32_t input = argument(n, 0, "input");
  const std::uint32_t back = previous ? put(out, Op::step_length) : term(n.children[1], out);
  const std::size_t start_at = previous ? 1 : 2;
  std::uint32_t start = 0;
  if (n.children.size() > start_at) {
    start = term(n.children[start_at], out);
  } else {
    Terms value;
    load(value, input);
    start = load(out, hidden(Scalar::Kind::frozen, "value at the start", value));
  }
  state_.out.records.push_back({input});
  return put(out, Op::history, back, start, 0, static_cast<std::uint32_t>(state_.out.records.size() - 1));
}

}  // namespace offramp::dynamics
