// SPDX-License-Identifier: Apache-2.0
// Limits: check of the Kosovo case under 50 ms; settle and brief with 4,096 worlds under 2 s on 2 cores.
//
// Roofline of settle: 27,048 settlements * 4 parties * 4,096 worlds = 4.4e8 comparisons at about 4 a
// cycle are 0.04 s on one core; the rest is sampling (4,096 worlds * some 300 dimensions, one inversion of
// a normal distribution each, about 0.1 s) and the proof of the central situation.
#include <benchmark/benchmark.h>

#include "offramp/analysis/brief/brief.h"
#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/render/html.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

const std::string kKosovo = checkout::root() + "/cases/kosovo-1999";

void CheckKosovo(benchmark::State& state) {
  for (auto _ : state) {
    const LoadedCase result = read_case_file(kKosovo);
    benchmark::DoNotOptimize(result.value.has_value());
  }
}
BENCHMARK(CheckKosovo)->Unit(benchmark::kMillisecond)->UseRealTime();

void SampleKosovo(benchmark::State& state) {
  const Case c = *read_case_file(kKosovo).value;
  for (auto _ : state) {
    const WorldTable table = sample(c, {});
    benchmark::DoNotOptimize(table.worlds);
  }
}
BENCHMARK(SampleKosovo)->Unit(benchmark::kMillisecond)->UseRealTime();

void SettleKosovo(benchmark::State& state) {
  const Case c = *read_case_file(kKosovo).value;
  for (auto _ : state) {
    CaseRun run(c);
    benchmark::DoNotOptimize(settle(run)->agreement.value);
  }
}
BENCHMARK(SettleKosovo)->Unit(benchmark::kMillisecond)->UseRealTime();

// From the file to the finished page, every verb over one run.
void BriefKosovo(benchmark::State& state) {
  for (auto _ : state) {
    const Case c = *read_case_file(kKosovo).value;
    CaseRun run(c);
    WeighOptions weighing;
    weighing.complete = false;
    run.set(weighing);
    const BriefResult told = *brief(run);
    const std::string page =
        briefing::render_html(briefing::compose_briefing(c, *told.settled, told.belief, told.weighed));
    benchmark::DoNotOptimize(page.size());
  }
}
BENCHMARK(BriefKosovo)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace offramp
