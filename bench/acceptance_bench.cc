// SPDX-License-Identifier: Apache-2.0
// Limit of issue "settle, first form": 10^6 settlements, 4 parties, 1,024 worlds in under 8 s and 1 GB.
//
// Roofline. One settlement, party and world cost one 8-byte load of a value, one of a need and one
// comparison: 10^6 * 4 * 1024 = 4.1e9 of them. Both operands stay in the L1/L2 caches (needs of one
// prefix: 4 parties * 8 KB; values of the last issue: 10 options * 4 * 8 KB), so the bound is the load
// ports: 2 loads of 32 bytes a cycle with AVX2 is 4 worlds a cycle, 1.0e9 cycles, about 0.35 s on one
// core at 3 GHz. Writing the table takes 10^6 * (16 + 20 * 4) bytes = 96 MB, about 0.02 s.
#include <benchmark/benchmark.h>

#include "offramp/bargaining/acceptance/acceptance.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

UncertainProblem synthetic_problem(std::size_t issues, std::size_t parties, std::size_t worlds) {
  std::vector<Axis> axes(issues);
  for (Axis& axis : axes) axis.options.assign(10, "option");
  UncertainProblem problem{Space(axes), worlds, {}, {}, {}};
  RandomStream random({1, 77, 0, 0});
  problem.negotiators.resize(parties);
  for (UncertainNegotiator& negotiator : problem.negotiators) {
    for (const Axis& axis : axes) {
      auto& options = negotiator.value.emplace_back();
      for (std::size_t o = 0; o < axis.size(); ++o) {
        const double middle = random.uniform() / static_cast<double>(issues);
        std::vector<double>& column = options.emplace_back(worlds);
        for (double& x : column) x = middle * (0.8 + 0.4 * random.uniform());
      }
    }
    negotiator.reservation.resize(worlds);
    for (double& r : negotiator.reservation) r = 0.4 + 0.2 * random.uniform();
  }
  for (std::size_t party = 0; party < parties; ++party) {
    std::vector<bool> two_options(10);
    two_options[party] = two_options[party + 5] = true;
    problem.red_lines.push_back(
        {party, Condition::member(party % issues, two_options), WorldSet::all(worlds)});
  }
  return problem;
}

// Arguments: issues of ten options, parties, worlds, threads.
void EnumerateAcceptance(benchmark::State& state) {
  const UncertainProblem problem =
      synthetic_problem(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)),
                        static_cast<std::size_t>(state.range(2)));
  RunControl control;
  control.threads = static_cast<int>(state.range(3));
  for (auto _ : state) {
    const AcceptanceTable table = enumerate_acceptance(problem, control);
    benchmark::DoNotOptimize(table.all.data());
  }
  const double comparisons = problem.space.size() * static_cast<double>(state.range(1) * state.range(2));
  state.counters["comparisons/s"] =
      benchmark::Counter(comparisons, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(EnumerateAcceptance)
    ->Args({6, 4, 1024, 1})
    ->Args({6, 4, 1024, 2})
    ->Args({5, 4, 4096, 2})
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

}  // namespace
}  // namespace offramp::bargaining
