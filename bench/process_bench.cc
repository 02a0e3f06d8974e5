// SPDX-License-Identifier: Apache-2.0
// Negotiations a second with time-dependent agents, traces off, one thread. Targets: 100,000 on 10^3
// packages, 20,000 on 10^5. The tables are built once for each call; a call plays 20,000 negotiations.
#include <benchmark/benchmark.h>

#include "offramp/bargaining/process/process.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

Problem opposed(std::size_t issues, std::size_t options) {
  RandomStream random({11, 1, 0, 0});
  std::vector<Axis> axes(issues);
  for (Axis& axis : axes) {
    axis.name = "issue";
    axis.options.assign(options, "option");
  }
  Problem problem{Space(axes), {}, {}};
  for (int p = 0; p < 2; ++p) {
    Negotiator n;
    for (std::size_t i = 0; i < issues; ++i) {
      std::vector<double> values;
      for (std::size_t k = 0; k < options; ++k) {
        const double rising = static_cast<double>(k) / static_cast<double>(options - 1);
        values.push_back((0.8 * (p == 0 ? rising : 1.0 - rising) + 0.2 * random.uniform()) /
                         static_cast<double>(issues));
      }
      n.utility.value.push_back(std::move(values));
    }
    problem.negotiators.push_back(std::move(n));
  }
  return problem;
}

void negotiate(benchmark::State& state, AgentSpec::Kind kind) {
  const Problem problem = opposed(static_cast<std::size_t>(state.range(0)), 10);
  const std::vector<AgentSpec> agents{{.kind = kind, .beta = 0.5}, {.kind = kind, .beta = 2.0}};
  const ProcessOptions options{.runs = 20'000, .seed = 1, .rounds = 100};
  double agreed = 0.0;
  for (auto _ : state) {
    const ProcessSummary summary = simulate_offers(problem, agents, options, {{}, {}, 1});
    agreed = static_cast<double>(summary.agreements);
    benchmark::DoNotOptimize(agreed);
  }
  state.counters["negotiations/s"] =
      benchmark::Counter(static_cast<double>(options.runs) * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate);
  state.counters["agreement rate"] = agreed / static_cast<double>(options.runs);
}

void time_dependent(benchmark::State& state) {
  negotiate(state, AgentSpec::Kind::time_dependent);
}
void micro(benchmark::State& state) {
  negotiate(state, AgentSpec::Kind::micro);
}
BENCHMARK(time_dependent)->Arg(3)->Arg(5)->Unit(benchmark::kMillisecond);
BENCHMARK(micro)->Arg(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace offramp::bargaining
