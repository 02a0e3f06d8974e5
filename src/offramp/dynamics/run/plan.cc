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

// [instruction] whether what it makes is read by the next one only. Scalars and rates are read from outside.
std::vector<char> passing(const Program& program, const std::vector<Instruction>& code) {
  std::vector<char> live(program.slots, 0);
  for (std::size_t s = 0; s < program.flat.scalars.size(); ++s) live[s] = 1;
  for (const StockPlan& stock : program.stocks) live[stock.rate] = 1;
  std::vector<char> out(code.size(), 0);
  for (std::size_t k = code.size(); k-- > 0;) {
    const Instruction& i = code[k];
    if (k > 0) {
      const std::uint32_t made = code[k - 1].out;
      const bool once = (operands(i.op) == 2) && ((i.a == made) != (i.b == made));
      out[k - 1] = once && (made == i.out || live[made] == 0) ? 1 : 0;
    }
    live[i.out] = 0;
    const std::uint32_t read[] = {i.a, i.b, i.c};
    for (int o = 0; o < operands(i.op); ++o) live[read[o]] = 1;
    if (i.op == Op::load) live[i.a] = 1;
  }
  return out;
}

std::vector<Coded> coded(const Program& program, const std::vector<TableCode>& tables, const Kernels& kernels,
                         const std::vector<Instruction>& code, bool in_pairs) {
  const std::vector<char> passes = in_pairs ? passing(program, code) : std::vector<char>(code.size(), 0);
  std::vector<Coded> out;
  for (std::size_t k = 0; k < code.size(); ++k) {
    if (code[k].op == Op::constant) continue;
    Coded made = coded(tables, kernels, code[k]);
    const std::size_t first = fusable(code[k].op);
    const std::size_t second = passes[k] != 0 ? fusable(code[k + 1].op) : kFusable;
    if (first < kFusable && second < kFusable) {
      const Instruction& next = code[k + 1];
      const bool left = next.a == code[k].out;
      made.kernel = (left ? kernels.left : kernels.right)[first][second];
      made.c = (left ? next.b : next.a) * kSlot;
      made.out = next.out * kSlot;
      ++k;
    }
    out.push_back(made);
  }
  return out;
}

}  // namespace

Plan::Plan(const Program& program)
    : program_(&program),
      kernels_(&dynamics::kernels()),
      tables_(tables_of(program)),
      constant_(coded(program, tables_, *kernels_, program.constant, false)),
      start_(coded(program, tables_, *kernels_, program.start, false)),
      step_(coded(program, tables_, *kernels_, program.step, true)),
      plain_(coded(program, tables_, *kernels_, program.step, false)) {}

std::span<const Coded> Plan::segment(std::uint32_t scalar) const {
  const auto [begin, end] = program_->segments[scalar];
  return std::span(plain_).subspan(begin, end - begin);
}

}  // namespace offramp::dynamics
