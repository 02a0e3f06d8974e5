// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/design.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

constexpr std::uint32_t kBootstrapStream = 0x73656e73u;

void check(std::size_t dimensions, const DesignOptions& options) {
  if (dimensions == 0) throw std::invalid_argument("design: dimensions = 0; it must be positive");
  if (options.base_points < 2 || options.base_points > (std::size_t{1} << 31)) {
    throw std::invalid_argument("design: base_points = " + std::to_string(options.base_points) +
                                "; it must be from 2 to 2^31");
  }
  if (options.block == 0) throw std::invalid_argument("design: block = 0; it must be positive");
  for (const auto& group : options.groups) {
    std::vector<bool> seen(dimensions, false);
    for (const std::size_t input : group) {
      if (input >= dimensions || seen[input]) {
        throw std::invalid_argument("design: a group names input " + std::to_string(input) +
                                    " twice or out of range");
      }
      seen[input] = true;
    }
  }
}

struct Runs {
  std::vector<double> a, b;
  std::vector<std::vector<double>> mixed;  // [group][base point]
};

std::vector<Runs> run_models(std::size_t dimensions, std::size_t outputs, const UnitModels& models,
                             const DesignOptions& options,
                             const std::vector<std::vector<std::size_t>>& groups, const RunControl& control) {
  const std::size_t n = options.base_points;
  const SobolPoints points(2 * dimensions, options.seed);
  const std::vector<double> column(n);
  std::vector<Runs> runs(outputs, {column, column, std::vector<std::vector<double>>(groups.size(), column)});
  parallel_blocks(
      n, options.block, control, "model runs", [&](std::size_t, std::size_t begin, std::size_t end) {
        const std::size_t rows = end - begin;
        std::vector<double> a(rows * dimensions), b(rows * dimensions), mixed;
        for (std::size_t row = 0; row < rows; ++row) {
          const auto point = static_cast<std::uint32_t>(begin + row);
          for (std::size_t d = 0; d < dimensions; ++d) {
            a[row * dimensions + d] = points.at(point, d);
            b[row * dimensions + d] = points.at(point, dimensions + d);
          }
        }
        const auto evaluate = [&](const std::vector<double>& block, const auto& column_of) {
          std::vector<std::span<double>> places;
          for (Runs& own : runs) places.emplace_back(column_of(own).data() + begin, rows);
          models(block, places);
          for (const std::span<double> place : places) {
            for (const double value : place) {
              if (!std::isfinite(value))
                throw std::invalid_argument("design: the model returned a value that is not finite");
            }
          }
        };
        evaluate(a, [](Runs& own) -> std::vector<double>& { return own.a; });
        evaluate(b, [](Runs& own) -> std::vector<double>& { return own.b; });
        for (std::size_t g = 0; g < groups.size(); ++g) {
          if (control.stop.stop_requested()) throw Stopped{};
          mixed = a;
          for (const std::size_t d : groups[g]) {
            for (std::size_t row = 0; row < rows; ++row)
              mixed[row * dimensions + d] = b[row * dimensions + d];
          }
          evaluate(mixed, [g](Runs& own) -> std::vector<double>& { return own.mixed[g]; });
        }
      });
  return runs;
}

struct Shares {
  double first = 0.0, first_jansen = 0.0, total = 0.0;
};

// Estimates under integer weights of the base points (all 1: the sample itself).
std::vector<Shares> weighted_shares(const Runs& runs, std::span<const std::uint32_t> weights) {
  double count = 0.0, sum = 0.0, squares = 0.0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double w = weights[k];
    count += w;
    sum += w * (runs.a[k] + runs.b[k]);
  }
  const double mean = sum / (2.0 * count);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double a = runs.a[k] - mean, b = runs.b[k] - mean;
    squares += weights[k] * (a * a + b * b);
  }
  const double variance = squares / (2.0 * count);
  std::vector<Shares> shares(runs.mixed.size());
  if (!(variance > 0.0)) return shares;
  for (std::size_t g = 0; g < shares.size(); ++g) {
    double first = 0.0, jansen = 0.0, total = 0.0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (weights[k] == 0) continue;
      const double w = weights[k];
      const double from_a = runs.mixed[g][k] - runs.a[k], from_b = runs.mixed[g][k] - runs.b[k];
      first += w * (runs.b[k] - mean) * from_a;
      jansen += w * from_b * from_b;
      total += w * from_a * from_a;
    }
    const double scale = 1.0 / (count * variance);
    shares[g] = {first * scale, 1.0 - 0.5 * jansen * scale, 0.5 * total * scale};
  }
  return shares;
}

Estimate from_bootstrap(double value, std::vector<double> resampled) {
  Estimate estimate = normal_estimate(value, 0.0);
  if (resampled.size() < 2) return estimate;
  const double mean = mean_of(resampled);
  const auto count = static_cast<double>(resampled.size());
  estimate.standard_error = std::sqrt(variance_of(resampled, mean) * count / (count - 1.0));
  std::sort(resampled.begin(), resampled.end());
  const auto place = [&](double p) { return resampled[static_cast<std::size_t>(p * (count - 1.0) + 0.5)]; };
  estimate.low = std::min(value, place(0.025));
  estimate.high = std::max(value, place(0.975));
  return estimate;
}

DesignIndices indices_of(const Runs& runs, const DesignOptions& options, const RunControl& control) {
  DesignIndices result;
  const std::size_t n = options.base_points, groups = runs.mixed.size();
  result.base_points = n;
  result.model_runs = n * (groups + 2);
  std::vector<double> both = runs.a;
  both.insert(both.end(), runs.b.begin(), runs.b.end());
  result.mean = mean_of(both);
  result.variance = variance_of(both, result.mean);
  if (std::all_of(both.begin(), both.end(), [&](double value) { return value == both.front(); })) {
    result.message = "the output is the same at every point: nothing to attribute";
    return result;
  }
  const std::vector<Shares> shares = weighted_shares(runs, std::vector<std::uint32_t>(n, 1));
  std::vector<std::vector<Shares>> resampled(options.replicates);
  parallel_blocks(options.replicates, 1, control, "bootstrap", [&](std::size_t r, std::size_t, std::size_t) {
    RandomStream random({options.seed, kBootstrapStream, static_cast<std::uint32_t>(r), 0});
    std::vector<std::uint32_t> weights(n, 0);
    for (std::size_t k = 0; k < n; ++k) ++weights[random.index(static_cast<std::uint32_t>(n))];
    resampled[r] = weighted_shares(runs, weights);
  });
  for (std::size_t g = 0; g < groups; ++g) {
    const auto pick = [&](double Shares::*part) {
      std::vector<double> values;
      for (const auto& replicate : resampled) values.push_back(replicate[g].*part);
      return from_bootstrap(shares[g].*part, std::move(values));
    };
    result.first.push_back(pick(&Shares::first));
    result.first_jansen.push_back(pick(&Shares::first_jansen));
    result.total.push_back(pick(&Shares::total));
  }
  result.available = true;
  result.message = "indices by design from " + std::to_string(result.model_runs) + " model runs";
  return result;
}

}  // namespace

std::vector<DesignIndices> design_indices(std::size_t dimensions, std::size_t outputs,
                                          const UnitModels& models, const DesignOptions& options,
                                          const RunControl& control) {
  check(dimensions, options);
  if (outputs == 0) throw std::invalid_argument("design: outputs = 0; it must be positive");
  std::vector<std::vector<std::size_t>> groups = options.groups;
  if (groups.empty()) {
    for (std::size_t d = 0; d < dimensions; ++d) groups.push_back({d});
  }
  std::vector<DesignIndices> results;
  for (const Runs& runs : run_models(dimensions, outputs, models, options, groups, control))
    results.push_back(indices_of(runs, options, control));
  return results;
}

DesignIndices design_indices(std::size_t dimensions, const UnitModel& model, const DesignOptions& options,
                             const RunControl& control) {
  const UnitModels models = [&](std::span<const double> points, std::span<std::span<double>> outputs) {
    model(points, outputs.front());
  };
  return std::move(design_indices(dimensions, 1, models, options, control).front());
}

}  // namespace offramp::sensitivity
