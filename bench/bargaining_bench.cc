// SPDX-License-Identifier: Apache-2.0
//
// Bargaining points and frontiers with proof. One core. Every instance is drawn from a fixed seed.
//
// Interests. Weights are whole numbers 1 to 100; option values whole points 0 to 100, as a workshop would
// write them, so that utilities have two decimals (value x weight / 100):
//   mixed    each party's values are random;
//   opposed  options lie on a line; parties with odd number want the other end. With two parties every
//            option is efficient by itself. Because the points are whole, the frontier of 10^100 packages
//            has some ten thousand points; with arbitrary reals it could have exponentially many.
//   real     values and weights uniform in (0, 1): no ties, no common denominator.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/bargaining/merged/merged_point.h"
#include "offramp/base/number/random.h"

namespace {

using namespace offramp;
using namespace offramp::bargaining;

enum Interests { kMixed, kOpposed, kReal };

double option_value(Interests interests, RandomStream& random, std::size_t party, std::size_t option,
                    std::size_t options) {
  if (interests == kReal) return random.uniform();
  if (interests == kMixed) return static_cast<double>(random.index(101));
  const double place = static_cast<double>(option) / static_cast<double>(options - 1);
  return std::floor(100 * (party % 2 == 0 ? place : 1 - place) + 0.5);
}

Problem draw(std::size_t parties, std::size_t issues, std::size_t options, Interests interests,
             std::uint32_t world) {
  Axis axis;
  axis.options.resize(options);
  Problem problem{Space(std::vector<Axis>(issues, axis)), {}, {}};
  RandomStream random({1, 9, world, 0});
  for (std::size_t p = 0; p < parties; ++p) {
    Negotiator party;
    for (std::size_t i = 0; i < issues; ++i) {
      const double weight = interests == kReal ? random.uniform() / static_cast<double>(issues)
                                               : static_cast<double>(1 + random.index(100)) / 100;
      party.utility.value.emplace_back();
      for (std::size_t o = 0; o < options; ++o) {
        party.utility.value.back().push_back(weight * option_value(interests, random, p, o, options));
      }
    }
    problem.negotiators.push_back(std::move(party));
  }
  return problem;
}

// Ten instances in turn, so that no single lucky one is measured.
constexpr std::uint32_t kInstances = 10;

std::vector<Problem> draw_all(const benchmark::State& state) {
  std::vector<Problem> problems;
  for (std::uint32_t k = 0; k < kInstances; ++k) {
    problems.push_back(draw(static_cast<std::size_t>(state.range(0)),
                            static_cast<std::size_t>(state.range(1)), 10,
                            static_cast<Interests>(state.range(2)), k));
  }
  return problems;
}

RunControl one_core() {
  RunControl control;
  control.threads = 1;
  return control;
}

void frontier_and_nash(benchmark::State& state) {
  const std::vector<Problem> problems = draw_all(state);
  std::size_t next = 0;
  double points = 0.0;
  double complete = 0.0;
  for (auto _ : state) {
    const MergedFrontier frontier = solve_merged_frontier(problems[next++ % kInstances], {}, one_core());
    auto nash = frontier.nash_points();
    benchmark::DoNotOptimize(nash.data());
    points += static_cast<double>(frontier.points);
    complete += frontier.stop == MergedFrontier::Stop::complete ? 1 : 0;
  }
  state.counters["points"] = benchmark::Counter(points, benchmark::Counter::kAvgIterations);
  state.counters["complete"] = benchmark::Counter(complete, benchmark::Counter::kAvgIterations);
}

// The same answer by listing every package: what the peers do, here without their interpreter.
void enumerate_frontier_and_nash(benchmark::State& state) {
  const std::vector<Problem> problems = draw_all(state);
  std::size_t next = 0;
  for (auto _ : state) {
    const Problem& problem = problems[next++ % kInstances];
    std::vector<std::pair<double, double>> all;
    double nash = 0.0;
    for (std::uint64_t k = 0; k < *problem.space.exact_size(); ++k) {
      const Settlement settlement = problem.space.settlement(k);
      all.emplace_back(problem.negotiators[0].utility.of(settlement),
                       problem.negotiators[1].utility.of(settlement));
      nash = std::max(nash, all.back().first * all.back().second);
    }
    std::sort(all.begin(), all.end(), std::greater<>());
    std::size_t points = 0;
    double best = -1.0;
    for (const auto& [first, second] : all) {
      points += second > best + kTieTolerance ? 1 : 0;
      best = std::max(best, second);
    }
    benchmark::DoNotOptimize(points);
    benchmark::DoNotOptimize(nash);
  }
}

void solve(benchmark::State& state, const std::vector<Problem>& problems, Fairness fairness) {
  PointOptions options;
  options.fairness = fairness;
  std::size_t next = 0;
  double proven = 0.0;
  double nodes = 0.0;
  for (auto _ : state) {
    const PointSummary point = solve_merged_point(problems[next++ % problems.size()], options, one_core());
    proven += point.stop == PointSummary::Stop::proven ? 1 : 0;
    nodes += point.nodes;
  }
  state.counters["proven"] = benchmark::Counter(proven, benchmark::Counter::kAvgIterations);
  state.counters["nodes"] = benchmark::Counter(nodes, benchmark::Counter::kAvgIterations);
}

void nash_point(benchmark::State& state) {
  solve(state, draw_all(state), Fairness::nash);
}
void max_min_point(benchmark::State& state) {
  solve(state, draw_all(state), Fairness::egalitarian);
}
void kalai_smorodinsky_point(benchmark::State& state) {
  solve(state, draw_all(state), Fairness::kalai_smorodinsky);
}

// --- Adversarial: what is hard for this kind of method. ---

// Subset sums: weights 1, 2, 4 ... against weights that run the other way.
Problem doubling(std::size_t parties, std::size_t issues) {
  Problem problem = draw(parties, issues, 2, kOpposed, 0);
  for (std::size_t p = 0; p < parties; ++p) {
    for (std::size_t i = 0; i < issues; ++i) {
      const auto exponent = static_cast<int>(p % 2 == 0 ? i : (i + p) % issues);
      for (double& v : problem.negotiators[p].utility.value[i]) v = v > 0 ? std::ldexp(1.0, exponent) : 0.0;
    }
  }
  return problem;
}

// Every option is worth almost the same to everybody: differences of 10^-9.
Problem near_ties(std::size_t parties, std::size_t issues) {
  Problem problem = draw(parties, issues, 10, kMixed, 0);
  for (Negotiator& party : problem.negotiators) {
    for (auto& values : party.utility.value) {
      for (double& v : values) v = 1.0 + std::floor(v) * 1e-9;
    }
  }
  return problem;
}

Problem equal_parties(std::size_t parties, std::size_t issues) {
  Problem problem = draw(2, issues, 10, kOpposed, 0);
  for (std::size_t p = 2; p < parties; ++p) problem.negotiators.push_back(problem.negotiators[p % 2]);
  return problem;
}

void stress_doubling(benchmark::State& state) {
  const auto fairness = static_cast<Fairness>(state.range(2));
  solve(state, {doubling(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)))},
        fairness);
}
void stress_near_ties(benchmark::State& state) {
  solve(state,
        {near_ties(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)))},
        Fairness::nash);
}
void stress_equal_parties(benchmark::State& state) {
  solve(state,
        {equal_parties(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)))},
        Fairness::egalitarian);
}
void stress_many_tiny_issues(benchmark::State& state) {
  solve(state,
        {draw(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)), 2, kMixed,
              0)},
        Fairness::nash);
}

BENCHMARK(frontier_and_nash)
    ->Name("frontier+nash/2 parties 10^k opposed (k)")
    ->Args({2, 6, kOpposed})
    ->Args({2, 20, kOpposed})
    ->Args({2, 100, kOpposed});
BENCHMARK(frontier_and_nash)
    ->Name("frontier+nash/2 parties 10^k mixed (k)")
    ->Args({2, 6, kMixed})
    ->Args({2, 20, kMixed})
    ->Args({2, 100, kMixed});
BENCHMARK(enumerate_frontier_and_nash)
    ->Name("enumeration/2 parties 10^6 opposed")
    ->Args({2, 6, kOpposed})
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(frontier_and_nash)
    ->Name("frontier/3 parties 10^k (interests)")
    ->Unit(benchmark::kMillisecond)
    ->Args({3, 10, kMixed})
    ->Args({3, 10, kOpposed})
    ->Args({3, 10, kReal})
    ->Args({3, 15, kMixed})
    ->Args({3, 15, kOpposed})
    ->Args({3, 15, kReal});
BENCHMARK(nash_point)
    ->Name("nash/parties issues interests")
    ->Unit(benchmark::kMillisecond)
    ->Args({2, 6, kOpposed})
    ->Args({2, 100, kOpposed})
    ->Args({3, 6, kMixed})
    ->Args({3, 6, kOpposed})
    ->Args({10, 30, kMixed})
    ->Args({10, 30, kOpposed})
    ->Args({10, 30, kReal})
    ->Args({10, 100, kMixed})
    ->Args({10, 100, kOpposed})
    ->Args({10, 100, kReal});
BENCHMARK(max_min_point)
    ->Name("max-min/parties issues interests")
    ->Unit(benchmark::kMillisecond)
    ->Args({5, 30, kMixed})
    ->Args({5, 30, kReal});
BENCHMARK(max_min_point)
    ->Name("stress: max-min opposed")
    ->Unit(benchmark::kMillisecond)
    ->Args({3, 30, kOpposed})
    ->Args({5, 30, kOpposed})
    ->Iterations(kInstances);
BENCHMARK(kalai_smorodinsky_point)
    ->Name("kalai-smorodinsky/parties issues interests")
    ->Unit(benchmark::kMillisecond)
    ->Args({5, 30, kMixed})
    ->Args({5, 100, kMixed})
    ->Args({10, 30, kMixed})
    ->Iterations(4);
BENCHMARK(stress_doubling)
    ->Name("stress: doubling weights (parties, issues, idea)")
    ->Unit(benchmark::kMillisecond)
    ->Args({2, 20, 0})
    ->Args({2, 40, 0})
    ->Args({4, 20, 0})
    ->Args({4, 20, 2})
    ->Iterations(1);
BENCHMARK(stress_near_ties)
    ->Name("stress: near ties (parties, issues)")
    ->Unit(benchmark::kMillisecond)
    ->Args({3, 10})
    ->Args({5, 30})
    ->Iterations(1);
BENCHMARK(stress_equal_parties)
    ->Name("stress: equal parties, max-min (parties, issues)")
    ->Unit(benchmark::kMillisecond)
    ->Args({4, 20})
    ->Args({10, 30})
    ->Iterations(1);
BENCHMARK(stress_many_tiny_issues)
    ->Name("stress: two-option issues (parties, issues)")
    ->Unit(benchmark::kMillisecond)
    ->Args({3, 300})
    ->Args({10, 300})
    ->Iterations(1);

}  // namespace
