// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/design/shares.h"

#include <algorithm>
#include <cmath>

#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"
#include "offramp/sensitivity/fit/surrogate.h"
#include "offramp/sensitivity/measure/first_order.h"

namespace offramp::sensitivity {
namespace {

// Below so many worlds nothing is fitted.
constexpr std::size_t kFewestWorlds = 64;

// Classes of an input that acts through others: smoothly, and with nothing taken from the output that would
// keep the noise of more classes small.
constexpr std::size_t kClassesThrough = 8;

// Mean of a column and its standard error, as if its entries were independent.
struct Average {
  double mean = 0.0, error = 0.0;
};
template <class At>
Average average(std::size_t n, const At& at) {
  std::vector<double> values(n);
  for (std::size_t k = 0; k < n; ++k) values[k] = at(k);
  const double mean = mean_of(values);
  return {mean, std::sqrt(variance_of(values, mean) / static_cast<double>(n))};
}

// The columns that all outputs share: those that move, independent of one another, with their bases.
class Expansions {
 public:
  Expansions(const std::vector<std::optional<DesignColumn>>& columns, std::size_t worlds,
             const RunControl& control)
      : at_(columns.size(), kNone), grid_(worlds, options_.degree), control_(control) {
    for (std::size_t g = 0; g < columns.size(); ++g) {
      if (!columns[g] || !columns[g]->moved || worlds < kFewestWorlds) continue;
      Ranking ranking = rank_input(*columns[g]->moved);
      if (ranking.constant()) continue;
      at_[g] = inputs_.size();
      inputs_.push_back(&*columns[g]->moved);
      rankings_.push_back(std::move(ranking));
    }
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      bases_.emplace_back(*inputs_[i], rankings_[i], options_.degree, grid_);
      all_.push_back(i);
    }
  }

  Surrogate fit(const std::vector<double>& output) const {
    if (!all_.empty()) return fit_surrogate(bases_, all_, output, options_, control_);
    Surrogate nothing;
    nothing.mean = mean_of(output);
    nothing.residual_variance = variance_of(output, nothing.mean);
    for (const double y : output) nothing.residual.push_back(y - nothing.mean);
    return nothing;
  }
  bool touches(const Term& term, std::size_t group) const {
    return at_[group] != kNone && (term.input == at_[group] || (term.pair() && term.other == at_[group]));
  }
  /// The expansion's own main effect of a group's column; 0 for a column that is not in it.
  std::vector<double> main_effect(const Surrogate& fit, std::size_t group, std::size_t worlds) const {
    return at_[group] == kNone ? std::vector<double>(worlds, 0.0) : fit.main_effect(bases_, at_[group]);
  }
  bool has(std::size_t group) const { return at_[group] != kNone; }

  /// What the expansion changes by when the group's column moves: [base point]. World k is A's, n + k is B's.
  std::vector<double> change(const Surrogate& fit, std::size_t group, std::size_t n) const {
    std::vector<double> moved(n, 0.0);
    std::vector<double> of_a, of_b, other;
    for (const Term& term : fit.terms) {
      if (!touches(term, group)) continue;
      const bool first = term.input == at_[group];
      const std::size_t function = first ? term.function : term.other_function;
      values(at_[group], function, 0, n, of_a);
      values(at_[group], function, n, n, of_b);
      if (term.pair())
        values(first ? term.other : term.input, first ? term.other_function : term.function, 0, n, other);
      for (std::size_t k = 0; k < n; ++k)
        moved[k] += term.coefficient * (of_b[k] - of_a[k]) * (term.pair() ? other[k] : 1.0);
    }
    return moved;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void values(std::size_t input, std::size_t function, std::size_t from, std::size_t n,
              std::vector<double>& out) const {
    std::vector<double> block(function + 1);
    out.resize(n);
    for (std::size_t k = 0; k < n; ++k) {
      bases_[input].evaluate(from + k, from + k + 1, function + 1, block.data(), function + 1);
      out[k] = block[function];
    }
  }

  SurrogateOptions options_;
  std::vector<std::size_t> at_;  // [group]: number among the inputs of the expansion
  LegendreGrid grid_;
  const RunControl& control_;
  std::vector<const Input*> inputs_;
  std::vector<Ranking> rankings_;
  std::vector<InputBasis> bases_;
  std::vector<std::size_t> all_;
};

// One output.
class Shares {
 public:
  Shares(const DesignRuns& runs, const Expansions& expansions, const FirstOrderScale& scale)
      : runs_(runs),
        expansions_(expansions),
        scale_(scale),
        n_(runs.points()),
        fit_(expansions.fit(runs.base)) {
    for (const Term& term : fit_.terms) expanded_ += term.strength();
  }

  bool moves(std::size_t group) const {
    return !std::equal(runs_.mixed[group].begin(), runs_.mixed[group].end(), runs_.base.begin());
  }

  Estimate total(std::size_t group) const {
    if (!moves(group)) return {};
    const Estimate plain = plain_total(group);
    const std::vector<double> change = expansions_.change(fit_, group, n_);
    const auto left = [&](std::size_t k) { return runs_.mixed[group][k] - runs_.base[k] - change[k]; };
    const auto whole = [&](std::size_t k) { return runs_.mixed[group][k] - runs_.base[k]; };
    const auto square = [](double x) { return x * x; };
    if (average(n_, [&](std::size_t k) { return square(left(k)); }).mean >=
        average(n_, [&](std::size_t k) { return square(whole(k)); }).mean)
      return plain;
    const double variance = expanded_ + fit_.residual_variance;
    double touched = 0.0, error = 0.0;
    for (const Term& term : fit_.terms) {
      if (expansions_.touches(term, group)) touched += term.strength();
    }
    const double half = 0.5 * average(n_, [&](std::size_t k) { return square(left(k)); }).mean;
    const double share = (touched + half) / variance;
    for (const Term& term : fit_.terms) {
      const double pull = (expansions_.touches(term, group) ? 1.0 : 0.0) - share;
      error += 4.0 * pull * pull * term.coefficient * term.coefficient * term.variance;
    }
    const Average rest = average(n_, [&](std::size_t k) {
      return 0.5 * (square(left(k)) - share * (square(fit_.residual[k]) + square(fit_.residual[n_ + k])));
    });
    return normal_estimate(share, std::sqrt(error + rest.error * rest.error) / variance);
  }

  Estimate first(std::size_t group, const std::optional<DesignColumn>& column) const {
    const bool itself = !column || (column->moved && column->alone.values == column->moved->values);
    if (itself && !moves(group)) return {};
    if (!column || runs_.base.size() < kFewestWorlds) return plain_first(group);
    std::vector<double> values = runs_.base;
    if (expansions_.has(group) && itself) {
      values = expansions_.main_effect(fit_, group, values.size());
      for (std::size_t w = 0; w < values.size(); ++w) values[w] += fit_.residual[w];
    }
    return first_order_share(rank_input(column->alone), values, runs_.base, scale_,
                             column->moved ? default_bin_count(values.size()) : kClassesThrough);
  }

 private:
  // Centred outputs.
  double a(std::size_t k) const { return runs_.base[k] - scale_.mean; }
  double b(std::size_t k) const { return runs_.base[n_ + k] - scale_.mean; }
  double m(std::size_t group, std::size_t k) const { return runs_.mixed[group][k] - scale_.mean; }

  // Mean of `part` over the variance, with the variance's own scatter in the error.
  template <class Part>
  Estimate share_of(const Part& part) const {
    const double share = average(n_, part).mean / scale_.variance;
    const Average influence =
        average(n_, [&](std::size_t k) { return part(k) - 0.5 * share * (a(k) * a(k) + b(k) * b(k)); });
    return normal_estimate(share, influence.error / scale_.variance);
  }
  Estimate plain_total(std::size_t group) const {
    return share_of([&](std::size_t k) {
      const double difference = m(group, k) - a(k);
      return 0.5 * difference * difference;
    });
  }
  Estimate plain_first(std::size_t group) const {
    return share_of([&](std::size_t k) { return b(k) * (m(group, k) - a(k)); });
  }

  const DesignRuns& runs_;
  const Expansions& expansions_;
  FirstOrderScale scale_;
  std::size_t n_;
  Surrogate fit_;
  double expanded_ = 0.0;  // variance of the expansion
};

DesignIndices indices_of(const DesignRuns& runs, const Expansions& expansions,
                         const std::vector<std::optional<DesignColumn>>& columns, const RunControl& control) {
  DesignIndices result;
  result.base_points = runs.points();
  result.model_runs = runs.points() * (columns.size() + 2);
  result.mean = mean_of(runs.base);
  result.variance = variance_of(runs.base, result.mean);
  const double one = runs.base.front();
  if (std::all_of(runs.base.begin(), runs.base.end(), [&](double value) { return value == one; })) {
    result.message = "the output is the same at every point: nothing to attribute";
    return result;
  }
  const Shares shares(runs, expansions, {result.mean, result.variance});
  result.first.resize(columns.size());
  result.total.resize(columns.size());
  parallel_blocks(columns.size(), 1, control, "indices by design",
                  [&](std::size_t g, std::size_t, std::size_t) {
                    result.first[g] = shares.first(g, columns[g]);
                    result.total[g] = shares.total(g);
                  });
  result.available = true;
  result.message = "indices by design from " + std::to_string(result.model_runs) + " model runs";
  return result;
}

}  // namespace

std::vector<DesignIndices> design_shares(const std::vector<DesignRuns>& runs,
                                         const std::vector<std::optional<DesignColumn>>& columns,
                                         const RunControl& control) {
  const Expansions expansions(columns, runs.front().base.size(), control);
  std::vector<DesignIndices> results;
  for (const DesignRuns& own : runs) results.push_back(indices_of(own, expansions, columns, control));
  return results;
}

}  // namespace offramp::sensitivity
