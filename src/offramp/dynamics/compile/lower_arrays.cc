// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/compile/lower.h"

namespace offramp::dynamics {

// The dimensions over which `*`, and arrays without subscripts that are not those of the equation, run.
void Lowerer::collect_dimensions(std::uint32_t index, std::vector<const Dimension*>& dimensions) {
  const Node& n = node(index);
  for (const std::uint32_t child : n.children) collect_dimensions(child, dimensions);
  if (n.kind != NodeKind::name) return;
  const Symbol* symbol = state_.find(frame_, n.name);
  if (symbol == nullptr) return;
  const auto& own = symbol->dimensions;
  if (!n.subscripts.empty() && n.subscripts.size() != own.size()) return;  // told when it is compiled
  for (std::size_t d = 0; d < own.size(); ++d) {
    const bool runs = n.subscripts.empty() || node(n.subscripts[d]).kind == NodeKind::wildcard;
    if (runs && std::find(dimensions.begin(), dimensions.end(), own[d]) == dimensions.end()) {
      dimensions.push_back(own[d]);
    }
  }
}

std::vector<std::uint32_t> Lowerer::elements(std::uint32_t index, Terms& out) {
  std::vector<const Dimension*> dimensions;
  collect_dimensions(index, dimensions);
  if (dimensions.empty()) return {term(index, out)};
  std::uint64_t count = 1;
  for (const Dimension* d : dimensions) {
    count *= d->elements.size();
    state_.count_terms(count > kMaxTerms ? kMaxTerms + 1 : 0, place_of(equation_));
  }
  const Bindings outer = bindings_;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::vector<std::uint32_t> at = elements_at(dimensions, i);
    bindings_.clear();  // what `*` stands for goes before the element of the equation
    for (std::size_t d = 0; d < at.size(); ++d) bindings_.emplace_back(dimensions[d], at[d]);
    bindings_.insert(bindings_.end(), outer.begin(), outer.end());
    found.push_back(term(index, out));
  }
  bindings_ = outer;
  return found;
}

// In a tree of halves: it nests no deeper than the logarithm of the elements.
std::uint32_t Lowerer::folded_terms(Op op, const std::vector<std::uint32_t>& parts, Terms& out) {
  std::vector<std::uint32_t> level = parts;
  while (level.size() > 1) {
    std::vector<std::uint32_t> next;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2)
      next.push_back(put(out, op, level[i], level[i + 1]));
    if (level.size() % 2 == 1) next.push_back(level.back());
    level = std::move(next);
  }
  return level.front();
}

// STDDEV is that of a sample, with one less than the elements below.
std::uint32_t Lowerer::array_call(const Node& n, const FunctionInfo& f, Terms& out) {
  const std::vector<std::uint32_t> parts = elements(n.children[0], out);
  const auto count = static_cast<double>(parts.size());
  if (f.name == "size") return constant(out, count);
  if (f.name == "prod") return folded_terms(Op::multiply, parts, out);
  const std::uint32_t sum = folded_terms(Op::add, parts, out);
  if (f.name == "sum") return sum;
  const std::uint32_t mean = put(out, Op::divide, sum, constant(out, count));
  if (f.name == "mean") return mean;
  if (parts.size() < 2) fail(n, "STDDEV needs at least two elements");
  std::vector<std::uint32_t> squares;
  for (const std::uint32_t part : parts) {
    const std::uint32_t off = put(out, Op::subtract, part, mean);
    squares.push_back(put(out, Op::multiply, off, off));
  }
  const std::uint32_t total = folded_terms(Op::add, squares, out);
  return put(out, Op::square_root, put(out, Op::divide, total, constant(out, count - 1.0)));
}

}  // namespace offramp::dynamics
