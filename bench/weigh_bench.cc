// SPDX-License-Identifier: Apache-2.0
// Limit of issue 4: total indices of 30 parameters of the Kosovo chain by design, 16,384 base points, in
// under 60 s on 2 cores. Argument: base points; 1,024 of them are a sixteenth of the limit's work.
#include <benchmark/benchmark.h>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

struct Kosovo {
  Case c;
  DrawnWorlds drawn;
  SettleResult settled;
};

const Kosovo& kosovo() {
  static const Kosovo value = [] {
    Kosovo k;
    k.c = *read_case_file(checkout::root() + "/cases/kosovo-1999").value;
    k.drawn = draw_worlds(k.c, {});
    k.settled = settle_drawn(k.c, k.drawn, {});
    return k;
  }();
  return value;
}

void WeighTable(benchmark::State& state) {
  const Kosovo& k = kosovo();
  WeighOptions options;
  options.complete = state.range(0) != 0;
  for (auto _ : state) benchmark::DoNotOptimize(weigh(k.c, k.drawn.table, k.settled, options).worlds);
}
BENCHMARK(WeighTable)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

void WeighDesign(benchmark::State& state) {
  const Kosovo& k = kosovo();
  WeighOptions options;
  options.design = true;
  options.base_points = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(weigh(k.c, k.drawn.table, k.settled, options).worlds);
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
