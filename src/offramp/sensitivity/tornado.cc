// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/tornado.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "offramp/base/parallel.h"
#include "offramp/base/random.h"
#include "offramp/sensitivity/conditional.h"

namespace offramp::sensitivity {
namespace {

constexpr double kOnePercentTwoSided = 2.5758293035489;

// Line through the worlds with |level - target| <= window, read off at the target.
TornadoEnd line_end(const Input& input, const Ranking& ranking, std::span<const double> output, double target,
                    double window) {
  TornadoEnd end;
  end.input = quantile_at(input.values, ranking, target);
  double n = 0.0, su = 0.0, sy = 0.0, suu = 0.0, suy = 0.0, syy = 0.0;
  const auto add = [&](std::size_t world, double level) {
    const double u = level - target, y = output[world];
    n += 1.0, su += u, sy += y, suu += u * u, suy += u * y, syy += y * y;
  };
  // Equal values at the target belong in whole, however wide their share.
  for (std::size_t g = 0; g < ranking.groups(); ++g) {
    const double first = static_cast<double>(ranking.start[g]) / static_cast<double>(ranking.worlds());
    const double last = static_cast<double>(ranking.start[g + 1]) / static_cast<double>(ranking.worlds());
    const bool holds_target = first <= target && target <= last;
    if (!holds_target && std::fabs(ranking.level(g) - target) > window) continue;
    for (std::size_t p = ranking.start[g]; p < ranking.start[g + 1]; ++p)
      add(ranking.order[p], ranking.level(g));
  }
  end.worlds = static_cast<std::size_t>(n);
  const double mean_u = su / n, mean_y = sy / n;
  const double spread = suu - n * mean_u * mean_u;
  const bool sloped = n >= 8.0 && spread > 1e-12 && !ranking.discrete;
  const double slope = sloped ? (suy - n * mean_u * mean_y) / spread : 0.0;
  const double left = std::max(0.0, syy - n * mean_y * mean_y - slope * slope * spread);
  const double freedom = n - (sloped ? 2.0 : 1.0);
  const double noise = freedom > 0.0 ? left / freedom : 0.0;
  end.output = normal_estimate(mean_y - slope * mean_u,
                               std::sqrt(noise * (1.0 / n + (sloped ? mean_u * mean_u / spread : 0.0))));
  return end;
}

TornadoEnd level_end(const Input& input, const Ranking& ranking, std::span<const double> output,
                     std::size_t g) {
  TornadoEnd end;
  std::vector<double> values;
  for (std::size_t p = ranking.start[g]; p < ranking.start[g + 1]; ++p)
    values.push_back(output[ranking.order[p]]);
  end.input = input.values[ranking.order[ranking.start[g]]];
  end.worlds = values.size();
  const double mean = mean_of(values), n = static_cast<double>(values.size());
  end.output = normal_estimate(mean, n > 1.0 ? std::sqrt(variance_of(values, mean) / (n - 1.0)) : 0.0);
  return end;
}

void finish(TornadoBar& bar) {
  bar.swing = bar.high.output.value - bar.low.output.value;
  const double a = bar.low.output.standard_error, b = bar.high.output.standard_error;
  bar.significant = std::fabs(bar.swing) > kOnePercentTwoSided * std::sqrt(a * a + b * b);
}

void check_levels(const TornadoOptions& options) {
  if (!(options.low > 0.0 && options.low < options.high && options.high < 1.0)) {
    throw std::invalid_argument("tornado: low and high must satisfy 0 < low < high < 1");
  }
  if (!(options.window > 0.0)) throw std::invalid_argument("tornado: window must be positive");
}

}  // namespace

std::vector<TornadoBar> tornado(const Table& table, std::span<const double> output,
                                const TornadoOptions& options) {
  check_levels(options);
  check_table(table);
  check_column(output, table.worlds(), "the output");
  std::vector<TornadoBar> bars;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const Input& input = table.inputs[i];
    const Ranking ranking = rank_input(input);
    if (ranking.constant()) continue;
    TornadoBar bar;
    bar.input = i;
    if (input.categorical()) {
      for (std::size_t g = 0; g < ranking.groups(); ++g) {
        const TornadoEnd end = level_end(input, ranking, output, g);
        if (g == 0 || end.output.value < bar.low.output.value) bar.low = end;
        if (g == 0 || end.output.value > bar.high.output.value) bar.high = end;
      }
    } else {
      bar.low = line_end(input, ranking, output, options.low, options.window);
      bar.high = line_end(input, ranking, output, options.high, options.window);
    }
    finish(bar);
    bars.push_back(bar);
  }
  std::stable_sort(bars.begin(), bars.end(), [](const TornadoBar& x, const TornadoBar& y) {
    return std::fabs(x.swing) > std::fabs(y.swing);
  });
  return bars;
}

CallbackTornado tornado_by_model(std::size_t dimensions, const UnitModel& model, std::size_t points,
                                 std::uint64_t seed, const TornadoOptions& options,
                                 const RunControl& control) {
  check_levels(options);
  if (dimensions == 0) throw std::invalid_argument("tornado: dimensions = 0; it must be positive");
  if (points < 2) throw std::invalid_argument("tornado: points must be at least 2");
  CallbackTornado result;
  result.at_median.resize(dimensions);
  result.averaged.resize(dimensions);
  const SobolPoints sobol(dimensions, seed);
  std::vector<double> base(points * dimensions);
  for (std::size_t k = 0; k < points; ++k) {
    for (std::size_t d = 0; d < dimensions; ++d)
      base[k * dimensions + d] = sobol.at(static_cast<std::uint32_t>(k), d);
  }
  parallel_blocks(dimensions, 1, control, "tornado", [&](std::size_t i, std::size_t, std::size_t) {
    const auto end_at = [&](double level, TornadoEnd& alone, TornadoEnd& average) {
      std::vector<double> point(dimensions, 0.5), out(1), moved = base, outputs(points);
      point[i] = level;
      model(point, out);
      alone = {level, normal_estimate(out[0], 0.0), 1};
      for (std::size_t k = 0; k < points; ++k) moved[k * dimensions + i] = level;
      model(moved, outputs);
      const double mean = mean_of(outputs);
      average = {
          level,
          normal_estimate(mean, std::sqrt(variance_of(outputs, mean) / (static_cast<double>(points) - 1.0))),
          points};
    };
    TornadoBar &median = result.at_median[i], &averaged = result.averaged[i];
    median.input = averaged.input = i;
    end_at(options.low, median.low, averaged.low);
    end_at(options.high, median.high, averaged.high);
    finish(median);
    finish(averaged);
  });
  result.model_runs = dimensions * 2 * (points + 1);
  return result;
}

TwoWayMap two_way_map(const Table& table, std::span<const double> output, std::size_t a, std::size_t b,
                      std::size_t classes) {
  check_table(table);
  check_column(output, table.worlds(), "the output");
  if (a == b || a >= table.inputs.size() || b >= table.inputs.size()) {
    throw std::invalid_argument("two-way map: needs two different inputs of the table");
  }
  if (classes == 0) throw std::invalid_argument("two-way map: classes = 0; it must be positive");
  const Bins rows = make_bins(rank_input(table.inputs[a]), classes);
  const Bins columns = make_bins(rank_input(table.inputs[b]), classes);
  TwoWayMap map{a, b, rows.size(), columns.size(), {}, {}, {}, {}, {}, {}, {}};
  const double infinity = std::numeric_limits<double>::infinity();
  map.a_low.assign(map.rows, infinity), map.a_high.assign(map.rows, -infinity);
  map.b_low.assign(map.columns, infinity), map.b_high.assign(map.columns, -infinity);
  const std::size_t cells = map.rows * map.columns;
  map.mean.assign(cells, 0.0), map.standard_error.assign(cells, 0.0), map.count.assign(cells, 0);
  for (std::size_t world = 0; world < output.size(); ++world) {
    const std::size_t r = rows.bin[world], c = columns.bin[world];
    const double x = table.inputs[a].values[world], y = table.inputs[b].values[world];
    map.a_low[r] = std::min(map.a_low[r], x), map.a_high[r] = std::max(map.a_high[r], x);
    map.b_low[c] = std::min(map.b_low[c], y), map.b_high[c] = std::max(map.b_high[c], y);
    map.mean[r * map.columns + c] += output[world];
    ++map.count[r * map.columns + c];
  }
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (map.count[cell] > 0) map.mean[cell] /= static_cast<double>(map.count[cell]);
  }
  for (std::size_t world = 0; world < output.size(); ++world) {
    const std::size_t cell = rows.bin[world] * map.columns + columns.bin[world];
    const double offset = output[world] - map.mean[cell];
    map.standard_error[cell] += offset * offset;
  }
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const auto n = static_cast<double>(map.count[cell]);
    map.standard_error[cell] = n > 1.0 ? std::sqrt(map.standard_error[cell] / (n * (n - 1.0))) : 0.0;
  }
  return map;
}

}  // namespace offramp::sensitivity
