// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/plan.h"

#include <array>

#include "offramp/dynamics/run/draws.h"

namespace offramp::dynamics {
namespace {

constexpr std::uint32_t kSlot = static_cast<std::uint32_t>(kLanes);

std::vector<TableCode> tables_of(const Program& program) {
  std::vector<TableCode> out;
  for (const Lookup* lookup : program.flat.lookups) out.emplace_back(*lookup);
  return out;
}

Coded coded(const std::vector<TableCode>& tables, const Kernels& kernels, const Instruction& i) {
  Coded out;
  out.kernel = kernels.of[static_cast<std::size_t>(i.op)];
  out.out = i.out * kSlot;
  out.a = i.a * kSlot;
  out.b = i.b * kSlot;
  out.c = i.c * kSlot;
  out.index = is_draw(i.op) ? draw_word(static_cast<std::uint32_t>(DrawKind::function), i.index) : i.index;
  if (i.op == Op::lookup) out.table = &tables[i.index];
  return out;
}

// Position among the operations that are fused; kFusable: it is none of them.
std::size_t fusable(Op op) {
  constexpr std::array<Op, kFusable> kOrder = {Op::add, Op::subtract, Op::multiply, Op::divide};
  std::size_t at = 0;
  while (at < kFusable && kOrder[at] != op) ++at;
  return at;
}

// What instructions leave behind for those that come next. Scalars and rates
// are read from outside.
struct Passing {
  std::vector<char> one;  // [instruction] its result is read once by the next
                          // one, and by nobody else
  std::vector<char> two;  // its result is not read after the next but one
};

Passing passing(const Program& program, const std::vector<Instruction>& code) {
  std::vector<char> live(program.slots, 0);
  for (std::size_t s = 0; s < program.flat.scalars.size(); ++s) live[s] = 1;
  for (const StockPlan& stock : program.stocks) live[stock.rate] = 1;
  Passing out{std::vector<char>(code.size(), 0), std::vector<char>(code.size(), 0)};
  for (std::size_t k = code.size(); k-- > 0;) {
    const Instruction& i = code[k];
    const auto over = [&](std::uint32_t made) { return made == i.out || live[made] == 0; };
    if (k > 0) {
      const std::uint32_t made = code[k - 1].out;
      const bool once = (operands(i.op) == 2) && ((i.a == made) != (i.b == made));
      out.one[k - 1] = once && over(made) ? 1 : 0;
    }
    if (k > 1) out.two[k - 2] = over(code[k - 2].out) ? 1 : 0;
    live[i.out] = 0;
    const std::uint32_t read[] = {i.a, i.b, i.c};
    for (int o = 0; o < operands(i.op); ++o) live[read[o]] = 1;
    if (i.op == Op::load) live[i.a] = 1;
  }
  return out;
}

// Codes instructions one by one, or two and three in one.
class Coder {
 public:
  Coder(const Program& program, const std::vector<TableCode>& tables, const Kernels& kernels,
        const std::vector<Instruction>& code)
      : tables_(tables), kernels_(kernels), code_(code), passing_(passing(program, code)) {}

  std::vector<Coded> coded(bool fuse) const {
    std::vector<Coded> out;
    for (std::size_t k = 0; k < code_.size();) {
      Coded made = dynamics::coded(tables_, kernels_, code_[k]);
      const std::size_t used = fuse ? fused(k, made) : 1;
      if (code_[k].op != Op::constant) out.push_back(made);
      k += used;
    }
    return out;
  }

 private:
  std::size_t op(std::size_t k) const { return k < code_.size() ? fusable(code_[k].op) : kFusable; }
  // How what comes before joins instruction k, and the operand that joins it.
  std::size_t join_at(std::size_t k) const { return join(op(k), code_[k].a == code_[k - 1].out); }
  std::uint32_t joining(std::size_t k) const {
    return (code_[k].a == code_[k - 1].out ? code_[k].b : code_[k].a) * kSlot;
  }

  // How many instructions from k on `made` stands for.
  std::size_t fused(std::size_t k, Coded& made) const {
    if (op(k) == kFusable || op(k + 1) == kFusable) return 1;
    if (both(k, made)) return 3;
    if (passing_.one[k] == 0) return 1;
    made.c = joining(k + 1);
    made.out = code_[k + 1].out * kSlot;
    made.kernel = kernels_.pair[op(k) * kJoins + join_at(k + 1)];
    if (op(k + 2) == kFusable || passing_.one[k + 1] == 0) return 2;
    made.d = joining(k + 2);
    made.out = code_[k + 2].out * kSlot;
    made.kernel = kernels_.chain[(op(k) * kJoins + join_at(k + 1)) * kJoins + join_at(k + 2)];
    return 3;
  }

  // Two that do not read one another, and a third that reads both of them.
  bool both(std::size_t k, Coded& made) const {
    if (op(k + 2) == kFusable || passing_.one[k + 1] == 0 || passing_.two[k] == 0) return false;
    const Instruction &i = code_[k], &j = code_[k + 1], &last = code_[k + 2];
    if (i.out == j.out || j.a == i.out || j.b == i.out) return false;
    const bool in_order = last.a == i.out && last.b == j.out;
    if (!in_order && !(last.a == j.out && last.b == i.out)) return false;
    const Instruction &first = in_order ? i : j, &second = in_order ? j : i;
    made.a = first.a * kSlot;
    made.b = first.b * kSlot;
    made.c = second.a * kSlot;
    made.d = second.b * kSlot;
    made.out = last.out * kSlot;
    made.kernel = kernels_.both[(fusable(first.op) * kFusable + fusable(second.op)) * kFusable + op(k + 2)];
    return true;
  }

  const std::vector<TableCode>& tables_;
  const Kernels& kernels_;
  const std::vector<Instruction>& code_;
  const Passing passing_;
};

}  // namespace

Plan::Plan(const Program& program)
    : program_(&program),
      kernels_(&dynamics::kernels()),
      tables_(tables_of(program)),
      constant_(Coder(program, tables_, *kernels_, program.constant).coded(false)),
      start_(Coder(program, tables_, *kernels_, program.start).coded(false)),
      step_(Coder(program, tables_, *kernels_, program.step).coded(true)),
      plain_(Coder(program, tables_, *kernels_, program.step).coded(false)) {}

std::span<const Coded> Plan::segment(std::uint32_t scalar) const {
  const auto [begin, end] = program_->segments[scalar];
  return std::span(plain_).subspan(begin, end - begin);
}

}  // namespace offramp::dynamics
