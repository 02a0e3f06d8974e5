// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/compile/program.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <map>

#include "offramp/dynamics/compile/order.h"
#include "offramp/dynamics/equation/names.h"

namespace offramp::dynamics {
namespace {

class Emitter {
 public:
  explicit Emitter(Program& program) : program_(program) {
    next_ = static_cast<std::uint32_t>(program.flat.scalars.size());
  }

  void emit(const Terms& terms, std::uint32_t out, std::vector<Instruction>& code) {
    if (terms.empty()) return;
    const std::vector<std::size_t> last = last_uses(terms);
    std::vector<std::uint32_t> slot(terms.size(), kNone);
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (last[i] == 0) continue;  // read by nobody
      const Term& t = terms[i];
      const bool whole = i + 1 == terms.size();
      if (t.op == Op::load) {
        slot[i] = t.index;
      } else if (t.op == Op::constant) {
        slot[i] = number(t.value);
      } else {
        Instruction made{t.op, 0, 0, 0, 0, t.index};
        const int count = operands(t.op);
        if (count > 0) made.a = slot[t.a];
        if (count > 1) made.b = slot[t.b];
        if (count > 2) made.c = slot[t.c];
        release(terms, last, slot, i);
        made.out = slot[i] = whole ? out : temporary();
        code.push_back(made);
      }
      if (whole && slot[i] != out) code.push_back({Op::load, out, slot[i], 0, 0, 0});
    }
  }

  // Inflows less outflows.
  std::uint32_t rate(const Scalar& stock, std::vector<Instruction>& code) {
    const std::uint32_t out = next_++;
    std::uint32_t sum = number(0.0);
    const auto flow = [&](Op op, std::uint32_t scalar) {
      code.push_back({op, out, sum, scalar, 0, 0});
      sum = out;
    };
    for (const std::uint32_t f : stock.inflows) flow(Op::add, f);
    for (const std::uint32_t f : stock.outflows) flow(Op::subtract, f);
    if (sum != out) code.push_back({Op::load, out, sum, 0, 0, 0});
    return out;
  }

  std::uint32_t slots() const { return next_; }

 private:
  // [term] one more than the last term that reads it; 0: none does.
  static std::vector<std::size_t> last_uses(const Terms& terms) {
    std::vector<std::size_t> last(terms.size(), 0);
    last.back() = terms.size() + 1;
    for (std::size_t i = terms.size(); i-- > 0;) {
      if (last[i] == 0) continue;
      const int count = operands(terms[i].op);
      const auto use = [&](std::uint32_t operand) { last[operand] = std::max(last[operand], i + 1); };
      if (count > 0) use(terms[i].a);
      if (count > 1) use(terms[i].b);
      if (count > 2) use(terms[i].c);
    }
    return last;
  }

  // Temporaries whose last reader is this term are free for its own result: lanes are read before they are
  // written.
  void release(const Terms& terms, const std::vector<std::size_t>& last, std::vector<std::uint32_t>& slot,
               std::size_t reader) {
    const Term& t = terms[reader];
    const std::uint32_t operand[] = {t.a, t.b, t.c};
    for (int k = 0; k < operands(t.op); ++k) {
      const std::uint32_t o = operand[k];
      const Op op = terms[o].op;
      if (last[o] != reader + 1 || op == Op::load || op == Op::constant || slot[o] == kNone) continue;
      free_.push_back(slot[o]);
      slot[o] = kNone;
    }
  }

  std::uint32_t temporary() {
    if (free_.empty()) return next_++;
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }

  std::uint32_t number(double value) {
    const auto [at, fresh] = numbers_.emplace(std::bit_cast<std::uint64_t>(value), next_);
    if (fresh) program_.numbers.emplace_back(next_++, value);
    return at->second;
  }

  Program& program_;
  std::uint32_t next_;
  std::vector<std::uint32_t> free_;
  std::map<std::uint64_t, std::uint32_t> numbers_;
};

bool check_time(const Model& model, Diagnostics& diagnostics) {
  const TimeSpan& t = model.time;
  const auto wrong = [&](std::string message) {
    add_problem(diagnostics, model.time_place, std::move(message));
    return false;
  };
  if (!std::isfinite(t.start) || !std::isfinite(t.stop) || !std::isfinite(t.step))
    return wrong("a time is no number");
  if (!(t.step > 0.0)) return wrong(fmt::format("the time step is {}; it must be above 0", t.step));
  if (t.stop < t.start) return wrong(fmt::format("time ends at {}, before it starts at {}", t.stop, t.start));
  if ((t.stop - t.start) / t.step > kMaxSteps)
    return wrong(fmt::format("more than {} time steps", kMaxSteps));
  return true;
}

}  // namespace

std::size_t Program::steps() const {
  return static_cast<std::size_t>(std::floor((flat.time.stop - flat.time.start) / flat.time.step + 0.5));
}

std::optional<std::uint32_t> Program::find(std::string_view name) const {
  const std::string wanted = canonical_name(name);
  for (std::uint32_t i = 0; i < flat.scalars.size(); ++i) {
    if (flat.scalars[i].name == name || canonical_name(flat.scalars[i].name) == wanted) return i;
  }
  return std::nullopt;
}

std::optional<Program> compile(const Model& model, Diagnostics& diagnostics) {
  if (!check_time(model, diagnostics)) return std::nullopt;
  std::optional<FlatModel> flat = flatten(model, diagnostics);
  if (!flat) return std::nullopt;
  const std::optional<Order> order = order_of(*flat, diagnostics);
  if (!order) return std::nullopt;
  Program program;
  program.flat = std::move(*flat);
  Emitter emitter(program);
  const auto& scalars = program.flat.scalars;
  for (const std::uint32_t s : order->constant) emitter.emit(scalars[s].value, s, program.constant);
  for (const std::uint32_t s : order->start) {
    const bool initial = scalars[s].kind == Scalar::Kind::stock || scalars[s].kind == Scalar::Kind::ladder;
    emitter.emit(initial ? scalars[s].start : scalars[s].value, s, program.start);
  }
  program.segments.resize(scalars.size());
  for (const std::uint32_t s : order->step) {
    const auto begin = static_cast<std::uint32_t>(program.step.size());
    emitter.emit(scalars[s].value, s, program.step);
    program.segments[s] = {begin, static_cast<std::uint32_t>(program.step.size())};
  }
  for (std::uint32_t s = 0; s < scalars.size(); ++s) {
    if (scalars[s].kind != Scalar::Kind::stock) continue;
    program.stocks.push_back({s, emitter.rate(scalars[s], program.step), scalars[s].non_negative});
  }
  program.computed = order->constant;
  program.computed.insert(program.computed.end(), order->step.begin(), order->step.end());
  program.slots = emitter.slots();
  return program;
}

}  // namespace offramp::dynamics
