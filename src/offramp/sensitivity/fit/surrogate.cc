// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/surrogate.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

constexpr std::size_t kChunk = 64;    // worlds whose basis values are held at once
constexpr std::size_t kBlock = 4096;  // worlds summed by one task

struct Fit {
  std::span<const InputBasis> bases;
  std::span<const std::size_t> inputs;
  const SurrogateOptions& options;
  const RunControl& control;
  std::size_t worlds;
};

double universal_threshold(std::size_t candidates) {
  return std::max(6.0, 2.0 * portable_log(static_cast<double>(std::max<std::size_t>(candidates, 2))));
}

// Projections of `values` on all functions of all listed inputs; those above their noise are kept.
std::vector<Term> single_terms(const Fit& fit, std::span<const double> values) {
  std::vector<std::vector<double>> sums(fit.inputs.size());
  parallel_blocks(fit.inputs.size(), 1, fit.control, "project inputs",
                  [&](std::size_t place, std::size_t, std::size_t) {
                    const InputBasis& basis = fit.bases[fit.inputs[place]];
                    const std::size_t count = basis.size();
                    std::vector<double>& sum = sums[place];
                    sum.assign(count, 0.0);
                    std::vector<double> block(kChunk * std::max<std::size_t>(count, 1));
                    for (std::size_t begin = 0; begin < fit.worlds; begin += kChunk) {
                      const std::size_t end = std::min(fit.worlds, begin + kChunk);
                      basis.evaluate(begin, end, count, block.data(), count);
                      for (std::size_t world = begin; world < end; ++world) {
                        for (std::size_t k = 0; k < count; ++k)
                          sum[k] += values[world] * block[(world - begin) * count + k];
                      }
                    }
                  });
  std::size_t candidates = 0;
  for (const auto& sum : sums) candidates += sum.size();
  const auto n = static_cast<double>(fit.worlds);
  const double noise = variance_of(values, 0.0) / n;
  std::vector<Term> terms;
  for (std::size_t place = 0; place < sums.size(); ++place) {
    for (std::size_t k = 0; k < sums[place].size(); ++k) {
      const double projection = sums[place][k] / n;
      if (projection * projection <= universal_threshold(candidates) * noise) continue;
      Term term;
      term.input = static_cast<std::uint32_t>(fit.inputs[place]);
      term.function = static_cast<std::uint32_t>(k);
      term.coefficient = projection;
      terms.push_back(term);
    }
  }
  return terms;
}

// Values of a list of terms, world by world.
class TermValues {
 public:
  TermValues(const Fit& fit, std::span<const Term> terms) : fit_(fit) {
    std::vector<std::size_t> functions(fit.bases.size(), 0), offset(fit.bases.size(), 0);
    const auto need = [&](std::size_t input, std::size_t function) {
      functions[input] = std::max(functions[input], function + 1);
    };
    for (const Term& term : terms) {
      need(term.input, term.function);
      if (term.pair()) need(term.other, term.other_function);
    }
    for (std::size_t input = 0; input < functions.size(); ++input) {
      if (functions[input] == 0) continue;
      offset[input] = width_;
      columns_.push_back({input, functions[input], width_});
      width_ += functions[input];
    }
    for (const Term& term : terms) {
      factors_.push_back({offset[term.input] + term.function,
                          term.pair() ? offset[term.other] + term.other_function : width_});
    }
  }
  /// out[(world - begin) * stride + t]
  void fill(std::size_t begin, std::size_t end, double* out, std::size_t stride) const {
    std::vector<double> values(width_ + 1, 1.0);  // the last stays 1, for terms of one input
    for (std::size_t world = begin; world < end; ++world, out += stride) {
      for (const Column& column : columns_) {
        fit_.bases[column.input].evaluate(world, world + 1, column.functions, values.data() + column.offset,
                                          0);
      }
      for (std::size_t t = 0; t < factors_.size(); ++t)
        out[t] = values[factors_[t].first] * values[factors_[t].second];
    }
  }

 private:
  struct Column {
    std::size_t input, functions, offset;
  };
  struct Factors {
    std::size_t first, second;
  };
  const Fit& fit_;
  std::vector<Column> columns_;
  std::vector<Factors> factors_;
  std::size_t width_ = 0;
};

std::vector<double> without_terms(const Fit& fit, std::span<const Term> terms,
                                  std::span<const double> values) {
  std::vector<double> rest(values.begin(), values.end());
  const TermValues products(fit, terms);
  parallel_blocks(fit.worlds, kBlock, fit.control, "residuals",
                  [&](std::size_t, std::size_t from, std::size_t to) {
                    std::vector<double> block(kChunk * terms.size());
                    for (std::size_t begin = from; begin < to; begin += kChunk) {
                      const std::size_t end = std::min(to, begin + kChunk);
                      products.fill(begin, end, block.data(), terms.size());
                      for (std::size_t world = begin; world < end; ++world) {
                        const double* row = block.data() + (world - begin) * terms.size();
                        for (std::size_t t = 0; t < terms.size(); ++t)
                          rest[world] -= terms[t].coefficient * row[t];
                      }
                    }
                  });
  return rest;
}

// products(a, b) = sum over worlds of values * function a * function b, for the first `low` functions of
// every input; functions that an input lacks stay 0.
SymmetricMatrix low_order_products(const Fit& fit, std::span<const double> values, std::size_t low) {
  const std::size_t columns = fit.inputs.size() * low;
  return parallel_reduce(
      fit.worlds, kBlock, fit.control, "screen pairs", SymmetricMatrix(columns),
      [&](std::size_t from, std::size_t to) {
        SymmetricMatrix sums(columns);
        std::vector<double> block(4 * columns, 0.0), scaled(4 * columns, 0.0);
        for (std::size_t begin = from; begin < to; begin += 4) {
          const std::size_t end = std::min(to, begin + 4);
          std::fill(block.begin(), block.end(), 0.0);
          for (std::size_t place = 0; place < fit.inputs.size(); ++place) {
            const InputBasis& basis = fit.bases[fit.inputs[place]];
            basis.evaluate(begin, end, std::min(low, basis.size()), block.data() + place * low, columns);
          }
          for (std::size_t r = 0; r < 4; ++r) {
            const double value = begin + r < end ? values[begin + r] : 0.0;
            for (std::size_t c = 0; c < columns; ++c)
              scaled[r * columns + c] = value * block[r * columns + c];
          }
          const double *a = block.data(), *b = a + columns, *c = b + columns, *d = c + columns;
          for (std::size_t i = 0; i < columns; ++i) {
            double* out = sums.entries.data() + i * columns;
            const double ai = scaled[i], bi = scaled[columns + i];
            const double ci = scaled[2 * columns + i], di = scaled[3 * columns + i];
            for (std::size_t j = (i / low + 1) * low; j < columns; ++j) {
              out[j] += (ai * a[j] + bi * b[j]) + (ci * c[j] + di * d[j]);
            }
          }
        }
        return sums;
      },
      [](SymmetricMatrix& total, SymmetricMatrix&& part) {
        for (std::size_t i = 0; i < total.entries.size(); ++i) total.entries[i] += part.entries[i];
      });
}

struct ScoredPair {
  double score;
  std::size_t a, b;
};

// Pairs whose low-order products stand out from noise, by Laurent and Massart's (2000) chi-square bound.
std::vector<ScoredPair> promising_pairs(const Fit& fit, std::span<const double> residual) {
  const std::size_t count = fit.inputs.size();
  if (count < 2) return {};
  const std::size_t low = count <= 80 ? 2 : 1;
  const SymmetricMatrix products = low_order_products(fit, residual, low);
  const double noise = variance_of(residual, 0.0) * static_cast<double>(fit.worlds);
  if (!(noise > 0.0)) return {};
  const double level = portable_log(20.0 * 0.5 * static_cast<double>(count * (count - 1)));
  const auto freedom = static_cast<double>(low * low);
  const double threshold = freedom + 2.0 * std::sqrt(freedom * level) + 2.0 * level;
  std::vector<ScoredPair> pairs;
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = a + 1; b < count; ++b) {
      double score = 0.0;
      for (std::size_t i = a * low; i < (a + 1) * low; ++i) {
        for (std::size_t j = b * low; j < (b + 1) * low; ++j)
          score += products(i, j) * products(i, j) / noise;
      }
      if (score > threshold) pairs.push_back({score, fit.inputs[a], fit.inputs[b]});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const ScoredPair& x, const ScoredPair& y) {
    return std::tie(y.score, x.a, x.b) < std::tie(x.score, y.a, y.b);
  });
  if (pairs.size() > fit.options.pair_candidates) pairs.resize(fit.options.pair_candidates);
  return pairs;
}

std::vector<Term> pair_terms(const Fit& fit, std::span<const double> residual) {
  std::vector<Term> candidates;
  const std::vector<ScoredPair> pairs = promising_pairs(fit, residual);
  for (const ScoredPair& pair : pairs) {
    const InputBasis &first = fit.bases[pair.a], &second = fit.bases[pair.b];
    for (std::size_t i = 0; i < first.size(); ++i) {
      for (std::size_t j = 0; j < second.size(); ++j) {
        if (first.degree_of(i) + second.degree_of(j) > fit.options.degree) continue;
        Term term;
        term.input = static_cast<std::uint32_t>(pair.a);
        term.function = static_cast<std::uint32_t>(i);
        term.other = static_cast<std::uint32_t>(pair.b);
        term.other_function = static_cast<std::uint32_t>(j);
        candidates.push_back(term);
      }
    }
  }
  if (candidates.empty()) return {};
  const TermValues products(fit, candidates);
  std::vector<double> sums = parallel_reduce(
      fit.worlds, kBlock, fit.control, "project pairs", std::vector<double>(candidates.size(), 0.0),
      [&](std::size_t from, std::size_t to) {
        std::vector<double> sum(candidates.size(), 0.0), block(kChunk * candidates.size());
        for (std::size_t begin = from; begin < to; begin += kChunk) {
          const std::size_t end = std::min(to, begin + kChunk);
          products.fill(begin, end, block.data(), sum.size());
          for (std::size_t world = begin; world < end; ++world) {
            const double* row = block.data() + (world - begin) * sum.size();
            for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += residual[world] * row[t];
          }
        }
        return sum;
      },
      [](std::vector<double>& total, std::vector<double>&& part) {
        for (std::size_t t = 0; t < total.size(); ++t) total[t] += part[t];
      });
  const auto n = static_cast<double>(fit.worlds);
  const double noise = variance_of(residual, 0.0) / n;
  std::vector<Term> terms;
  for (std::size_t t = 0; t < sums.size(); ++t) {
    candidates[t].coefficient = sums[t] / n;
    if (sums[t] * sums[t] / (n * n) > universal_threshold(sums.size()) * noise)
      terms.push_back(candidates[t]);
  }
  return terms;
}

void keep_strongest(std::vector<Term>& terms, std::size_t most) {
  std::stable_sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
    return std::fabs(a.coefficient) > std::fabs(b.coefficient);
  });
  if (terms.size() > most) terms.resize(most);
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
    return std::tie(a.input, a.other, a.function, a.other_function) <
           std::tie(b.input, b.other, b.function, b.other_function);
  });
}

// Least squares for all terms together, with the output as one more column of the same Gram matrix.
void fit_together(const Fit& fit, std::span<const double> centred, Surrogate& surrogate) {
  const std::size_t count = surrogate.terms.size();
  const TermValues products(fit, surrogate.terms);
  SymmetricMatrix gram = parallel_reduce(
      fit.worlds, kBlock, fit.control, "fit terms", SymmetricMatrix(count + 1),
      [&](std::size_t from, std::size_t to) {
        SymmetricMatrix sums(count + 1);
        std::vector<double> wide(kChunk * (count + 1));
        for (std::size_t begin = from; begin < to; begin += kChunk) {
          const std::size_t end = std::min(to, begin + kChunk);
          products.fill(begin, end, wide.data(), count + 1);
          for (std::size_t row = 0; row < end - begin; ++row)
            wide[row * (count + 1) + count] = centred[begin + row];
          add_outer_products(sums, wide, end - begin);
        }
        return sums;
      },
      [](SymmetricMatrix& total, SymmetricMatrix&& part) {
        for (std::size_t i = 0; i < total.entries.size(); ++i) total.entries[i] += part.entries[i];
      });
  mirror_upper(gram);
  SymmetricMatrix normal(count);
  std::vector<double> right(count);
  for (std::size_t i = 0; i < count; ++i) {
    right[i] = gram(i, count);
    for (std::size_t j = 0; j < count; ++j) normal(i, j) = gram(i, j);
  }
  const NormalSolution solution = solve_normal(normal, right);
  for (std::size_t t = 0; t < count; ++t) surrogate.terms[t].coefficient = solution.x[t];
  surrogate.residual = without_terms(fit, surrogate.terms, centred);
  const double freedom = static_cast<double>(fit.worlds) - static_cast<double>(count) - 1.0;
  surrogate.residual_variance =
      freedom > 0.0 ? variance_of(surrogate.residual, 0.0) * static_cast<double>(fit.worlds) / freedom : 0.0;
  for (std::size_t t = 0; t < count; ++t) {
    surrogate.terms[t].variance = surrogate.residual_variance * solution.inverse_diagonal[t];
  }
}

}  // namespace

Surrogate fit_surrogate(std::span<const InputBasis> bases, std::span<const std::size_t> inputs,
                        std::span<const double> output, const SurrogateOptions& options,
                        const RunControl& control) {
  const Fit fit{bases, inputs, options, control, output.size()};
  Surrogate surrogate;
  surrogate.mean = mean_of(output);
  std::vector<double> centred(output.begin(), output.end());
  for (double& value : centred) value -= surrogate.mean;
  std::vector<Term> terms = single_terms(fit, centred);
  if (options.pairs) {
    const std::vector<Term> pairs = pair_terms(fit, without_terms(fit, terms, centred));
    terms.insert(terms.end(), pairs.begin(), pairs.end());
  }
  keep_strongest(terms, std::min(options.max_terms, output.size() / 10));
  surrogate.terms = std::move(terms);
  fit_together(fit, centred, surrogate);
  return surrogate;
}

}  // namespace offramp::sensitivity
