// SPDX-License-Identifier: Apache-2.0
// Limit of issue 4: total indices of 30 parameters of the Kosovo chain by design, 16,384 base points, in
// under 60 s on 2 cores. Argument: base points; 1,024 of them are a sixteenth of the limit's work.
#include <benchmark/benchmark.h>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

const Case& kosovo() {
  static const Case c = *read_case_file(checkout::root() + "/cases/kosovo-1999").value;
  return c;
}

// `weigh` on worlds and settlements that are there already; only it is timed.
void weigh_kosovo(benchmark::State& state, const WeighOptions& options) {
  for (auto _ : state) {
    state.PauseTiming();
    CaseRun run(kosovo());
    run.set(options);
    benchmark::DoNotOptimize(settle(run)->worlds);
    state.ResumeTiming();
    benchmark::DoNotOptimize(weigh(run)->worlds);
  }
}

void WeighTable(benchmark::State& state) {
  WeighOptions options;
  options.complete = state.range(0) != 0;
  weigh_kosovo(state, options);
}
BENCHMARK(WeighTable)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

void WeighDesign(benchmark::State& state) {
  WeighOptions options;
  options.design = true;
  options.base_points = static_cast<std::size_t>(state.range(0));
  weigh_kosovo(state, options);
}
BENCHMARK(WeighDesign)
    ->Arg(1024)
    ->Arg(16384)
    ->Iterations(1)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace offramp
