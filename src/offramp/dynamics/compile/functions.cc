// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/compile/functions.h"

#include <array>

namespace offramp::dynamics {
namespace {

constexpr std::size_t kAny = 1000;

constexpr std::array kFunctions = {
    FunctionInfo{"abs", CallKind::op, Op::absolute, 1, 1, 0},
    FunctionInfo{"arccos", CallKind::op, Op::arccosine, 1, 1, 0},
    FunctionInfo{"arcsin", CallKind::op, Op::arcsine, 1, 1, 0},
    FunctionInfo{"arctan", CallKind::op, Op::arctangent, 1, 1, 0},
    FunctionInfo{"bernoulli", CallKind::op, Op::bernoulli_draw, 1, 2, 0},
    FunctionInfo{"cos", CallKind::op, Op::cosine, 1, 1, 0},
    FunctionInfo{"cosh", CallKind::op, Op::cosh, 1, 1, 0},
    FunctionInfo{"delay", CallKind::record, Op::history, 2, 3, 0},
    FunctionInfo{"delay1", CallKind::delay, Op::load, 2, 3, 1},
    FunctionInfo{"delay3", CallKind::delay, Op::load, 2, 3, 3},
    FunctionInfo{"delayn", CallKind::delay, Op::load, 3, 4, 0},
    FunctionInfo{"dt", CallKind::time_name, Op::step_length, 0, 0, 0},
    FunctionInfo{"exp", CallKind::op, Op::exponential, 1, 1, 0},
    FunctionInfo{"exprnd", CallKind::op, Op::exponential_draw, 1, 2, 0},
    FunctionInfo{"forcst", CallKind::forecast, Op::load, 3, 4, 0},
    FunctionInfo{"if_then_else", CallKind::op, Op::choose, 3, 3, 0},
    FunctionInfo{"init", CallKind::initial, Op::load, 1, 1, 0},
    FunctionInfo{"int", CallKind::op, Op::truncate, 1, 1, 0},
    FunctionInfo{"ln", CallKind::op, Op::logarithm, 1, 1, 0},
    FunctionInfo{"log10", CallKind::op, Op::logarithm_10, 1, 1, 0},
    FunctionInfo{"lognormal", CallKind::op, Op::lognormal, 2, 3, 0},
    FunctionInfo{"lookup", CallKind::look_up, Op::lookup, 2, 2, 0},
    FunctionInfo{"max", CallKind::least, Op::maximum, 1, kAny, 0},
    FunctionInfo{"mean", CallKind::array, Op::divide, 1, 1, 0},
    FunctionInfo{"min", CallKind::least, Op::minimum, 1, kAny, 0},
    FunctionInfo{"modulo", CallKind::op, Op::modulo, 2, 2, 0},
    FunctionInfo{"normal", CallKind::op, Op::normal, 2, 3, 0},
    FunctionInfo{"pi", CallKind::time_name, Op::constant, 0, 0, 0},
    FunctionInfo{"poisson", CallKind::op, Op::poisson_draw, 1, 2, 0},
    FunctionInfo{"previous", CallKind::record, Op::history, 1, 2, 1},
    FunctionInfo{"prod", CallKind::array, Op::multiply, 1, 1, 0},
    FunctionInfo{"pulse", CallKind::op, Op::pulse, 2, 3, 0},
    FunctionInfo{"ramp", CallKind::op, Op::ramp, 2, 3, 0},
    FunctionInfo{"random", CallKind::op, Op::uniform, 2, 3, 0},
    FunctionInfo{"round", CallKind::op, Op::round, 1, 1, 0},
    FunctionInfo{"safediv", CallKind::op, Op::safe_divide, 2, 3, 0},
    FunctionInfo{"sin", CallKind::op, Op::sine, 1, 1, 0},
    FunctionInfo{"sinh", CallKind::op, Op::sinh, 1, 1, 0},
    FunctionInfo{"size", CallKind::array, Op::constant, 1, 1, 0},
    FunctionInfo{"smth1", CallKind::smooth, Op::load, 2, 3, 1},
    FunctionInfo{"smth3", CallKind::smooth, Op::load, 2, 3, 3},
    FunctionInfo{"smthn", CallKind::smooth, Op::load, 3, 4, 0},
    FunctionInfo{"sqrt", CallKind::op, Op::square_root, 1, 1, 0},
    FunctionInfo{"starttime", CallKind::time_name, Op::constant, 0, 0, 1},
    FunctionInfo{"stddev", CallKind::array, Op::square_root, 1, 1, 0},
    FunctionInfo{"step", CallKind::op, Op::step, 2, 2, 0},
    FunctionInfo{"stoptime", CallKind::time_name, Op::constant, 0, 0, 2},
    FunctionInfo{"sum", CallKind::array, Op::add, 1, 1, 0},
    FunctionInfo{"tan", CallKind::op, Op::tangent, 1, 1, 0},
    FunctionInfo{"tanh", CallKind::op, Op::tanh, 1, 1, 0},
    FunctionInfo{"time", CallKind::time_name, Op::time, 0, 0, 0},
    FunctionInfo{"trend", CallKind::trend, Op::load, 2, 3, 0},
    FunctionInfo{"uniform", CallKind::op, Op::uniform, 2, 3, 0},
};

}  // namespace

const FunctionInfo* function_named(std::string_view canonical) {
  for (const FunctionInfo& f : kFunctions) {
    if (f.name == canonical) return &f;
  }
  return nullptr;
}

const std::vector<std::string>& function_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const FunctionInfo& f : kFunctions) out.emplace_back(f.name);
    return out;
  }();
  return names;
}

}  // namespace offramp::dynamics
