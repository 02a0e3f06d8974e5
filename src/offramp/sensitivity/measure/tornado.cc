// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/tornado.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

// An end, and the weights with which worlds enter it: of an idle input its variance is `square` times the
// output's, and so on.
struct WeighedEnd {
  TornadoEnd end;
  double square = 0.0, cube = 0.0, fourth = 0.0;
};

// Line in the input's value through the worlds with |level - target| <= window, read off at `value`.
WeighedEnd line_through(const Input& input, const Ranking& ranking, std::span<const double> output,
                        double target, double value, double window) {
  TornadoEnd end;
  end.input = value;
  double n = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0, syy = 0.0;
  const auto add = [&](std::size_t world) {
    const double x = input.values[world] - value, y = output[world];
    n += 1.0, sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y;
  };
  // Equal values at the target belong in whole, however wide their share.
  for (std::size_t g = 0; g < ranking.groups(); ++g) {
    const double first = static_cast<double>(ranking.start[g]) / static_cast<double>(ranking.worlds());
    const double last = static_cast<double>(ranking.start[g + 1]) / static_cast<double>(ranking.worlds());
    const bool holds_target = first <= target && target <= last;
    if (!holds_target && std::fabs(ranking.level(g) - target) > window) continue;
    for (std::size_t p = ranking.start[g]; p < ranking.start[g + 1]; ++p) add(ranking.order[p]);
  }
  end.worlds = static_cast<std::size_t>(n);
  const double mean_x = sx / n, mean_y = sy / n;
  const double spread = sxx - n * mean_x * mean_x;
  const bool sloped = n >= 8.0 && spread > 1e-12 * sxx && !ranking.discrete;
  const double slope = sloped ? (sxy - n * mean_x * mean_y) / spread : 0.0;
  const double left = std::max(0.0, syy - n * mean_y * mean_y - slope * slope * spread);
  const double freedom = n - (sloped ? 2.0 : 1.0);
  const double noise = freedom > 0.0 ? left / freedom : 0.0;
  // A line's weights differ little from one another; their cubes and fourth powers are taken as if equal.
  const double square = 1.0 / n + (sloped ? mean_x * mean_x / spread : 0.0);
  end.output = normal_estimate(mean_y - slope * mean_x, std::sqrt(noise * square));
  return {end, square, square * square, square * square * square};
}

WeighedEnd line_end(const Input& input, const Ranking& ranking, std::span<const double> output, double target,
                    double window) {
  const double value = quantile_at(input.values, ranking, target);
  WeighedEnd end = line_through(input, ranking, output, target, value, window);
  if (ranking.discrete) return end;
  // Noise of the nearer worlds is that of all in the window: a few that are alike are not without any.
  constexpr double kClearly = 3.0;
  constexpr std::size_t kFewestNear = 24;
  double unsure = 0.0;
  for (const double part : {0.25, 0.0625}) {
    const WeighedEnd near = line_through(input, ranking, output, target, value, part * window);
    const double apart = std::fabs(near.end.output.value - end.end.output.value);
    const double error = end.end.output.standard_error * std::sqrt(near.square / end.square);
    if (near.end.worlds >= kFewestNear && apart > kClearly * error) unsure = std::max(unsure, apart);
  }
  if (unsure > 0.0)
    end.end.output = normal_estimate(end.end.output.value, std::hypot(unsure, end.end.output.standard_error));
  return end;
}

WeighedEnd level_end(const Input& input, const Ranking& ranking, std::span<const double> output,
                     std::size_t g) {
  TornadoEnd end;
  std::vector<double> values;
  for (std::size_t p = ranking.start[g]; p < ranking.start[g + 1]; ++p)
    values.push_back(output[ranking.order[p]]);
  end.input = input.values[ranking.order[ranking.start[g]]];
  end.worlds = values.size();
  const double mean = mean_of(values), n = static_cast<double>(values.size());
  end.output = normal_estimate(mean, n > 1.0 ? std::sqrt(variance_of(values, mean) / (n - 1.0)) : 0.0);
  return {end, 1.0 / n, 1.0 / (n * n), 1.0 / (n * n * n)};
}

// What the difference of two ends of an idle input exceeds with a given chance.
class NoiseFloor {
 public:
  explicit NoiseFloor(std::span<const double> output) {
    const double mean = mean_of(output), n = static_cast<double>(output.size());
    double cubes = 0.0, fourths = 0.0;
    for (const double y : output) {
      const double d = y - mean;
      cubes += d * d * d;
      fourths += d * d * d * d;
    }
    const double variance = variance_of(output, mean);
    deviation_ = n > 1.0 ? std::sqrt(variance * n / (n - 1.0)) : 0.0;
    if (!(variance > 0.0)) return;
    skewness_ = cubes / (n * variance * std::sqrt(variance));
    kurtosis_ = std::max(0.0, fourths / (n * variance * variance) - 3.0);
  }
  double at(const WeighedEnd& a, const WeighedEnd& b, double chance) const {
    const double z = normal_quantile(1.0 - 0.5 * chance), square = a.square + b.square;
    const double skewness = std::fabs(skewness_ * (a.cube - b.cube)) / (square * std::sqrt(square));
    const double kurtosis = kurtosis_ * (a.fourth + b.fourth) / (square * square);
    return deviation_ * std::sqrt(square) *
           (z + (z * z - 1.0) * skewness / 6.0 + (z * z * z - 3.0 * z) * kurtosis / 24.0);
  }

 private:
  double deviation_ = 0.0, skewness_ = 0.0, kurtosis_ = 0.0;
};

void finish(TornadoBar& bar) {
  bar.swing = bar.high.output.value - bar.low.output.value;
  bar.swing_error = std::hypot(bar.low.output.standard_error, bar.high.output.standard_error);
}

TornadoBar level_bar(const Input& input, const Ranking& ranking, std::span<const double> output,
                     const NoiseFloor& noise, double chance) {
  std::vector<WeighedEnd> ends;
  for (std::size_t g = 0; g < ranking.groups(); ++g) ends.push_back(level_end(input, ranking, output, g));
  TornadoBar bar;
  const double share = chance / (0.5 * static_cast<double>(ends.size() * (ends.size() - 1)));
  const auto lower = [](const WeighedEnd& a, const WeighedEnd& b) {
    return a.end.output.value < b.end.output.value;
  };
  const auto low = std::min_element(ends.begin(), ends.end(), lower);
  const auto high = std::max_element(ends.begin(), ends.end(), lower);
  bar.low = low->end;
  bar.high = high->end;
  finish(bar);
  bar.noise_floor = noise.at(*low, *high, share);
  for (const WeighedEnd& a : ends) {
    for (const WeighedEnd& b : ends) {
      if (b.end.output.value - a.end.output.value > noise.at(a, b, share)) bar.significant = true;
    }
  }
  return bar;
}

TornadoBar line_bar(const Input& input, const Ranking& ranking, std::span<const double> output,
                    const TornadoOptions& options, const NoiseFloor& noise, double chance) {
  const WeighedEnd low = line_end(input, ranking, output, options.low, options.window);
  const WeighedEnd high = line_end(input, ranking, output, options.high, options.window);
  TornadoBar bar;
  bar.low = low.end;
  bar.high = high.end;
  finish(bar);
  bar.noise_floor = noise.at(low, high, chance);
  // An end that is unsure because the output steps there is no effect told from nought either.
  bar.significant =
      std::fabs(bar.swing) > std::max(bar.noise_floor, normal_estimate(0.0, bar.swing_error).high);
  return bar;
}

void check_levels(const TornadoOptions& options) {
  if (!(options.low > 0.0 && options.low < options.high && options.high < 1.0)) {
    throw std::invalid_argument("tornado: low and high must satisfy 0 < low < high < 1");
  }
  if (!(options.window > 0.0)) throw std::invalid_argument("tornado: window must be positive");
  if (!(options.false_alarm > 0.0 && options.false_alarm < 1.0)) {
    throw std::invalid_argument("tornado: false_alarm must be between 0 and 1");
  }
}

}  // namespace

std::vector<TornadoBar> tornado(const Table& table, std::span<const double> output,
                                const TornadoOptions& options) {
  check_levels(options);
  check_table(table);
  check_column(output, table.worlds(), "the output");
  std::vector<Ranking> rankings;
  std::size_t varying = 0;
  for (const Input& input : table.inputs) {
    rankings.push_back(rank_input(input));
    if (!rankings.back().constant()) ++varying;
  }
  const NoiseFloor noise(output);
  const double chance = options.false_alarm / static_cast<double>(std::max<std::size_t>(varying, 1));
  std::vector<TornadoBar> bars;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const Input& input = table.inputs[i];
    if (rankings[i].constant()) continue;
    TornadoBar bar = input.categorical() ? level_bar(input, rankings[i], output, noise, chance)
                                         : line_bar(input, rankings[i], output, options, noise, chance);
    bar.input = i;
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
    for (TornadoBar* bar : {&median, &averaged}) {
      finish(*bar);
      bar->significant = bar->swing != 0.0;
    }
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
