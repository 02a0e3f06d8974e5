// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/indices.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "offramp/base/number/share.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/classified.h"
#include "offramp/sensitivity/fit/conditional.h"
#include "offramp/sensitivity/fit/regression.h"
#include "offramp/sensitivity/measure/first_order.h"

namespace offramp::sensitivity {
namespace {

struct Work {
  const Table& table;
  std::span<const double> output;
  const IndexOptions& options;
  const RunControl& control;
  std::vector<Ranking> rankings;
  Ranking output_ranking;
  std::optional<LegendreGrid> grid;
  std::vector<InputBasis> bases;
  std::vector<std::size_t> active;
  Surrogate surrogate;
  bool dependent = false;
};

void prepare(Work& work) {
  const std::size_t count = work.table.inputs.size();
  work.rankings.resize(count);
  parallel_blocks(count, 1, work.control, "sort", [&](std::size_t i, std::size_t, std::size_t) {
    work.rankings[i] = rank_input(work.table.inputs[i]);
  });
  Input output;
  output.values.assign(work.output.begin(), work.output.end());
  work.output_ranking = rank_input(output);
  for (std::size_t i = 0; i < count; ++i) {
    if (!work.rankings[i].constant()) work.active.push_back(i);
  }
}

void expand(Work& work) {
  work.grid.emplace(work.output.size(), work.options.surrogate.degree);
  std::vector<std::optional<InputBasis>> bases(work.table.inputs.size());
  parallel_blocks(bases.size(), 1, work.control, "bases", [&](std::size_t i, std::size_t, std::size_t) {
    bases[i].emplace(work.table.inputs[i], work.rankings[i], work.options.surrogate.degree, *work.grid);
  });
  for (auto& basis : bases) work.bases.push_back(std::move(*basis));
  work.surrogate = fit_surrogate(work.bases, work.active, work.output, work.options.surrogate, work.control);
}

// Squared standard error of a share of variance from its influence function
//   (2 m (v - m) + m^2 - S (y - mean)^2) / variance
// where m is the fitted part, v what it was fitted to, and S the share.
class InfluenceSpread {
 public:
  InfluenceSpread(double share, double mean, double variance)
      : share_(share), mean_(mean), variance_(variance) {}
  void add(double fitted, double value, double output) {
    const double centred = output - mean_;
    const double influence =
        (2.0 * fitted * (value - fitted) + fitted * fitted - share_ * centred * centred) / variance_;
    sum_ += influence;
    squares_ += influence * influence;
    count_ += 1.0;
  }
  double squared_error() const {
    const double average = sum_ / count_;
    return std::max(0.0, squares_ / count_ - average * average) / count_;
  }

 private:
  double share_, mean_, variance_, sum_ = 0.0, squares_ = 0.0, count_ = 0.0;
};

void first_orders(Work& work, Indices& result) {
  const std::size_t classes =
      work.options.bins != 0 ? work.options.bins : default_bin_count(work.output.size());
  parallel_blocks(
      work.table.inputs.size(), 1, work.control, "first order", [&](std::size_t i, std::size_t, std::size_t) {
        InputIndices& row = result.inputs[i];
        const Ranking& ranking = work.rankings[i];
        row.constant = ranking.constant();
        if (row.constant) return;
        std::vector<double> values;
        if (work.dependent) {
          values.assign(work.output.begin(), work.output.end());
        } else {
          values = work.surrogate.main_effect(work.bases, i);
          for (std::size_t w = 0; w < values.size(); ++w) values[w] += work.surrogate.residual[w];
        }
        row.first = first_order_share(ranking, values, work.output, {result.mean, result.variance}, classes);
        row.delta = borgonovo_delta(ranking, work.output_ranking, work.options.delta);
      });
}

// Two-way interaction of the expansion's residual in equal classes: closed share of the pair less both first
// orders, corrected for noise.
Estimate binned_interaction(const Work& work, std::size_t a, std::size_t b, double variance) {
  const std::vector<double>& residual = work.surrogate.residual;
  const auto n = static_cast<double>(residual.size());
  std::size_t count = 4;
  while (count < 16 && (count + 1) * (count + 1) * (count + 1) * (count + 1) <= residual.size()) ++count;
  const Bins rows = make_bins(work.rankings[a], count), columns = make_bins(work.rankings[b], count);
  const std::size_t width = columns.size();
  std::vector<double> sums(rows.size() * width, 0.0), counts(sums.size(), 0.0);
  std::vector<double> row_sums(rows.size(), 0.0), column_sums(width, 0.0);
  double total = 0.0;
  for (std::size_t world = 0; world < residual.size(); ++world) {
    const std::size_t r = rows.bin[world], c = columns.bin[world];
    sums[r * width + c] += residual[world];
    counts[r * width + c] += 1.0;
    row_sums[r] += residual[world];
    column_sums[c] += residual[world];
    total += residual[world];
  }
  double explained = 0.0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < width; ++c) {
      const double cell = counts[r * width + c];
      if (cell == 0.0) continue;
      const double excess = sums[r * width + c] / cell - row_sums[r] / static_cast<double>(rows.counts[r]) -
                            column_sums[c] / static_cast<double>(columns.counts[c]) + total / n;
      explained += cell * excess * excess / n;
    }
  }
  const double freedom = static_cast<double>((rows.size() - 1) * (width - 1));
  const double noise = work.surrogate.residual_variance / (n * variance);
  Estimate result = normal_estimate(explained / variance - freedom * noise, noise * std::sqrt(2.0 * freedom));
  if (result.low <= 2.0 * result.standard_error) result = {};  // within four standard errors of nothing
  return result;
}

// Shares of all pairs that the expansion or, for the leading inputs, the classes show.
std::vector<PairIndex> pair_shares(const Work& work, const Indices& result) {
  std::vector<PairIndex> pairs;
  const auto at = [&](std::size_t a, std::size_t b) -> PairIndex& {
    for (PairIndex& pair : pairs) {
      if (pair.a == a && pair.b == b) return pair;
    }
    pairs.push_back({a, b, {}});
    return pairs.back();
  };
  for (const Term& term : work.surrogate.terms) {
    if (!term.pair()) continue;
    Estimate& share = at(term.input, term.other).share;
    share.value += term.strength() / result.variance;
  }
  std::vector<std::size_t> leading = work.active;
  std::stable_sort(leading.begin(), leading.end(), [&](std::size_t a, std::size_t b) {
    return result.inputs[a].first.value > result.inputs[b].first.value;
  });
  if (leading.size() > 6) leading.resize(6);
  std::sort(leading.begin(), leading.end());
  for (std::size_t i = 0; i < leading.size(); ++i) {
    for (std::size_t j = i + 1; j < leading.size(); ++j) at(leading[i], leading[j]);
  }
  parallel_blocks(
      pairs.size(), 1, work.control, "interactions", [&](std::size_t p, std::size_t, std::size_t) {
        Estimate& share = pairs[p].share;
        const Estimate rest = binned_interaction(work, pairs[p].a, pairs[p].b, result.variance);
        share.value += rest.value;
        std::vector<double> effect(work.output.size(), 0.0);
        work.surrogate.add_pair_effect(work.bases, pairs[p].a, pairs[p].b, effect);
        InfluenceSpread spread(share.value, result.mean, result.variance);
        for (std::size_t w = 0; w < effect.size(); ++w) {
          spread.add(effect[w], effect[w] + work.surrogate.residual[w], work.output[w]);
        }
        share = normal_estimate(
            share.value, std::sqrt(spread.squared_error() + rest.standard_error * rest.standard_error));
      });
  std::erase_if(pairs, [](const PairIndex& pair) { return !(pair.share.value > 0.0); });
  std::sort(pairs.begin(), pairs.end(), [](const PairIndex& x, const PairIndex& y) {
    return std::tie(y.share.value, x.a, x.b) < std::tie(x.share.value, y.a, y.b);
  });
  return pairs;
}

void totals(const Work& work, const std::vector<PairIndex>& pairs, Indices& result) {
  double explained = 0.0;
  for (const InputIndices& row : result.inputs) explained += row.first.value;
  result.first_order_sum = explained;
  for (const PairIndex& pair : pairs) explained += pair.share.value;
  // Chance covariance of parts over the worlds is not unexplained: never more than the expansion's residual.
  result.unexplained = std::clamp(1.0 - explained, 0.0, work.surrogate.residual_variance / result.variance);
  const bool rough = result.unexplained > work.options.unexplained_limit;
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    InputIndices& row = result.inputs[i];
    if (row.constant) continue;
    double value = row.first.value;
    double error = row.first.standard_error;  // added up: errors of parts may go together
    for (const PairIndex& pair : pairs) {
      if (pair.a != i && pair.b != i) continue;
      value += pair.share.value;
      error += pair.share.standard_error;
    }
    row.total = normal_estimate(value, error);
    // The first order's own margin, above what its standard error gives.
    const Estimate plain = normal_estimate(row.first.value, row.first.standard_error);
    row.total.high += row.first.high - plain.high + result.unexplained;
    row.total.high = std::min(std::max(1.0, value), row.total.high);
    if (rough) {
      row.total_reliable = false;
      row.reason =
          percent_text(result.unexplained) +
          " of the variance is in no first order and no pair found; the total may be that much higher";
    }
    if (work.dependent) {
      row.total_reliable = false;
      row.reason = "inputs are correlated; total indices need independent inputs";
    }
  }
  if (rough)
    result.warnings.push_back("total indices are lower bounds: " + percent_text(result.unexplained) +
                              " of the variance is left unexplained; use a sampling design");
  result.needs_design = rough;
}

// A 0/1 output that its expansion does not explain: totals through the expansion's cut, when that tells yes
// from no better than the expansion itself explains the variance.
void yes_no_totals(const Work& work, Indices& result) {
  const auto binary = [](double value) { return value == 0.0 || value == 1.0; };
  if (work.dependent || !result.needs_design) return;
  if (!std::all_of(work.output.begin(), work.output.end(), binary)) return;
  const ClassifiedTotals found =
      classified_totals(work.bases, work.rankings, work.active, work.surrogate, work.output, work.control);
  if (found.misjudged >= result.unexplained) return;
  result.totals_by_cut = true;
  result.unexplained = found.misjudged;
  const bool rough = found.misjudged > work.options.unexplained_limit;
  for (const std::size_t i : work.active) {
    InputIndices& row = result.inputs[i];
    const double value = std::max(found.total[i], row.first.value);
    row.total = {value, row.first.standard_error + 0.5 * found.misjudged,
                 std::max(row.first.low, value - found.misjudged),
                 std::clamp(std::max(row.first.high, value + found.misjudged), value, std::max(1.0, value))};
    row.total_reliable = !rough;
    row.reason = rough ? "the yes-no answer is misjudged in " + percent_text(found.misjudged) +
                             " of its variance; the total may be off by as much"
                       : "";
  }
  result.needs_design = rough;
  result.warnings.clear();
  if (rough)
    result.warnings.push_back("total indices are rough: " + result.inputs[work.active.front()].reason);
}

void regressions(Work& work, Indices& result) {
  const LinearRegression plain = standardised_regression(work.table, work.rankings, work.output,
                                                         work.output_ranking, false, work.control);
  const LinearRegression ranked = standardised_regression(work.table, work.rankings, work.output,
                                                          work.output_ranking, true, work.control);
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    result.inputs[i].regression = plain.coefficients[i];
    result.inputs[i].rank_regression = ranked.coefficients[i];
  }
  result.linear_r_squared = plain.r_squared;
  result.rank_r_squared = ranked.r_squared;
  result.strongest_correlation = ranked.strongest_correlation;
  result.correlated_a = ranked.correlated_a;
  result.correlated_b = ranked.correlated_b;
  const double noise = 5.0 / std::sqrt(static_cast<double>(work.output.size()));
  work.dependent = ranked.strongest_correlation > std::max(work.options.correlation_limit, noise);
  if (work.dependent) {
    result.warnings.push_back("inputs " + std::to_string(ranked.correlated_a) + " and " +
                              std::to_string(ranked.correlated_b) +
                              " are correlated; first-order shares overlap and do not add up");
  }
}

}  // namespace

Indices given_data_indices(const Table& table, std::span<const double> output, const IndexOptions& options,
                           const RunControl& control) {
  check_table(table);
  check_column(output, table.worlds(), "the output");
  Indices result;
  result.worlds = table.worlds();
  result.mean = mean_of(output);
  result.variance = variance_of(output, result.mean);
  result.inputs.resize(table.inputs.size());
  constexpr std::size_t kFewestWorlds = 64;
  if (result.worlds < kFewestWorlds) {
    result.message = "too few worlds (" + std::to_string(result.worlds) + " of at least 64) for any index";
    result.needs_design = true;
    return result;
  }
  Work work{table, output, options, control, {}, {}, {}, {}, {}, {}, false};
  prepare(work);
  if (work.output_ranking.constant() || !(result.variance > 0.0)) {
    result.message = "the output is the same in every world: nothing to attribute";
    return result;
  }
  if (work.active.empty()) {
    result.message = "no input varies: nothing to attribute to";
    return result;
  }
  regressions(work, result);
  expand(work);
  first_orders(work, result);
  const std::vector<PairIndex> pairs = work.dependent ? std::vector<PairIndex>{} : pair_shares(work, result);
  totals(work, pairs, result);
  yes_no_totals(work, result);
  for (const PairIndex& pair : pairs) {
    if (pair.share.value >= options.named_interaction && pair.share.low > 0.0)
      result.interactions.push_back(pair);
  }
  double widest = 0.0;
  for (const InputIndices& row : result.inputs) widest = std::max(widest, row.first.standard_error);
  if (widest > 0.05) {
    result.needs_design = true;
    result.warnings.push_back("first-order shares are uncertain by more than 0.1: too few worlds");
  }
  result.available = true;
  result.message = "given-data indices from " + std::to_string(result.worlds) + " worlds";
  return result;
}

}  // namespace offramp::sensitivity
