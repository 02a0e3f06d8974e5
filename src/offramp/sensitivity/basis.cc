// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/sensitivity/surrogate.h"

namespace offramp::sensitivity {
namespace {

constexpr std::size_t kMostRaw = 16;  // raw functions, the constant included

}  // namespace

void InputBasis::raw(std::size_t group, double* out) const {
  out[0] = 1.0;
  if (categorical_) {
    for (std::size_t k = 1; k < raw_size_; ++k) out[k] = raw_of_group_[group] == static_cast<int>(k) ? 1.0 : 0.0;
    return;
  }
  const double t = 2.0 * ranking_->level(group) - 1.0;
  if (raw_size_ > 1) out[1] = t;
  for (std::size_t k = 2; k < raw_size_; ++k) {
    const auto order = static_cast<double>(k);
    out[k] = ((2.0 * order - 1.0) * t * out[k - 1] - (order - 1.0) * out[k - 2]) / order;
  }
}

InputBasis::InputBasis(const Input& input, const Ranking& ranking, std::size_t degree)
    : ranking_(&ranking), categorical_(input.categorical()) {
  const std::size_t groups = ranking.groups();
  raw_size_ = std::min({degree + 1, groups, kMostRaw});
  if (categorical_) {  // indicators of the most frequent levels; the rest share the constant
    std::vector<std::size_t> by_size(groups);
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
      return ranking.start[a + 1] - ranking.start[a] > ranking.start[b + 1] - ranking.start[b];
    });
    raw_of_group_.assign(groups, 0);
    for (std::size_t k = 1; k < raw_size_; ++k) raw_of_group_[by_size[k - 1]] = static_cast<int>(k);
  }
  SymmetricMatrix gram(raw_size_);
  double values[kMostRaw];
  for (std::size_t g = 0; g < groups; ++g) {
    raw(g, values);
    const double weight = static_cast<double>(ranking.start[g + 1] - ranking.start[g]) /
                          static_cast<double>(ranking.worlds());
    for (std::size_t i = 0; i < raw_size_; ++i) {
      for (std::size_t j = i; j < raw_size_; ++j) gram(i, j) += weight * values[i] * values[j];
    }
  }
  mirror_upper(gram);
  rows_ = orthonormalise(gram);
  size_ = rows_.kept.size() - 1;  // the first is the constant
  if (!ranking.discrete) return;
  values_.resize(groups * size_);
  for (std::size_t g = 0; g < groups; ++g) {
    raw(g, values);
    for (std::size_t k = 0; k < size_; ++k) {
      const double* row = rows_.rows.data() + (k + 1) * raw_size_;
      double sum = 0.0;
      for (std::size_t j = 0; j < raw_size_; ++j) sum += row[j] * values[j];
      values_[g * size_ + k] = sum;
    }
  }
}

void InputBasis::evaluate(std::size_t begin, std::size_t end, std::size_t functions, double* out,
                          std::size_t stride) const {
  double values[kMostRaw];
  for (std::size_t world = begin; world < end; ++world, out += stride) {
    const std::size_t group = ranking_->group[world];
    if (ranking_->discrete) {
      for (std::size_t k = 0; k < functions; ++k) out[k] = values_[group * size_ + k];
      continue;
    }
    raw(group, values);
    for (std::size_t k = 0; k < functions; ++k) {
      const double* row = rows_.rows.data() + (k + 1) * raw_size_;
      double sum = 0.0;
      for (std::size_t j = 0; j <= k + 1; ++j) sum += row[j] * values[j];
      out[k] = sum;
    }
  }
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
    for (const Term& term : mine) out[world] += term.coefficient * first[term.function] * second[term.other_function];
  }
}

}  // namespace offramp::sensitivity
