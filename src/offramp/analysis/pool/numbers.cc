// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/pool/numbers.h"

#include <algorithm>
#include <map>

#include "offramp/elicitation/pool/mixture.h"

namespace offramp {
namespace {

using ByPath = std::map<std::string_view, const Input*>;

ByPath by_path(const Case& c) {
  ByPath found;
  for (const Input& input : c.inputs) found.emplace(input.path, &input);
  return found;
}

// Provenance aside: who says why is no difference in what is believed.
bool same_belief(const Quantity& a, const Quantity& b) {
  Quantity x = a, y = b;
  x.provenance = y.provenance = {};
  return x == y;
}

// Every path once: those of the first case in its order, then what only later ones have.
std::vector<std::string> all_paths(std::span<const PoolAnalyst> analysts) {
  std::vector<std::string> paths;
  std::map<std::string_view, bool> seen;
  for (const PoolAnalyst& analyst : analysts) {
    for (const Input& input : analyst.c->inputs) {
      if (seen.emplace(input.path, true).second) paths.push_back(input.path);
    }
  }
  return paths;
}

void add_pool(PooledNumber& number, std::span<const PoolAnalyst> analysts) {
  std::vector<Quantity> beliefs;
  std::vector<double> weights;
  double sum = 0.0;
  for (std::size_t a = 0; a < analysts.size(); ++a) {
    if (!number.of[a]) continue;
    beliefs.push_back(*number.of[a]);
    weights.push_back(analysts[a].weight);
    sum += analysts[a].weight;
  }
  for (double& weight : weights)
    weight = sum > 0.0 ? weight / sum : 1.0 / static_cast<double>(weights.size());
  number.p5 = elicitation::mixture_quantile(beliefs, weights, 0.05);
  number.p50 = elicitation::mixture_quantile(beliefs, weights, 0.5);
  number.p95 = elicitation::mixture_quantile(beliefs, weights, 0.95);
  double farthest = 0.0;
  for (std::size_t i = 0; i < beliefs.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k)
      farthest = std::max(farthest, elicitation::distance(beliefs[i], beliefs[k]));
  }
  const double width = number.p95 - number.p5;
  number.apart = farthest == 0.0 ? 0.0 : width > 0.0 ? farthest / width : 1.0;
}

}  // namespace

std::vector<PooledNumber> pooled_numbers(std::span<const PoolAnalyst> analysts) {
  std::vector<ByPath> inputs;
  for (const PoolAnalyst& analyst : analysts) inputs.push_back(by_path(*analyst.c));
  std::vector<PooledNumber> numbers;
  for (const std::string& path : all_paths(analysts)) {
    PooledNumber number{.path = path};
    bool differs = false;
    for (const ByPath& own : inputs) {
      const auto found = own.find(path);
      number.of.push_back(found == own.end() ? std::nullopt : std::optional(found->second->quantity));
      const auto& first = number.of.front();
      const auto& last = number.of.back();
      differs = differs || first.has_value() != last.has_value() || (first && !same_belief(*first, *last));
    }
    if (!differs) continue;
    add_pool(number, analysts);
    numbers.push_back(std::move(number));
  }
  std::stable_sort(numbers.begin(), numbers.end(),
                   [](const PooledNumber& a, const PooledNumber& b) { return a.apart > b.apart; });
  return numbers;
}

std::string block_of(const std::string& path) {
  const std::size_t parts = path.starts_with("interests.") || path.starts_with("types.") ? 3 : 2;
  std::size_t end = 0;
  for (std::size_t i = 0; i < parts && end != std::string::npos; ++i)
    end = path.find('.', end + (i > 0 ? 1 : 0));
  return path.substr(0, end);
}

std::size_t differing_numbers(const Case& a, const Case& b) {
  const PoolAnalyst two[] = {{"", &a, 0.5, {}, {}}, {"", &b, 0.5, {}, {}}};
  return pooled_numbers(two).size();
}

}  // namespace offramp
