// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/classified.h"

#include <algorithm>

#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

constexpr std::size_t kMostFunctions = 16;

struct Cut {
  double place = 0.0;
  std::size_t wrong = 0;
};

// The cut with fewest worlds on the wrong side; the lowest of equals.
Cut best_cut(std::span<const double> fitted, const Ranking& ranking, std::span<const double> output) {
  std::size_t wrong = 0;  // with everything above the cut: all zeros
  for (const double value : output) wrong += value == 0.0 ? 1 : 0;
  const auto value = [&](std::size_t position) { return fitted[ranking.order[position]]; };
  Cut best{value(0) - 1.0, wrong};
  for (std::size_t g = 0; g < ranking.groups(); ++g) {
    for (std::size_t p = ranking.start[g]; p < ranking.start[g + 1]; ++p) {
      output[ranking.order[p]] == 0.0 ? --wrong : ++wrong;
    }
    if (wrong >= best.wrong) continue;
    const std::size_t next = ranking.start[g + 1];
    const double here = value(next - 1);
    best = {next < output.size() ? here + 0.5 * (value(next) - here) : here, wrong};
  }
  return best;
}

// Values that stand for an input's distribution, as worlds that have them, with weights that add up to 1.
struct Nodes {
  std::vector<std::size_t> worlds;
  std::vector<double> weights;
};

Nodes make_nodes(const Ranking& ranking) {
  constexpr std::size_t kNodes = 32;
  Nodes nodes;
  const std::size_t n = ranking.worlds();
  if (ranking.discrete) {
    for (std::size_t g = 0; g < ranking.groups(); ++g) {
      nodes.worlds.push_back(ranking.order[ranking.start[g]]);
      nodes.weights.push_back(static_cast<double>(ranking.start[g + 1] - ranking.start[g]) /
                              static_cast<double>(n));
    }
    return nodes;
  }
  for (std::size_t q = 0; q < kNodes; ++q) {
    nodes.worlds.push_back(ranking.order[(2 * q + 1) * n / (2 * kNodes)]);
    nodes.weights.push_back(1.0 / static_cast<double>(kNodes));
  }
  return nodes;
}

// How the expansion depends on one input: weight of each of its functions, alone and times another's
// function.
struct Share {
  std::vector<double> alone;
  std::vector<Term> pairs;    // `other` and `other_function` name the partner
  std::size_t functions = 0;  // the highest used, plus 1
};

Share share_of_input(const Surrogate& surrogate, std::size_t input) {
  Share share{std::vector<double>(kMostFunctions, 0.0), {}, 0};
  for (Term term : surrogate.terms) {
    if (term.pair() && term.other == input) {
      std::swap(term.input, term.other);
      std::swap(term.function, term.other_function);
    }
    if (term.input != input) continue;
    share.functions = std::max<std::size_t>(share.functions, term.function + 1);
    if (term.pair()) {
      share.pairs.push_back(term);
    } else {
      share.alone[term.function] += term.coefficient;
    }
  }
  return share;
}

// Weights of the input's functions in one world, its partners' values included.
void weights_in_world(const Share& share, std::span<const InputBasis> bases, std::size_t world,
                      std::vector<double>& weights) {
  weights = share.alone;
  double partner[kMostFunctions];
  std::uint32_t last = Term::kNone;
  for (const Term& term : share.pairs) {
    if (term.other != last)
      bases[term.other].evaluate(world, world + 1, bases[term.other].size(), partner, 0);
    last = term.other;
    weights[term.function] += term.coefficient * partner[term.other_function];
  }
}

// Evenly spaced in the order of the fitted values.
std::vector<std::uint32_t> base_worlds(const Ranking& ranking) {
  constexpr std::size_t kMost = 8192;
  if (ranking.worlds() <= kMost) return ranking.order;
  std::vector<std::uint32_t> worlds;
  for (std::size_t k = 0; k < kMost; ++k)
    worlds.push_back(ranking.order[(2 * k + 1) * ranking.worlds() / (2 * kMost)]);
  return worlds;
}

// Mean over base worlds of the variance of "above the cut" when only this input moves.
double moving_variance(std::span<const InputBasis> bases, const Ranking& ranking, std::size_t input,
                       const Surrogate& surrogate, std::span<const double> fitted,
                       std::span<const std::uint32_t> base, double cut) {
  const Share share = share_of_input(surrogate, input);
  const std::size_t functions = share.functions;
  const Nodes nodes = make_nodes(ranking);
  std::vector<double> table(nodes.worlds.size() * functions), own(functions), weights;
  for (std::size_t q = 0; q < nodes.worlds.size(); ++q) {
    bases[input].evaluate(nodes.worlds[q], nodes.worlds[q] + 1, functions, table.data() + q * functions, 0);
  }
  const auto effect = [&](const double* values) {
    double sum = 0.0;
    for (std::size_t k = 0; k < functions; ++k) sum += weights[k] * values[k];
    return sum;
  };
  std::vector<double> moved(nodes.worlds.size());
  const bool fixed = share.pairs.empty();
  double total = 0.0;
  for (const std::uint32_t world : base) {
    if (!fixed || weights.empty()) {
      weights_in_world(share, bases, world, weights);
      for (std::size_t q = 0; q < moved.size(); ++q) moved[q] = effect(table.data() + q * functions);
    }
    bases[input].evaluate(world, world + 1, functions, own.data(), 0);
    const double rest = fitted[world] - effect(own.data());
    double above = 0.0;
    for (std::size_t q = 0; q < moved.size(); ++q) above += rest + moved[q] > cut ? nodes.weights[q] : 0.0;
    total += above * (1.0 - above);
  }
  return total / static_cast<double>(base.size());
}

}  // namespace

ClassifiedTotals classified_totals(std::span<const InputBasis> bases, std::span<const Ranking> rankings,
                                   std::span<const std::size_t> inputs, const Surrogate& surrogate,
                                   std::span<const double> output, const RunControl& control) {
  std::vector<double> fitted(output.begin(), output.end());
  for (std::size_t world = 0; world < fitted.size(); ++world) fitted[world] -= surrogate.residual[world];
  const Ranking ranking = rank_input({"", fitted, 0, {}});
  const Cut cut = best_cut(fitted, ranking, output);
  const std::vector<std::uint32_t> base = base_worlds(ranking);
  const double variance = variance_of(output, mean_of(output));
  ClassifiedTotals result{cut.place,
                          static_cast<double>(cut.wrong) / (static_cast<double>(output.size()) * variance),
                          std::vector<double>(bases.size(), 0.0)};
  std::vector<bool> used(bases.size(), false);
  for (const Term& term : surrogate.terms) {
    used[term.input] = true;
    if (term.pair()) used[term.other] = true;
  }
  parallel_blocks(inputs.size(), 1, control, "yes-no totals", [&](std::size_t k, std::size_t, std::size_t) {
    const std::size_t i = inputs[k];
    if (!used[i]) return;
    result.total[i] = moving_variance(bases, rankings[i], i, surrogate, fitted, base, cut.place) / variance;
  });
  return result;
}

}  // namespace offramp::sensitivity
