// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/machine.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/base/number/elementary.h"
#include "offramp/base/number/trigonometry.h"

namespace offramp::dynamics {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double truth(bool b) {
  return b ? 1.0 : 0.0;
}

template <class F>
void each(Lanes& out, const Lanes& a, F f) {
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = f(a[l]);
}

template <class F>
void each(Lanes& out, const Lanes& a, const Lanes& b, F f) {
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = f(a[l], b[l]);
}

template <class F>
void each(Lanes& out, const Lanes& a, const Lanes& b, const Lanes& c, F f) {
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = f(a[l], b[l], c[l]);
}

void one_operand(Op op, Lanes& out, const Lanes& a) {
  switch (op) {
    case Op::negative:
      return each(out, a, [](double x) { return -x; });
    case Op::not_:
      return each(out, a, [](double x) { return truth(x == 0.0); });
    case Op::absolute:
      return each(out, a, [](double x) { return std::fabs(x); });
    case Op::exponential:
      return each(out, a, portable_exp);
    case Op::logarithm:
      return each(out, a, portable_log);
    case Op::logarithm_10:
      return each(out, a, [](double x) { return portable_log(x) / portable_log(10.0); });
    case Op::square_root:
      return each(out, a, [](double x) { return std::sqrt(x); });
    case Op::sine:
      return each(out, a, portable_sin);
    case Op::cosine:
      return each(out, a, portable_cos);
    case Op::tangent:
      return each(out, a, portable_tan);
    case Op::arcsine:
      return each(out, a, portable_asin);
    case Op::arccosine:
      return each(out, a, portable_acos);
    case Op::arctangent:
      return each(out, a, portable_atan);
    case Op::sinh:
      return each(out, a, portable_sinh);
    case Op::cosh:
      return each(out, a, portable_cosh);
    case Op::tanh:
      return each(out, a, portable_tanh);
    case Op::truncate:
      return each(out, a, [](double x) { return std::trunc(x); });
    default:
      return each(out, a, [](double x) { return std::trunc(x + std::copysign(0.5, x)); });
  }
}

void two_operands(Op op, Lanes& out, const Lanes& a, const Lanes& b) {
  switch (op) {
    case Op::add:
      return each(out, a, b, [](double x, double y) { return x + y; });
    case Op::subtract:
      return each(out, a, b, [](double x, double y) { return x - y; });
    case Op::multiply:
      return each(out, a, b, [](double x, double y) { return x * y; });
    case Op::divide:
      return each(out, a, b, [](double x, double y) { return x / y; });
    case Op::modulo:
      return each(out, a, b, [](double x, double y) { return std::fmod(x, y); });
    case Op::power:
      return each(out, a, b, portable_pow);
    case Op::less:
      return each(out, a, b, [](double x, double y) { return truth(x < y); });
    case Op::at_most:
      return each(out, a, b, [](double x, double y) { return truth(x <= y); });
    case Op::greater:
      return each(out, a, b, [](double x, double y) { return truth(x > y); });
    case Op::at_least:
      return each(out, a, b, [](double x, double y) { return truth(x >= y); });
    case Op::equal:
      return each(out, a, b, [](double x, double y) { return truth(x == y); });
    case Op::unequal:
      return each(out, a, b, [](double x, double y) { return truth(x != y); });
    case Op::and_:
      return each(out, a, b, [](double x, double y) { return truth(x != 0.0 && y != 0.0); });
    case Op::or_:
      return each(out, a, b, [](double x, double y) { return truth(x != 0.0 || y != 0.0); });
    // NaN in either makes NaN, so that a broken number does not hide.
    case Op::minimum:
      return each(out, a, b, [](double x, double y) { return x < y || std::isnan(x) ? x : y; });
    default:
      return each(out, a, b, [](double x, double y) { return x > y || std::isnan(x) ? x : y; });
  }
}

// Poisson by the inverse of its distribution function, term by term (Devroye 1986, X.3.3).
double poisson(double mean, double u) {
  if (!(mean >= 0.0 && mean <= 700.0)) return kNaN;
  double chance = portable_exp(-mean), sum = chance;
  double k = 0.0;
  while (u > sum && k < 2000.0) {
    k += 1.0;
    chance *= mean / k;
    sum += chance;
  }
  return k;
}

double drawn(Op op, double a, double b, double u) {
  switch (op) {
    case Op::uniform:
      return a + (b - a) * u;
    case Op::normal:
      return a + b * normal_quantile(u);
    case Op::lognormal: {
      const double ratio = b / a;
      const double variance = portable_log(1.0 + ratio * ratio);
      return portable_exp(portable_log(a) - 0.5 * variance + std::sqrt(variance) * normal_quantile(u));
    }
    case Op::exponential_draw:
      return -a * portable_log(u);
    case Op::poisson_draw:
      return poisson(a, u);
    default:
      return truth(u < a);
  }
}

}  // namespace

double look_up(const Lookup& lookup, double x) {
  const auto& xs = lookup.x;
  const auto& ys = lookup.y;
  if (std::isnan(x)) return x;
  const std::size_t n = xs.size();
  if (n == 1) return ys[0];
  auto i = static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin());
  if (lookup.kind == Lookup::Kind::discrete) {
    if (i == 0) return ys[0];
    return ys[std::min(i - 1, n - 2)];
  }
  const bool outside = x < xs.front() || x >= xs.back();
  if (outside && lookup.kind == Lookup::Kind::continuous) return x < xs.front() ? ys.front() : ys.back();
  i = std::clamp<std::size_t>(i, 1, n - 1);
  const double width = xs[i] - xs[i - 1];
  if (!(width > 0.0)) return ys[i];
  return ys[i - 1] + (x - xs[i - 1]) / width * (ys[i] - ys[i - 1]);
}

Machine::Machine(const Program& program, DrawKey key, const Numbers& paths)
    : program_(&program),
      key_(key),
      paths_(paths),
      slots_(program.slots),
      records_(program.flat.records.size()) {
  for (const auto& [slot, value] : program.numbers) slots_[slot].fill(value);
}

void Machine::start() {
  steps_.fill(0);
  for (auto& record : records_) record.clear();
  times_.fill(program_->flat.time.start);
  run(program_->constant);
  run(program_->start);
}

void Machine::compute(double ahead) {
  for (std::size_t l = 0; l < kLanes; ++l) times_[l] = time(l) + ahead;
  run(program_->step);
}

void Machine::record() {
  for (std::size_t r = 0; r < records_.size(); ++r) {
    const Lanes& value = slots_[program_->flat.records[r].scalar];
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (records_[r].size() <= steps_[l]) records_[r].resize(steps_[l] + 1);
      records_[r][steps_[l]][l] = value[l];
    }
  }
}

void Machine::recompute(std::uint32_t scalar) {
  const auto [begin, end] = program_->segments[scalar];
  run(std::span(program_->step).subspan(begin, end - begin));
}

void Machine::run(std::span<const Instruction> code) {
  for (const Instruction& i : code) {
    Lanes& out = slots_[i.out];
    const Lanes& a = slots_[i.a];
    const Lanes& b = slots_[i.b];
    const Lanes& c = slots_[i.c];
    switch (i.op) {
      case Op::load:
        out = a;
        break;
      case Op::constant:
        break;
      case Op::time:
        out = times_;
        break;
      case Op::step_length:
        out.fill(program_->flat.time.step);
        break;
      case Op::lookup: {
        const Lookup& table = *program_->flat.lookups[i.index];
        each(out, a, [&table](double x) { return look_up(table, x); });
        break;
      }
      case Op::history:
        run_memory(i);
        break;
      case Op::choose:
        each(out, a, b, c, [](double x, double y, double z) { return x != 0.0 ? y : z; });
        break;
      case Op::safe_divide:
        each(out, a, b, c, [](double x, double y, double z) { return y == 0.0 ? z : x / y; });
        break;
      case Op::step:
      case Op::ramp:
      case Op::pulse:
        run_timed(i);
        break;
      default:
        if (is_draw(i.op)) {
          run_draw(i);
        } else if (operands(i.op) == 1) {
          one_operand(i.op, out, a);
        } else {
          two_operands(i.op, out, a, b);
        }
    }
  }
}

void Machine::run_timed(const Instruction& i) {
  const double dt = program_->flat.time.step;
  const double near = 1e-6 * dt;  // times are compared with this much room
  Lanes& out = slots_[i.out];
  const Lanes& a = slots_[i.a];
  const Lanes& b = slots_[i.b];
  const Lanes& c = slots_[i.c];
  for (std::size_t l = 0; l < kLanes; ++l) {
    const double t = times_[l];
    double off = t - b[l];
    if (i.op == Op::step) {
      out[l] = off >= -near ? a[l] : 0.0;
    } else if (i.op == Op::ramp) {
      out[l] = off > 0.0 ? a[l] * (std::min(t, c[l]) - b[l]) : 0.0;
    } else {
      if (off > -near && c[l] > 0.0) off -= c[l] * std::floor((off + near) / c[l]);
      out[l] = off > -near && off < dt - near ? a[l] / dt : 0.0;
    }
  }
}

// The value at the last recorded step at or before the time looked back to; one step back at least.
void Machine::run_memory(const Instruction& i) {
  const std::vector<Lanes>& kept = records_[i.index];
  const TimeSpan& span = program_->flat.time;
  const Lanes& back = slots_[i.a];
  const Lanes& start = slots_[i.b];
  Lanes& out = slots_[i.out];
  for (std::size_t l = 0; l < kLanes; ++l) {
    const double at = std::floor((times_[l] - back[l] - span.start) / span.step + 1e-6);
    if (std::isnan(at)) {
      out[l] = kNaN;
    } else if (at < 0.0 || steps_[l] == 0) {
      out[l] = start[l];
    } else {
      out[l] = kept[static_cast<std::size_t>(std::min<double>(at, steps_[l] - 1))][l];
    }
  }
}

void Machine::run_draw(const Instruction& i) {
  const Lanes& a = slots_[i.a];
  const Lanes& b = slots_[i.b];
  Lanes& out = slots_[i.out];
  for (std::size_t l = 0; l < kLanes; ++l) {
    out[l] = drawn(i.op, a[l], b[l], key_.uniform(paths_[l], steps_[l], DrawKind::function, i.index));
  }
}

Machine::LaneState Machine::lane(std::size_t lane) const {
  LaneState state;
  state.step = steps_[lane];
  for (const Lanes& slot : slots_) state.slots.push_back(slot[lane]);
  for (const auto& record : records_) {
    for (std::size_t s = 0; s < state.step; ++s) state.records.push_back(record[s][lane]);
  }
  return state;
}

void Machine::set_lane(std::size_t lane, const LaneState& state, std::uint64_t path) {
  paths_[lane] = path;
  steps_[lane] = state.step;
  for (std::size_t s = 0; s < slots_.size(); ++s) slots_[s][lane] = state.slots[s];
  std::size_t at = 0;
  for (auto& record : records_) {
    if (record.size() < state.step) record.resize(state.step);
    for (std::size_t s = 0; s < state.step; ++s) record[s][lane] = state.records[at++];
  }
}

}  // namespace offramp::dynamics
