// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/sensitivity/fit/surrogate.h"

namespace offramp::sensitivity {
namespace {

constexpr std::size_t kMostRaw = 16;  // raw functions, the constant included

void legendre(double level, std::size_t count, double* out) {
  const double t = 2.0 * level - 1.0;
  out[0] = 1.0;
  if (count > 1) out[1] = t;
  for (std::size_t k = 2; k < count; ++k) {
    const auto order = static_cast<double>(k);
    out[k] = ((2.0 * order - 1.0) * t * out[k - 1] - (order - 1.0) * out[k - 2]) / order;
  }
}

// Makes raw functions, the first of them constant, orthonormal under the weights of `groups` groups.
// raw(group, out) writes `count` values. Returns [group][function] without the constant.
template <class Raw, class Weight>
std::vector<double> orthonormal_values(std::size_t groups, std::size_t count, const Raw& raw,
                                       const Weight& weight, std::size_t& functions) {
  SymmetricMatrix gram(count);
  double values[kMostRaw];
  for (std::size_t g = 0; g < groups; ++g) {
    raw(g, values);
    const double share = weight(g);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i; j < count; ++j) gram(i, j) += share * values[i] * values[j];
    }
  }
  mirror_upper(gram);
  const Orthonormaliser rows = orthonormalise(gram);
  functions = rows.kept.size() - 1;
  std::vector<double> table(groups * functions);
  for (std::size_t g = 0; g < groups; ++g) {
    raw(g, values);
    for (std::size_t k = 0; k < functions; ++k) {
      const double* row = rows.rows.data() + (k + 1) * count;
      double sum = 0.0;
      for (std::size_t j = 0; j < count; ++j) sum += row[j] * values[j];
      table[g * functions + k] = sum;
    }
  }
  return table;
}

}  // namespace

LegendreGrid::LegendreGrid(std::size_t world_count, std::size_t degree) : worlds(world_count) {
  const auto n = static_cast<double>(worlds);
  const std::size_t count = std::min({degree + 1, worlds, kMostRaw});
  values = orthonormal_values(
      worlds, count,
      [&](std::size_t g, double* out) { legendre((static_cast<double>(g) + 0.5) / n, count, out); },
      [&](std::size_t) { return 1.0 / n; }, functions);
}

InputBasis::InputBasis(const Input& input, const Ranking& ranking, std::size_t degree,
                       const LegendreGrid& grid)
    : ranking_(&ranking), categorical_(input.categorical()) {
  const std::size_t groups = ranking.groups();
  if (!categorical_ && groups == grid.worlds) {
    grid_ = &grid;
    size_ = grid.functions;
    return;
  }
  const std::size_t count = std::min({degree + 1, groups, kMostRaw});
  const auto size_of = [&](std::size_t g) { return ranking.start[g + 1] - ranking.start[g]; };
  std::vector<std::size_t> indicator(groups, 0);
  if (categorical_) {  // indicators of the most frequent levels; the rest share the constant
    std::vector<std::size_t> by_size(groups);
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return size_of(a) > size_of(b); });
    for (std::size_t k = 1; k < count; ++k) indicator[by_size[k - 1]] = k;
  }
  values_ = orthonormal_values(
      groups, count,
      [&](std::size_t g, double* out) {
        if (!categorical_) return legendre(ranking.level(g), count, out);
        for (std::size_t k = 0; k < count; ++k) out[k] = k == 0 || indicator[g] == k ? 1.0 : 0.0;
      },
      [&](std::size_t g) { return static_cast<double>(size_of(g)) / static_cast<double>(ranking.worlds()); },
      size_);
}

InputBasis InputBasis::from(std::size_t first) const {
  InputBasis part = *this;
  part.first_ += first;
  return part;
}

void InputBasis::evaluate(std::size_t begin, std::size_t end, std::size_t functions, double* out,
                          std::size_t stride) const {
  const double* table = grid_ != nullptr ? grid_->values.data() : values_.data();
  for (std::size_t world = begin; world < end; ++world, out += stride) {
    const double* row = table + ranking_->group[first_ + world] * size_;
    for (std::size_t k = 0; k < functions; ++k) out[k] = row[k];
  }
}

std::vector<double> Surrogate::predict(std::span<const InputBasis> bases, std::size_t worlds) const {
  std::vector<double> value(worlds, mean);
  double first[kMostRaw], second[kMostRaw];
  for (const Term& term : terms) {
    for (std::size_t w = 0; w < worlds; ++w) {
      bases[term.input].evaluate(w, w + 1, term.function + 1, first, kMostRaw);
      double product = term.coefficient * first[term.function];
      if (term.pair()) {
        bases[term.other].evaluate(w, w + 1, term.other_function + 1, second, kMostRaw);
        product *= second[term.other_function];
      }
      value[w] += product;
    }
  }
  return value;
}

std::vector<double> Surrogate::main_effect(std::span<const InputBasis> bases, std::size_t input) const {
  std::vector<double> effect(residual.size(), 0.0);
  std::vector<double> weights(bases[input].size(), 0.0);
  std::size_t functions = 0;
  for (const Term& term : terms) {
    if (term.pair() || term.input != input) continue;
    weights[term.function] = term.coefficient;
    functions = std::max<std::size_t>(functions, term.function + 1);
  }
  if (functions == 0) return effect;
  double values[kMostRaw];
  for (std::size_t world = 0; world < effect.size(); ++world) {
    bases[input].evaluate(world, world + 1, functions, values, functions);
    for (std::size_t k = 0; k < functions; ++k) effect[world] += weights[k] * values[k];
  }
  return effect;
}

void Surrogate::add_pair_effect(std::span<const InputBasis> bases, std::size_t a, std::size_t b,
                                std::span<double> out) const {
  std::vector<Term> mine;
  for (const Term& term : terms) {
    if (term.pair() && term.input == a && term.other == b) mine.push_back(term);
  }
  if (mine.empty()) return;
  double first[kMostRaw], second[kMostRaw];
  for (std::size_t world = 0; world < out.size(); ++world) {
    bases[a].evaluate(world, world + 1, bases[a].size(), first, kMostRaw);
    bases[b].evaluate(world, world + 1, bases[b].size(), second, kMostRaw);
    for (const Term& term : mine)
      out[world] += term.coefficient * first[term.function] * second[term.other_function];
  }
}

}  // namespace offramp::sensitivity
