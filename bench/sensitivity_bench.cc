// SPDX-License-Identifier: Apache-2.0
// Speed of the sensitivity engine. The mark: all indices of 60 inputs from 65,536 worlds in under 1 s on two
// cores (BM_AllIndices/60/65536).
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/base/number/random.h"
#include "offramp/sensitivity/choice/information.h"
#include "offramp/sensitivity/choice/scenario.h"
#include "offramp/sensitivity/design/design.h"
#include "offramp/sensitivity/measure/indices.h"

namespace {

using namespace offramp;
using namespace offramp::sensitivity;

Table sobol_table(std::size_t inputs, std::size_t worlds) {
  Table table;
  table.inputs.resize(inputs);
  const SobolPoints points(inputs, 1);
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t w = 0; w < worlds; ++w) {
      table.inputs[i].values.push_back(points.at(static_cast<std::uint32_t>(w), i));
    }
  }
  return table;
}

// Weights that fall off, curvature, three interactions; `cut` makes it 0 or 1.
double model(const double* x, std::size_t inputs) {
  double y = 0.0;
  for (std::size_t i = 0; i < inputs; ++i) y += (x[i] - 0.5) / static_cast<double>(i + 1);
  y += 2.0 * (x[0] - 0.5) * (x[1] - 0.5) + x[2] * x[2] + 3.0 * (x[3] - 0.5) * (x[4] - 0.5);
  return y;
}

std::vector<double> outputs(const Table& table, bool cut) {
  std::vector<double> y(table.worlds()), x(table.inputs.size());
  for (std::size_t w = 0; w < y.size(); ++w) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = table.inputs[i].values[w];
    y[w] = model(x.data(), x.size());
    if (cut) y[w] = y[w] > 0.5 ? 1.0 : 0.0;
  }
  return y;
}

void BM_AllIndices(benchmark::State& state) {
  const Table table =
      sobol_table(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  const std::vector<double> y = outputs(table, state.range(2) != 0);
  for (auto _ : state) benchmark::DoNotOptimize(given_data_indices(table, y).unexplained);
}
BENCHMARK(BM_AllIndices)
    ->ArgNames({"inputs", "worlds", "binary"})
    ->Args({60, 65536, 0})
    ->Args({60, 65536, 1})
    ->Args({30, 16384, 0})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

void BM_Design(benchmark::State& state) {
  DesignOptions options;
  options.base_points = 16384;
  for (auto _ : state) {
    const auto run = [](std::span<const double> points, std::span<double> out) {
      for (std::size_t k = 0; k < out.size(); ++k) out[k] = model(points.data() + 30 * k, 30);
    };
    benchmark::DoNotOptimize(design_indices(30, run, options).variance);
  }
}
BENCHMARK(BM_Design)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void BM_InformationValue(benchmark::State& state) {
  const Table table = sobol_table(60, 65536);
  std::vector<std::vector<double>> payoffs(4, std::vector<double>(table.worlds()));
  for (std::size_t w = 0; w < table.worlds(); ++w) {
    for (std::size_t c = 0; c < payoffs.size(); ++c)
      payoffs[c][w] = table.inputs[c].values[w] * table.inputs[c + 4].values[w];
  }
  for (auto _ : state) benchmark::DoNotOptimize(information_value(table, payoffs).perfect.value);
}
BENCHMARK(BM_InformationValue)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void BM_Scenarios(benchmark::State& state) {
  const Table table = sobol_table(60, 65536);
  std::vector<bool> cases(table.worlds());
  for (std::size_t w = 0; w < cases.size(); ++w) {
    cases[w] = table.inputs[3].values[w] > 0.6 && table.inputs[7].values[w] < 0.4;
  }
  for (auto _ : state) benchmark::DoNotOptimize(discover_scenarios(table, cases).coverage);
}
BENCHMARK(BM_Scenarios)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace
